/** Copies a text, and says for a moment whether it did. */
import { useEffect, useState } from "react";
import { useWords } from "../l10n/words";
import { Button } from "./Button";
import { writeClipboard } from "./clipboard";
import { Icon } from "./Icon";

type Props = {
  id?: string;
  label: string;
  text: string | (() => Promise<string | null>);
  look?: "secondary" | "quiet";
  /** The clipboard refused, or there was nothing to copy: said for a moment here, and for good there. */
  onRefused?: () => void;
  onCopied?: (text: string) => void;
};

type Outcome = "copied" | "not-copied";

export function CopyButton({ id, label, text, look = "quiet", onRefused, onCopied }: Props) {
  const words = useWords();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    const asked = typeof text === "string" ? text : text();
    const done = await writeClipboard(asked);
    setOutcome(done ? "copied" : "not-copied");
    if (done) onCopied?.((await asked) ?? "");
    else onRefused?.();
  };
  return (
    <Button {...(id ? { id } : {})} look={look} onPress={() => void copy()}>
      <Icon name={outcome === "copied" ? "check" : "copy"} size={14} />
      <span aria-live="polite">{outcome ? words.say(outcome) : label}</span>
    </Button>
  );
}
