/** The first rows of one section. */
import { Button, ListBox, ListBoxItem } from "react-aria-components";
import type { Entry, Section, SectionState } from "../contract/contract";
import { Icon } from "../design/Icon";
import { Skeleton } from "../design/Skeleton";
import { useWords } from "../l10n/words";
import { useDispatch } from "../state/context";
import { sectionView } from "../state/lists";
import type { RecordState } from "../state/state";
import { dateText, isSevere, measured, titleOf } from "./entry-words";
import { factsOf, nothingOf } from "./nothing";
import { RowMarks } from "./RowMarks";
import { countWords, progressWords } from "./SectionHeading";
import { Sparkline } from "./Sparkline";
import styles from "./SummaryCard.module.css";
import { TermText } from "./Term";
import { useRows } from "./useRows";
import { Flags, Measured } from "./Value";

type Props = { record: RecordState; section: Section; rows: number };

export function SummaryCard({ record, section, rows }: Props) {
  const words = useWords();
  const dispatch = useDispatch();
  const latest = section === "results" || section === "vitals";
  const view = sectionView(latest ? "latest" : "section", section);
  const { list } = useRows(record.session, view, "", 0, rows - 1);
  const state = record.sections[section];
  const progress = state?.progress ?? "loading";
  const entries = chosen(list.pages[0]?.rows ?? [], section).slice(0, rows);
  const total = list.total ?? 0;
  const open = () =>
    dispatch({ type: "wentTo", place: section, ...(latest ? { mode: "facts" } : {}) });
  const titleId = `card-${section}`;
  return (
    <section
      className={styles.card}
      aria-labelledby={titleId}
      aria-busy={list.total === null && !list.problem && progress !== "notAvailable"}
    >
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title} data-progress={progress}>
          <Button
            className={styles.open ?? ""}
            onPress={() => dispatch({ type: "wentTo", place: section })}
          >
            <TermText id={latest ? `latest-${section}` : `place-${section}`} />
            <Icon name="chevron" size={12} />
          </Button>
        </h2>
        <p className={styles.counts}>
          {state && !isCounted(state) && `${countWords(state, section, words).join(" · ")} `}
          <span className={styles[progress]}>{progressWords(progress, state, words)}</span>
        </p>
      </div>
      {entries.length > 0 ? (
        <Entries
          entries={entries}
          record={record}
          label={words.say(`place-${section}`)}
          latest={latest}
        />
      ) : (
        <Nothing state={state} total={list.total} latest={latest} open={open} />
      )}
      {total > entries.length && entries.length > 0 && (
        <Button
          className={styles.all ?? ""}
          onPress={() => dispatch({ type: "wentTo", place: section })}
        >
          {words.say("show-all", { count: total })}
        </Button>
      )}
    </section>
  );
}

/** While it loads, "80 of 8,491" says both how many there are and how many are here. */
function isCounted({ progress, expected }: SectionState): boolean {
  return progress === "loading" && Boolean(expected);
}

/** A severe allergy never waits behind a newer mild one. */
function chosen(rows: readonly Entry[], section: Section): readonly Entry[] {
  if (section !== "allergies") return rows;
  return [...rows].sort((a, b) => Number(isSevere(b)) - Number(isSevere(a)));
}

type NothingProps = {
  state: SectionState | undefined;
  total: number | null;
  latest: boolean;
  open: () => void;
};

function Nothing({ state, total, latest, open }: NothingProps) {
  const words = useWords();
  const progress = state?.progress ?? "loading";
  const held = factsOf(state);
  const nothing = nothingOf({ progress, total, held, isNarrowed: false, isCurrent: true, latest });
  const problem = state?.problems[0]?.problem;
  switch (nothing) {
    case "nothingRecorded":
      return <p className={styles.nothing}>{words.say("nothing-recorded")}</p>;
    case "notAvailable":
      return (
        <p className={styles.nothing} data-problem={problem?.code}>
          <strong>{words.say("not-available")}</strong>{" "}
          {problem && words.say(`problem-${problem.code}`)}
        </p>
      );
    case "nothingArrived":
      return <p className={styles.nothing}>{words.say("nothing-arrived")}</p>;
    case "outsideSeries":
      return (
        <Button className={styles.all ?? ""} onPress={open}>
          {words.say("show-all", { count: held })}
        </Button>
      );
    default:
      return <Skeleton rows={3} />;
  }
}

type EntriesProps = {
  entries: readonly Entry[];
  record: RecordState;
  label: string;
  latest: boolean;
};

function Entries({ entries, record, label, latest }: EntriesProps) {
  const words = useWords();
  const dispatch = useDispatch();
  const open = (key: string | number) => {
    const entry = entries.find((one) => one.key === key);
    if (!entry) return;
    dispatch({ type: "selected", selected: { key: entry.key, section: entry.section } });
  };
  return (
    <ListBox aria-label={label} className={styles.list ?? ""} onAction={open}>
      {entries.map((entry) => (
        <ListBoxItem
          key={entry.key}
          id={entry.key}
          textValue={titleOf(entry, words)}
          className={styles.row ?? ""}
          data-standing={entry.standing}
        >
          <CardRow entry={entry} session={record.session} latest={latest} />
        </ListBoxItem>
      ))}
    </ListBox>
  );
}

function CardRow(props: { entry: Entry; session: string; latest: boolean }) {
  const { entry, session, latest } = props;
  const words = useWords();
  const severe = isSevere(entry) && entry.severity;
  const date = dateText(entry, words) ?? words.say("no-date");
  return (
    <>
      <span className={styles.what}>
        <span className={styles.name} dir="auto">
          {titleOf(entry, words)}
        </span>
        <span className={styles.second}>
          {entry.absence && <span>{words.say("none-known-explained")}</span>}
          {severe && <span className={styles.severe}>{words.code("severity", severe)}</span>}
          <RowMarks entry={entry} />
          {entry.detail && <span dir="auto">{entry.detail}</span>}
          {latest && <span>{date}</span>}
        </span>
      </span>
      {measured(entry, words) !== null && (
        <span className={styles.measured}>
          <Measured entry={entry} />
          <Flags entry={entry} />
        </span>
      )}
      {latest && entry.analyte && (
        <span className={styles.spark}>
          <Sparkline session={session} analyte={entry.analyte} section={entry.section} />
        </span>
      )}
      {!latest && <span className={styles.date}>{date}</span>}
    </>
  );
}
