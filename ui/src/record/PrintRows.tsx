/** The rows of a list on paper, all of them below each other. */
import { useWords } from "../l10n/words";
import type { ListState, Mode, Place } from "../state/state";
import { groupHeading } from "./groups";
import { PanelContent } from "./PanelContent";
import styles from "./PrintRows.module.css";
import { RowContent } from "./RowContent";
import { arrivedRows } from "./usePrinting";
import { rowAt, standAt } from "./useRows";

type Props = { list: ListState; place: Place; mode: Mode; session: string };

export function PrintRows({ list, place, mode, session }: Props) {
  const words = useWords();
  const count = arrivedRows(list);
  const total = list.total ?? 0;
  return (
    <>
      <ol>
        {Array.from({ length: count }, (_, index) => {
          const entry = rowAt(list, index);
          if (!entry) return null;
          const before = rowAt(list, index - 1);
          const heading = groupHeading(entry, before, index, place, mode, words);
          return (
            <li
              key={entry.key}
              className={styles.row}
              data-level={standAt(list, index)?.level || undefined}
            >
              {heading && <p className={styles.group}>{heading}</p>}
              <Printed index={index} list={list} place={place} mode={mode} session={session} />
            </li>
          );
        })}
      </ol>
      {count < total && (
        <p className={styles.group}>{words.say("print-partial", { shown: count, total })}</p>
      )}
    </>
  );
}

function Printed({ index, list, place, mode, session }: Props & { index: number }) {
  const entry = rowAt(list, index);
  const panel = standAt(list, index)?.panel;
  if (!entry) return null;
  return panel ? (
    <PanelContent entry={entry} panel={panel} />
  ) : (
    <RowContent entry={entry} place={place} mode={mode} session={session} />
  );
}
