/** One section as a list, with what is known about its completeness. */
import { useState } from "react";
import type { SectionState } from "../contract/contract";
import { Choice } from "../design/Choice";
import { useWords } from "../l10n/words";
import { useAppState, useDispatch } from "../state/context";
import { timelineView, viewOf } from "../state/lists";
import {
  type Mode,
  type Place,
  type RecordRoute,
  type RecordState,
  sectionNames,
} from "../state/state";
import { EmptySection } from "./EmptySection";
import { factsOf, nothingOf, progressOf } from "./nothing";
import { PrintRows } from "./PrintRows";
import { RowList } from "./RowList";
import { SearchBox } from "./SearchBox";
import { Announcer, SectionHeading } from "./SectionHeading";
import { SectionProblems } from "./SectionProblems";
import styles from "./SectionView.module.css";
import { isReadyForPaper, printedRows, usePrintWhen } from "./usePrinting";
import { useRows } from "./useRows";

type Props = { record: RecordState; route: RecordRoute; place: Exclude<Place, "summary"> };

export function SectionView({ record, route, place }: Props) {
  const words = useWords();
  const [shown, setShown] = useState({ first: 0, last: 60 });
  const view = viewOf(place, route.mode) ?? timelineView;
  const printing = useAppState((state) => state.printing);
  const onScreen = printing === "no" ? shown : { first: 0, last: printedRows - 1 };
  const { list, isCurrent, retry } = useRows(
    record.session,
    view,
    route.search,
    onScreen.first,
    onScreen.last,
  );
  usePrintWhen(isReadyForPaper(list, isCurrent));
  const section = place === "timeline" ? undefined : record.sections[place];
  const progress =
    place === "timeline"
      ? progressOf(sectionNames.map((name) => record.sections[name]))
      : (section?.progress ?? "loading");
  const nothing = nothingOf({
    progress,
    total: list.total,
    held: heldOf(record, place, route.mode),
    search: route.search,
    isCurrent,
    latest: route.mode === "latest",
  });
  return (
    <section
      className={styles.section}
      aria-labelledby="section-title"
      aria-busy={list.total === null && !list.problem && nothing === "loading"}
    >
      <div className={styles.head}>
        <SectionHeading
          place={place}
          section={section}
          progress={progress}
          matching={route.search.trim() ? list.total : null}
          series={route.mode === "latest" ? list.total : null}
        />
        <div className={styles.tools}>
          {section && <Modes section={section} mode={route.mode} place={place} />}
          <SearchBox text={route.search} />
        </div>
      </div>
      <Announcer place={place} progress={progress} count={list.total ?? 0} />
      {route.mode === "notFacts" && <p className={styles.note}>{words.say("not-facts-note")}</p>}
      {route.mode === "latest" && <p className={styles.note}>{words.say("latest-note")}</p>}
      {section && nothing !== "notAvailable" && (
        <SectionProblems section={section} session={record.session} />
      )}
      {nothing ? (
        <EmptySection
          nothing={nothing}
          section={section}
          search={route.search}
          problem={list.problem}
          retry={retry}
          session={record.session}
        />
      ) : printing === "laidOut" ? (
        <PrintRows list={list} place={place} mode={route.mode} session={record.session} />
      ) : (
        <RowList
          list={list}
          place={place}
          mode={route.mode}
          session={record.session}
          selected={route.selected?.key ?? null}
          onShow={setShown}
        />
      )}
    </section>
  );
}

/** Rows that the list has to draw from, whatever it was asked for. */
function heldOf(record: RecordState, place: Props["place"], mode: Mode): number {
  if (place === "timeline")
    return sectionNames.reduce((sum, name) => sum + factsOf(record.sections[name]), 0);
  const section = record.sections[place];
  return mode === "notFacts" ? (section?.counts.notAFact ?? 0) : factsOf(section);
}

type ModesProps = { section: SectionState; mode: Mode; place: Place };

function Modes({ section, mode, place }: ModesProps) {
  const words = useWords();
  const dispatch = useDispatch();
  const hasSeries = place === "results" || place === "vitals";
  const modes: Mode[] = [...(hasSeries ? (["latest"] as const) : []), "facts"];
  if (section.counts.notAFact > 0 || mode === "notFacts") modes.push("notFacts");
  if (modes.length < 2) return null;
  const label = (one: Mode) =>
    one === "notFacts"
      ? `${words.say("mode-notFacts")} ${words.count(section.counts.notAFact)}`
      : words.say(`mode-${one}`);
  return (
    <Choice
      label={words.say("mode-label")}
      value={mode}
      options={modes.map((id) => ({ id, label: label(id) }))}
      onChange={(next) => dispatch({ type: "wentTo", place, mode: next })}
    />
  );
}
