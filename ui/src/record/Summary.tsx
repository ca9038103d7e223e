/** The most important of every section, in the order of the International Patient Summary. */
import { useRef } from "react";
import type { Section } from "../contract/contract";
import { useWords } from "../l10n/words";
import type { RecordState } from "../state/state";
import { useKeptScroll } from "../state/useKept";
import { factsOf } from "./nothing";
import styles from "./Summary.module.css";
import { SummaryCard } from "./SummaryCard";
import { SummaryEmpty } from "./SummaryEmpty";
import { usePrintWhen } from "./usePrinting";

type Card = { section: Section; rows: number };

/** Two columns that fill by themselves, so that a long card leaves no hole beside it. */
const columns: readonly (readonly Card[])[] = [
  [
    { section: "allergies", rows: 6 },
    { section: "problems", rows: 8 },
    { section: "medications", rows: 10 },
    { section: "immunizations", rows: 4 },
    { section: "procedures", rows: 4 },
    { section: "devices", rows: 3 },
    { section: "carePlans", rows: 4 },
    { section: "careTeam", rows: 4 },
    { section: "familyHistory", rows: 4 },
    { section: "directives", rows: 3 },
  ],
  [
    { section: "alerts", rows: 4 },
    { section: "results", rows: 10 },
    { section: "vitals", rows: 6 },
    { section: "reports", rows: 4 },
    { section: "encounters", rows: 4 },
    { section: "appointments", rows: 3 },
    { section: "documents", rows: 4 },
    { section: "socialHistory", rows: 4 },
    { section: "assessments", rows: 4 },
    { section: "orders", rows: 4 },
    { section: "coverage", rows: 3 },
  ],
];

/** That there is none of these is as telling as what there is. */
const essential: ReadonlySet<Section> = new Set(["allergies", "problems", "medications"]);

/** Most records have these: their place is kept while they load. */
const expected: ReadonlySet<Section> = new Set([
  "immunizations",
  "results",
  "vitals",
  "encounters",
  "reports",
  "documents",
]);

function isCard(record: RecordState, section: Section): boolean {
  const state = record.sections[section];
  if (essential.has(section) || factsOf(state) > 0) return true;
  return expected.has(section) && (state?.progress ?? "loading") === "loading";
}

export function Summary({ record }: { record: RecordState }) {
  usePrintWhen(true);
  const words = useWords();
  const scroll = useRef<HTMLDivElement>(null);
  useKeptScroll(`scroll ${record.session} summary`, scroll);
  const hasCard = ({ section }: Card) => isCard(record, section);
  const empty = columns.flat().filter((card) => !hasCard(card));
  return (
    <div ref={scroll} className={styles.summary} data-region="summary">
      {columns.map((cards) => (
        <div key={cards[0]?.section} className={styles.column}>
          {cards.filter(hasCard).map(({ section, rows }) => (
            <SummaryCard key={section} record={record} section={section} rows={rows} />
          ))}
        </div>
      ))}
      {empty.length > 0 && (
        <section className={styles.empty} aria-label={words.say("summary-empty")}>
          {empty.map(({ section }) => (
            <SummaryEmpty key={section} record={record} section={section} />
          ))}
        </section>
      )}
    </div>
  );
}
