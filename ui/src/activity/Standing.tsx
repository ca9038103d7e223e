/** Whether the log is what was written, and what became of an export. */
import type { ActivityState } from "../contract/contract";
import { Icon } from "../design/Icon";
import { ProblemCard } from "../design/ProblemCard";
import { type Arguments, useWords, type Words } from "../l10n/words";
import styles from "./Standing.module.css";
import type { ActivityLog } from "./useActivity";

export function Standing({ log }: { log: ActivityLog }) {
  const words = useWords();
  const { exported, notWritten, state } = log;
  return (
    <div className={styles.standing}>
      {state && <State state={state} />}
      {notWritten && <ProblemCard problem={notWritten} title={words.say("activity-not-written")} />}
      <p role="status" className={styles.exported} data-exported={exported?.file}>
        {exported &&
          words.say(exported.acknowledged ? "activity-exported-anew" : "activity-exported", {
            file: exported.file,
          })}
      </p>
    </div>
  );
}

function State({ state }: { state: ActivityState }) {
  const words = useWords();
  if (state.type === "intact")
    return (
      <p className={styles.intact}>
        <Icon name="check" size={14} />
        {words.say("activity-intact")}
      </p>
    );
  const id = `activity-${state.type}`;
  return (
    <div
      className={styles.warning}
      data-severe={state.type !== "unanchored"}
      role={state.type === "unanchored" ? "status" : "alert"}
    >
      <span className={styles.icon}>
        <Icon name="warning" />
      </span>
      <p>
        <strong>{words.say(id)}</strong> {words.part(id, "explained", placeOf(state, words))}
      </p>
    </div>
  );
}

function placeOf(state: ActivityState, words: Words): Arguments {
  if (state.type === "changed") return { at: words.count(state.at) };
  if (state.type === "cut") return { after: state.after };
  return {};
}
