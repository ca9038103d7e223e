/** What a row of a list says. */
import { displayRules, type Entry, type RowNews } from "../contract/contract";
import { useWords } from "../l10n/words";
import { useAppState } from "../state/context";
import type { Mode, Place } from "../state/state";
import { isNoneAtAll } from "./absence";
import { dateText, isSevere, kindOf, measured, rangeText, titleOf } from "./entry-words";
import { NewsMark } from "./NewsMark";
import styles from "./RowContent.module.css";
import { RowMarks } from "./RowMarks";
import { ruleText } from "./rules";
import { Sparkline } from "./Sparkline";
import { Flags, Measured } from "./Value";

type Props = {
  entry: Entry;
  place: Place;
  mode: Mode;
  session: string;
  news?: RowNews | undefined;
};

export function RowContent({ entry, place, mode, session, news }: Props) {
  const words = useWords();
  const kind = kindOf(entry, place, words);
  const range = entry.value && rangeText(entry.value.range, words);
  const hasValue = measured(entry, words) !== null;
  return (
    <div
      className={styles.row}
      data-standing={entry.standing}
      data-measured={hasValue || undefined}
      data-spark={mode === "latest" || undefined}
    >
      <span className={styles.what}>
        <span className={styles.title} dir="auto">
          {titleOf(entry, words)}
          {news && <NewsMark news={news} />}
          {entry.title?.isBareCode && (
            <span className={styles.tag} title={ruleText(displayRules["bare-code"], words)}>
              {words.say("code-only")}
            </span>
          )}
        </span>
        <span className={styles.second}>
          {kind && <span>{kind}</span>}
          {entry.absence && <Absence entry={entry} session={session} />}
          {isSevere(entry) && entry.severity && (
            <span className={styles.severe}>{words.code("severity", entry.severity)}</span>
          )}
          <RowMarks entry={entry} />
          {entry.detail && <span dir="auto">{entry.detail}</span>}
        </span>
      </span>
      {hasValue && (
        <span className={styles.measured}>
          <Measured entry={entry} />
          <Flags entry={entry} />
          <span className={styles.range}>{range}</span>
        </span>
      )}
      {mode === "latest" && hasValue && (
        <span className={styles.spark}>
          {entry.analyte && (
            <Sparkline session={session} analyte={entry.analyte} section={entry.section} />
          )}
        </span>
      )}
      <span className={styles.date} title={entry.date?.raw}>
        {dateText(entry, words) ?? words.say("no-date")}
      </span>
    </div>
  );
}

/** "None known" of the whole list, once the whole list is here; else only whose statement it is. */
function Absence({ entry, session }: { entry: Entry; session: string }) {
  const words = useWords();
  const isWhole = useAppState(
    ({ records }) => records[session]?.sections[entry.section]?.progress === "complete",
  );
  return (
    <span className={styles.noneKnown}>
      {isWhole && isNoneAtAll(entry) && `${words.say("none-known")}. `}
      {words.say("none-known-explained")}
    </span>
  );
}
