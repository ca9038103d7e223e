/** What a list is narrowed by. Remembered for each section while its record is open. */
import type { RowsFilter } from "../contract/contract";
import type { Place, RecordState } from "./state";

export const noFilter: RowsFilter = {};

export function filterOf(record: RecordState, place: Place): RowsFilter {
  return record.filters[place] ?? noFilter;
}

/** The wants of a filter that are lists of values. */
export const valueWants = ["categories", "sources", "statuses"] as const;
export type ValueWant = (typeof valueWants)[number];

export function isFiltering(filter: RowsFilter): boolean {
  return filterName(filter) !== "";
}

/** Equal for filters that want the same; empty for one that wants everything. */
export function filterName(filter: RowsFilter | undefined): string {
  if (!filter) return "";
  const { categories, sources, statuses, sections, from, to, withoutUndated, onlyNew } = filter;
  const lists = [categories, sources, statuses, sections].map((list) => [...(list ?? [])].sort());
  const isTimed = Boolean(from || to);
  if (!isTimed && !onlyNew && lists.every((list) => list.length === 0)) return "";
  return JSON.stringify([lists, from ?? "", to ?? "", isTimed && withoutUndated, onlyNew]);
}

/** The list with a value that it lacked, or without one that it had. */
export function toggled<T>(list: readonly T[] | undefined, value: T): T[] {
  const before = list ?? [];
  return before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
}
