/** Which list is meant, and which revision of it is the current one. */
import type { RowsFilter, Section, Unfolded, View } from "../contract/contract";
import { filterName } from "./filters";
import type { AppState, Mode, Place, RecordState } from "./state";
import { sectionNames } from "./state";

export type ListQuery = {
  session: string;
  view: View;
  search: string;
  filter?: RowsFilter;
  /** By panel, and which of them are open. */
  unfolded?: Unfolded | undefined;
};

/** Rows in one request. */
export const pageSize = 100;

/** Begins with the session, so that all lists of a record can be found. */
export function listId({ session, view, search, filter, unfolded }: ListQuery): string {
  const section = "section" in view ? view.section : "";
  const name = filterName(filter);
  const type = unfolded ? "panels" : view.type;
  return [session, type, section, search.trim(), ...(name ? [name] : [])].join("\n");
}

export function trendId(session: string, analyte: string): string {
  return `${session}\n${analyte}`;
}

/** Changes whenever the rows of the list may have changed. */
export function revisionOf(record: RecordState | undefined, view: View): string {
  if (!record) return "none";
  const sections =
    "section" in view
      ? [record.sections[view.section]?.revision]
      : sectionNames.map((name) => record.sections[name]?.revision);
  return [record.generation, ...sections.map((revision) => revision ?? "-")].join(".");
}

/** The same for a list: a panel that opens changes its rows, and so does a report that arrives. */
export function revisionOfList(record: RecordState | undefined, query: ListQuery): string {
  const revision = revisionOf(record, query.view);
  const { unfolded } = query;
  if (!unfolded) return revision;
  const reports = record?.sections.reports?.revision ?? "-";
  return [revision, reports, unfolded.all, ...unfolded.except].join(".");
}

/** The views there are: each exists once, so that it can be compared by identity. */
export const timelineView: View = { type: "timeline" };
const sectionViews = new Map<string, View>();

export function sectionView(
  type: "section" | "latest" | "notFacts" | "news",
  section: Section,
): View {
  const known = sectionViews.get(`${type} ${section}`);
  if (known) return known;
  const view: View = { type, section };
  sectionViews.set(`${type} ${section}`, view);
  return view;
}

/** The view of a place in a record; `null` for the summary, which is no list. */
export function viewOf(place: Place, mode: Mode): View | null {
  if (place === "summary") return null;
  if (place === "timeline") return timelineView;
  return sectionView(mode === "facts" || mode === "panels" ? "section" : mode, place);
}

/** Whether the rows of a view may still change by themselves. */
export function isLoading(state: AppState, query: ListQuery): boolean {
  return state.records[query.session]?.load === "loading";
}
