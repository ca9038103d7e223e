/**
 * Fetches the windows of rows that are on screen, and nothing else. A list has at most one request
 * under way; a new revision fetches the visible window again, at most every 250 ms while the record
 * loads. A failure ends the attempt: it is not repeated until somebody asks.
 */
import type { PanelRows, Rows } from "../../contract/contract";
import { asProblem, type Host } from "../../host/host";
import { filterName } from "../filters";
import { isLoading, type ListQuery, listId, pageSize, revisionOfList } from "../lists";
import type { Store } from "../store";

type Wanted = {
  query: ListQuery;
  first: number;
  last: number;
  busy: boolean;
  fetchedAt: number;
  timer: ReturnType<typeof setTimeout> | null;
};

export type RowsEffects = {
  /** These rows are on screen. */
  want: (query: ListQuery, first: number, last: number) => void;
  /** Nothing is on screen any more, and no words that were searched for are kept. */
  forget: () => void;
};

const calmInterval = 250;

function ask(
  host: Host,
  { session, view, search, filter, unfolded }: ListQuery,
  from: number,
): Promise<Rows | PanelRows> {
  const words = search.trim();
  const asked = {
    record: session,
    ...(words ? { search: words } : {}),
    ...(filter && filterName(filter) ? { filter } : {}),
    from,
    count: pageSize,
  };
  return unfolded && "section" in view
    ? host.call("panels", { ...asked, section: view.section, unfolded })
    : host.call("rows", { ...asked, view });
}

export function rowsEffects(host: Host, store: Store, clock: () => number): RowsEffects {
  const all = new Map<string, Wanted>();

  function missingPage(wanted: Wanted): number | null {
    const state = store.get();
    const record = state.records[wanted.query.session];
    if (!record) return null;
    const list = state.lists[listId(wanted.query)];
    const revision = revisionOfList(record, wanted.query);
    const total = list?.total ?? 0;
    const lastRow = list?.revision === revision ? Math.min(wanted.last, total - 1) : wanted.last;
    const from = Math.floor(wanted.first / pageSize);
    for (let page = from; page <= Math.floor(Math.max(lastRow, 0) / pageSize); page++) {
      if (list?.pages[page]?.revision !== revision) return page;
    }
    return null;
  }

  async function fetchPage(wanted: Wanted, page: number): Promise<boolean> {
    const { query } = wanted;
    const { session } = query;
    const list = listId(query);
    const revision = revisionOfList(store.get().records[session], query);
    try {
      const rows = await ask(host, query, page * pageSize);
      if (store.get().records[session])
        store.dispatch({ type: "rowsArrived", list, page, revision, rows });
      return true;
    } catch (thrown) {
      store.dispatch({ type: "rowsFailed", list, problem: asProblem(thrown) });
      return false;
    }
  }

  async function advance(wanted: Wanted): Promise<void> {
    if (wanted.busy || wanted.timer) return;
    const page = missingPage(wanted);
    if (page === null) return;
    const state = store.get();
    const wait = wanted.fetchedAt + calmInterval - clock();
    const known = state.lists[listId(wanted.query)]?.pages[page] !== undefined;
    if (known && wait > 0 && isLoading(state, wanted.query)) {
      wanted.timer = setTimeout(() => {
        wanted.timer = null;
        void advance(wanted);
      }, wait);
      return;
    }
    wanted.busy = true;
    wanted.fetchedAt = clock();
    const arrived = await fetchPage(wanted, page);
    wanted.busy = false;
    if (arrived) void advance(wanted);
  }

  return {
    want: (query, first, last) => {
      const id = listId(query);
      const wanted = all.get(id) ?? { query, first, last, busy: false, fetchedAt: 0, timer: null };
      wanted.query = query;
      wanted.first = first;
      wanted.last = last;
      all.set(id, wanted);
      void advance(wanted);
    },
    forget: () => {
      for (const { timer } of all.values()) if (timer) clearTimeout(timer);
      all.clear();
    },
  };
}
