/** One section as a list, with what is known about its completeness. */
import { useState } from "react";
import type { SectionState } from "../contract/contract";
import { Button } from "../design/Button";
import { Choice } from "../design/Choice";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { useAppState, useDispatch } from "../state/context";
import { filterOf, isFiltering } from "../state/filters";
import { timelineView, viewOf } from "../state/lists";
import {
  type Mode,
  type Place,
  type RecordRoute,
  type RecordState,
  sectionNames,
} from "../state/state";
import { EmptySection } from "./EmptySection";
import { FilterBar } from "./FilterBar";
import { FilterPanel } from "./FilterPanel";
import { factsOf, nothingOf, progressOf } from "./nothing";
import { PrintRows } from "./PrintRows";
import { type GoTo, RowList } from "./RowList";
import { SearchBox } from "./SearchBox";
import { Announcer, SectionHeading } from "./SectionHeading";
import { SectionProblems } from "./SectionProblems";
import styles from "./SectionView.module.css";
import { useFilterBar } from "./useFilterBar";
import { usePanels } from "./usePanels";
import { isReadyForPaper, printedRows, usePrintWhen } from "./usePrinting";
import { useRows } from "./useRows";
import { YearMenu } from "./YearMenu";

type Props = { record: RecordState; route: RecordRoute; place: Exclude<Place, "summary"> };

export function SectionView({ record, route, place }: Props) {
  const words = useWords();
  const [shown, setShown] = useState({ first: 0, last: 60 });
  const view = viewOf(place, route.mode) ?? timelineView;
  const printing = useAppState((state) => state.printing);
  const onScreen = printing === "no" ? shown : { first: 0, last: printedRows - 1 };
  const filter = filterOf(record, place);
  const isFiltered = isFiltering(filter);
  const isNarrowed = isFiltered || route.search.trim() !== "";
  const panels = usePanels(record, route.mode, isNarrowed);
  const { list, isCurrent, retry } = useRows(
    record.session,
    view,
    route.search,
    onScreen.first,
    onScreen.last,
    filter,
    printing === "no" ? panels.unfolded : panels.onPaper,
  );
  const entries = list.results ?? list.total;
  const bar = useFilterBar(record, place, view, route.search, filter);
  const [goTo, setGoTo] = useState<GoTo | null>(null);
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
    isNarrowed,
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
          matching={isNarrowed ? entries : null}
          series={route.mode === "latest" ? list.total : null}
        />
        <div className={styles.tools}>
          {section && <Modes section={section} mode={route.mode} place={place} />}
          {panels.unfolded && (
            <Button id="fold-panels" look="quiet" onPress={panels.toggleAll}>
              {words.say(panels.isAllOpen ? "panels-close" : "panels-open")}
            </Button>
          )}
          {place === "timeline" && bar.facets && (
            <YearMenu
              years={bar.facets.years}
              onGo={(index) => setGoTo((before) => ({ index, turn: (before?.turn ?? 0) + 1 }))}
            />
          )}
          <Button
            id="filter-open"
            look="quiet"
            aria-expanded={bar.isOpen}
            aria-controls="filter-panel"
            onPress={bar.toggle}
          >
            <Icon name="filter" size={14} />
            {words.say("filter")}
          </Button>
          <SearchBox text={route.search} />
        </div>
      </div>
      {bar.isOpen && bar.facets && (
        <FilterPanel filter={filter} facets={bar.facets} onChange={bar.change} />
      )}
      <FilterBar
        filter={filter}
        facets={bar.facets}
        shown={isCurrent ? entries : null}
        onChange={bar.change}
      />
      <Announcer place={place} progress={progress} count={entries ?? 0} />
      {route.mode === "notFacts" && <p className={styles.note}>{words.say("not-facts-note")}</p>}
      {route.mode === "news" && <p className={styles.note}>{words.say("news-note")}</p>}
      {route.mode === "latest" && <p className={styles.note}>{words.say("latest-note")}</p>}
      {section && nothing !== "notAvailable" && (
        <SectionProblems section={section} session={record.session} />
      )}
      {nothing ? (
        <EmptySection
          nothing={nothing}
          section={section}
          search={route.search}
          isFiltered={isFiltered}
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
          goTo={goTo}
          onFold={panels.toggle}
          years={place === "timeline" ? (bar.facets?.years ?? null) : null}
        />
      )}
    </section>
  );
}

/** Entries that are new or changed since the last visit. */
function newsOf({ news }: SectionState): number {
  return news ? news.new + news.changed : 0;
}

/** Rows that the list has to draw from, whatever it was asked for. */
function heldOf(record: RecordState, place: Props["place"], mode: Mode): number {
  if (place === "timeline")
    return sectionNames.reduce((sum, name) => sum + factsOf(record.sections[name]), 0);
  const section = record.sections[place];
  if (mode === "news") return section ? newsOf(section) : 0;
  return mode === "notFacts" ? (section?.counts.notAFact ?? 0) : factsOf(section);
}

type ModesProps = { section: SectionState; mode: Mode; place: Place };

function Modes({ section, mode, place }: ModesProps) {
  const words = useWords();
  const dispatch = useDispatch();
  const hasSeries = place === "results" || place === "vitals";
  const modes: Mode[] = [...(hasSeries ? (["latest"] as const) : []), "facts"];
  if (place === "results") modes.splice(1, 0, "panels");
  if (newsOf(section) > 0 || mode === "news") modes.push("news");
  if (section.counts.notAFact > 0 || mode === "notFacts") modes.push("notFacts");
  if (modes.length < 2) return null;
  const label = (one: Mode) => {
    const count =
      one === "notFacts" ? section.counts.notAFact : one === "news" ? newsOf(section) : null;
    return count === null
      ? words.say(`mode-${one}`)
      : `${words.say(`mode-${one}`)} ${words.count(count)}`;
  };
  return (
    <Choice
      label={words.say("mode-label")}
      value={mode}
      options={modes.map((id) => ({ id, label: label(id) }))}
      onChange={(next) => dispatch({ type: "wentTo", place, mode: next })}
    />
  );
}
