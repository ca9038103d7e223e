/** What happened, what still works, what to do; below, small, what to read out on the phone. */
import type { ReactNode } from "react";
import type { Problem } from "../contract/contract";
import { useWords } from "../l10n/words";
import { Icon } from "./Icon";
import styles from "./ProblemCard.module.css";

type Props = {
  problem: Problem;
  title?: string;
  /** Nothing is open: what is shown cannot be what still works. */
  bare?: boolean;
  /** What still works here, where the usual sentence does not fit. */
  works?: string;
  /** What to do here, where the usual advice does not fit. */
  action?: string;
  children?: ReactNode;
  announce?: boolean;
};

export function ProblemCard(props: Props) {
  const { problem, title, bare = false, action, children, announce = true } = props;
  const words = useWords();
  const id = `problem-${problem.code}`;
  const works = props.works ?? ((bare && words.part(id, "bare")) || words.part(id, "works"));
  return (
    <div className={styles.card} data-problem={problem.code} role={announce ? "alert" : undefined}>
      <span className={styles.icon}>
        <Icon name="warning" />
      </span>
      <div className={styles.body}>
        {title && <p className={styles.title}>{title}</p>}
        <p className={title ? undefined : styles.title}>{words.say(id)}</p>
        <p className={styles.quiet}>{works}</p>
        <p>{action ?? words.part(id, "action")}</p>
        {problem.serverMessage && (
          <p className={styles.quiet} dir="auto">
            {words.say("server-says", { message: problem.serverMessage })}
          </p>
        )}
        {children && <div className={styles.actions}>{children}</div>}
        <p className={styles.code}>
          {problem.code} · {words.say("reference", { reference: problem.reference })}
        </p>
      </div>
    </div>
  );
}
