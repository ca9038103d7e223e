/** The visit that the record was opened for (launch context `encounter`, SMART App Launch 2.2), one click away. */
import { Button } from "../design/Button";
import { useWords } from "../l10n/words";
import { useDispatch, useEffects } from "../state/context";
import { revisionOf, sectionView } from "../state/lists";
import type { RecordState } from "../state/state";
import { useOutcome } from "../state/useOutcome";
import { dateText, titleOf } from "./entry-words";
import styles from "./Visit.module.css";

export function Visit({ record }: { record: RecordState }) {
  return record.visit ? <Shown record={record} visit={record.visit} /> : null;
}

function Shown({ record, visit }: { record: RecordState; visit: string }) {
  const words = useWords();
  const dispatch = useDispatch();
  const effects = useEffects();
  const { session, sections } = record;
  const revision = revisionOf(record, sectionView("section", "encounters"));
  const { outcome } = useOutcome(`${session} ${visit} ${revision}`, () =>
    effects.record.entry(session, visit),
  );
  const entry = outcome?.answer?.entry;
  // It may still be on its way: that it is not there is said when nothing more comes.
  const isOver = outcome !== null && sections.encounters?.progress !== "loading";
  if (!entry)
    return isOver ? <span className={styles.visit}>{words.say("visit-not-here")}</span> : null;
  const open = () => {
    dispatch({ type: "wentTo", place: entry.section });
    dispatch({ type: "selected", selected: { key: entry.key, section: entry.section } });
  };
  return (
    <span className={styles.visit} data-visit={visit}>
      {words.say("visit-context")}
      <Button id="open-visit" look="quiet" onPress={open}>
        {words.say("visit-open", {
          title: titleOf(entry, words),
          date: dateText(entry, words) ?? words.say("no-date"),
        })}
      </Button>
    </span>
  );
}
