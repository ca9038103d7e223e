/** One section on paper: how complete it is, its courses, its rows, and what of it is not a fact. */
import type { Entry, Section, SectionState } from "../contract/contract";
import { useWords } from "../l10n/words";
import { groupHeading } from "../record/groups";
import rowStyles from "../record/PrintRows.module.css";
import { RowContent } from "../record/RowContent";
import { ProblemLines } from "../record/SectionProblems";
import type { Mode } from "../state/state";
import { CourseLines } from "./CourseLines";
import { coursesOf } from "./over-time";
import styles from "./Paper.module.css";

type Props = {
  section: Section;
  state: SectionState | undefined;
  rows: readonly Entry[];
  session: string;
};

export function PaperSection({ section, state, rows, session }: Props) {
  const words = useWords();
  const facts = rows.filter(({ standing }) => standing !== "notAFact");
  const notFacts = rows.filter(({ standing }) => standing === "notAFact");
  // No number where nobody knows whether there is anything.
  const isCounted = facts.length > 0 || state?.progress === "complete";
  const shared = { section, session };
  return (
    <section className={styles.section} data-paper={section}>
      <h2>
        {words.say(`place-${section}`)}{" "}
        {isCounted && <span className={styles.number}>{words.count(facts.length)}</span>}
      </h2>
      <Standing state={state} />
      <OverTime rows={facts} session={session} />
      <Rows {...shared} rows={facts} mode="facts" />
      {notFacts.length > 0 && <h3 className={styles.notFacts}>{words.say("paper-not-facts")}</h3>}
      <Rows {...shared} rows={notFacts} mode="notFacts" />
    </section>
  );
}

/** What may be read out of the length of the list. */
function Standing({ state }: { state: SectionState | undefined }) {
  const words = useWords();
  switch (state?.progress) {
    case "complete":
      return null;
    case "incomplete":
    case "notAvailable":
      return (
        <div className={styles.incomplete}>
          <p>
            {words.say(state.progress === "incomplete" ? "paper-incomplete" : "paper-unavailable")}
          </p>
          <ProblemLines problems={state.problems} />
        </div>
      );
    case "loading":
    case undefined:
      return <p className={styles.incomplete}>{words.say("paper-loading")}</p>;
  }
}

/** The newest value of each series and its course. */
function OverTime({ rows, session }: { rows: readonly Entry[]; session: string }) {
  const words = useWords();
  const courses = coursesOf(rows);
  if (courses.length === 0) return null;
  return (
    <div className={styles.overTime}>
      <h3>{words.say("paper-over-time")}</h3>
      <p className={styles.quiet}>{words.say("paper-over-time-explained")}</p>
      <ul>
        {courses.map(({ newest, lines }) => (
          <li key={newest.analyte}>
            <div>
              <RowContent entry={newest} place={newest.section} mode="facts" session={session} />
              <CourseLines lines={lines} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

type RowsProps = { section: Section; session: string; rows: readonly Entry[]; mode: Mode };

function Rows({ section, session, rows, mode }: RowsProps) {
  const words = useWords();
  if (rows.length === 0) return null;
  return (
    <ol>
      {rows.map((entry, index) => {
        const heading = groupHeading(entry, rows[index - 1], index, section, mode, words);
        return (
          <li key={entry.key} className={rowStyles.row}>
            {heading && <p className={rowStyles.group}>{heading}</p>}
            <RowContent entry={entry} place={section} mode={mode} session={session} />
          </li>
        );
      })}
    </ol>
  );
}
