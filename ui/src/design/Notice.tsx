/** A bar across the window for what concerns everything below it. */
import type { ReactNode } from "react";
import type { Problem } from "../contract/contract";
import { useWords } from "../l10n/words";
import { Icon } from "./Icon";
import styles from "./Notice.module.css";

type Props = {
  title?: string;
  /** What follows from it and what to do, where it is no problem of the core. */
  text?: string;
  /** For tests and styles. */
  name?: string;
  problem: Problem | null;
  children?: ReactNode;
};

export function Notice({ title, text, name, problem, children }: Props) {
  const words = useWords();
  return (
    <div className={styles.notice} role="status" data-problem={problem?.code} data-notice={name}>
      <span className={styles.icon}>
        <Icon name="warning" />
      </span>
      <p className={styles.text}>
        <strong>{title ?? (problem && words.say(`problem-${problem.code}`))}</strong> {text}
        {problem && (
          <>
            {title
              ? words.say(`problem-${problem.code}`)
              : words.part(`problem-${problem.code}`, "works")}{" "}
            {words.part(`problem-${problem.code}`, "action")}{" "}
            <span className={styles.code}>
              {words.say("reference", { reference: problem.reference })}
            </span>
          </>
        )}
      </p>
      <div className={styles.actions}>{children}</div>
    </div>
  );
}
