/** An attachment at another server: the browser shows it, once the person has agreed to that host. */
import { useState } from "react";
import type { AttachmentRef, Problem } from "../contract/contract";
import { Button } from "../design/Button";
import { ProblemCard } from "../design/ProblemCard";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import styles from "./Documents.module.css";

type Props = { attachment: AttachmentRef; host: string; mayOpen: boolean };

export function Elsewhere({ attachment, host, mayOpen }: Props) {
  const words = useWords();
  const effects = useEffects();
  const [isAsking, ask] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const open = async () => {
    ask(false);
    setProblem((await effects.documents.elsewhere(attachment)).problem);
  };
  return (
    <div className={styles.elsewhere}>
      <p className={styles.quiet}>{words.say("document-elsewhere", { host })}</p>
      {mayOpen && !isAsking && (
        <Button id={`elsewhere-${attachment.index}`} onPress={() => ask(true)}>
          {words.say("document-elsewhere-open")}
        </Button>
      )}
      {isAsking && (
        <section aria-label={words.say("document-elsewhere-question", { host })}>
          <p className={styles.name}>{words.say("document-elsewhere-question", { host })}</p>
          <p>{words.say("document-elsewhere-warning")}</p>
          <div className={styles.actions}>
            <Button autoFocus onPress={() => ask(false)}>
              {words.say("document-keep-here")}
            </Button>
            <Button look="primary" onPress={() => void open()}>
              {words.say("document-elsewhere-yes")}
            </Button>
          </div>
        </section>
      )}
      {problem && <ProblemCard problem={problem} />}
    </div>
  );
}
