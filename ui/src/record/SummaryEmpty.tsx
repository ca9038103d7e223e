/** A section without facts, in one line: why there is nothing to see. */
import { Button } from "react-aria-components";
import type { Section } from "../contract/contract";
import { useWords } from "../l10n/words";
import { useDispatch } from "../state/context";
import type { RecordState } from "../state/state";
import styles from "./SummaryEmpty.module.css";
import { TermText } from "./Term";

type Props = { record: RecordState; section: Section };

export function SummaryEmpty({ record, section }: Props) {
  const words = useWords();
  const dispatch = useDispatch();
  const state = record.sections[section];
  const progress = state?.progress ?? "loading";
  const problem = state?.problems[0]?.problem;
  return (
    <p className={styles.line} data-progress={progress}>
      <Button
        className={styles.open ?? ""}
        onPress={() => dispatch({ type: "wentTo", place: section })}
      >
        <TermText id={`place-${section}`} />
      </Button>{" "}
      <span data-problem={problem?.code}>{words.say(`summary-${progress}`)}</span>
    </p>
  );
}
