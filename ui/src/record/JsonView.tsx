/** The resource as it was received, on demand. */
import { useEffect, useRef, useState } from "react";
import { Button } from "../design/Button";
import { CopyButton } from "../design/CopyButton";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import { indentJson } from "./indent-json";
import styles from "./JsonView.module.css";

export function JsonView({ json }: { json: string }) {
  const words = useWords();
  const effects = useEffects();
  const [open, setOpen] = useState(false);
  const shown = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open) shown.current?.scrollIntoView?.({ block: "nearest" });
  }, [open]);
  return (
    <div className={styles.json}>
      <div className={styles.actions}>
        <Button id="show-json" look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
          {words.say(open ? "hide-json" : "show-json")}
        </Button>
        {open && (
          <CopyButton
            id="copy-json"
            label={words.say("copy-json")}
            text={json}
            onCopied={effects.clipboard.hold}
          />
        )}
      </div>
      {open && (
        <section ref={shown} data-region="json" aria-label={words.say("json-label")}>
          <pre className={styles.text}>{indentJson(json)}</pre>
        </section>
      )}
    </div>
  );
}
