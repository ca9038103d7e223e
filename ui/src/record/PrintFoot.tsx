/** Where a printed page comes from and when it was made; only on paper. */
import { useWords } from "../l10n/words";
import { useAppState } from "../state/context";
import type { RecordState } from "../state/state";
import styles from "./PrintFoot.module.css";

export function PrintFoot({ record }: { record: RecordState }) {
  const words = useWords();
  const printing = useAppState((state) => state.printing);
  if (printing !== "laidOut") return null;
  return (
    <p className={styles.foot}>
      {words.say("print-footer", {
        host: record.host,
        time: record.asOf ? words.stamp(record.asOf) : words.say("loading-plain"),
        printed: words.stamp(new Date().toISOString()),
      })}
    </p>
  );
}
