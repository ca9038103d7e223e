/** The most important of every section, in the order in which a clinician needs it. */
import { useRef } from "react";
import type { Section } from "../contract/contract";
import type { RecordState } from "../state/state";
import { useKeptScroll } from "../state/useKept";
import styles from "./Summary.module.css";
import { SummaryCard } from "./SummaryCard";
import { usePrintWhen } from "./usePrinting";

type Card = { section: Section; rows: number };

/** Two columns that fill by themselves, so that a long card leaves no hole beside it. */
const columns: readonly (readonly Card[])[] = [
  [
    { section: "allergies", rows: 6 },
    { section: "problems", rows: 8 },
    { section: "medications", rows: 10 },
    { section: "immunizations", rows: 4 },
  ],
  [
    { section: "results", rows: 10 },
    { section: "vitals", rows: 6 },
    { section: "encounters", rows: 4 },
    { section: "reports", rows: 4 },
    { section: "documents", rows: 4 },
  ],
];

export function Summary({ record }: { record: RecordState }) {
  usePrintWhen(true);
  const scroll = useRef<HTMLDivElement>(null);
  useKeptScroll(`scroll ${record.session} summary`, scroll);
  return (
    <div ref={scroll} className={styles.summary} data-region="summary">
      {columns.map((cards) => (
        <div key={cards[0]?.section} className={styles.column}>
          {cards.map(({ section, rows }) => (
            <SummaryCard key={section} record={record} section={section} rows={rows} />
          ))}
        </div>
      ))}
    </div>
  );
}
