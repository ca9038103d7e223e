/** A list of a record, window by window. */
import { useCallback, useEffect, useMemo } from "react";
import type { Entry, RowNews, RowStand, RowsFilter, Unfolded, View } from "../contract/contract";
import { useAppState, useEffects } from "../state/context";
import { noFilter } from "../state/filters";
import { listId, pageSize, revisionOfList } from "../state/lists";
import { emptyList } from "../state/reduce-lists";
import type { ListState } from "../state/state";

/** The row at an index, where its page has arrived. */
export function rowAt(list: ListState, index: number): Entry | undefined {
  return list.pages[Math.floor(index / pageSize)]?.rows[index % pageSize];
}

/** Where the row at an index stands, in a list by panel. */
export function standAt(list: ListState, index: number): RowStand | undefined {
  return list.pages[Math.floor(index / pageSize)]?.stands?.[index % pageSize];
}

/** Whether a row is new or changed since the last visit. */
export function newsAt(list: ListState, key: string): RowNews | undefined {
  for (const { news } of Object.values(list.pages)) {
    const found = news?.find((one) => one.key === key);
    if (found) return found;
  }
  return undefined;
}

/** Where a row stands now, among the pages that have arrived. */
export function indexOfKey(list: ListState, key: string): number | null {
  for (const [page, { rows }] of Object.entries(list.pages)) {
    const at = rows.findIndex((row) => row.key === key);
    if (at >= 0) return Number(page) * pageSize + at;
  }
  return null;
}

/**
 * The list of one of the views of `state/lists`, kept up to date for the rows from `first` to `last`.
 * `isCurrent`: its total is of the newest revision; while it is not, newer rows are on their way.
 */
export function useRows(
  session: string,
  view: View,
  search: string,
  first: number,
  last: number,
  filter: RowsFilter = noFilter,
  unfolded?: Unfolded,
): { list: ListState; isCurrent: boolean; retry: () => void } {
  const effects = useEffects();
  const query = useMemo(
    () => ({ session, view, search, filter, unfolded }),
    [session, view, search, filter, unfolded],
  );
  const list = useAppState((state) => state.lists[listId(query)] ?? emptyList);
  const revision = useAppState((state) => revisionOfList(state.records[session], query));
  const want = useCallback(
    () => effects.rows.want(query, first, last),
    [effects, query, first, last],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision asks for the rows again
  useEffect(want, [want, revision]);
  return { list, isCurrent: list.revision === revision, retry: want };
}
