/** Windows of rows, trends and the one resource that is looked at. */
import type { Problem } from "../contract/contract";
import type { Action } from "./action";
import type { AppState, ListState, ResourceAsked, ResourceState } from "./state";

type ListAction = Extract<
  Action,
  {
    type:
      | "rowsArrived"
      | "rowsFailed"
      | "trendArrived"
      | "trendFailed"
      | "resourceAsked"
      | "resourceArrived"
      | "resourceFailed";
  }
>;

/** Lists that are kept: the oldest ones (searches, mostly) make room. */
const keptLists = 60;

export function reduceLists(state: AppState, action: ListAction): AppState {
  switch (action.type) {
    case "rowsArrived": {
      const { rows, page, revision } = action;
      const known = state.lists[action.list] ?? emptyList;
      const list: ListState = {
        total: rows.total,
        ...("results" in rows ? { results: rows.results } : {}),
        revision,
        problem: null,
        pages: {
          ...known.pages,
          [page]: {
            revision,
            rows: rows.rows,
            news: rows.news ?? [],
            stands: "stands" in rows ? rows.stands : undefined,
          },
        },
      };
      return { ...state, lists: keepNewest({ ...state.lists, [action.list]: list }) };
    }
    case "rowsFailed": {
      const known = state.lists[action.list] ?? emptyList;
      const list = { ...known, problem: action.problem };
      return stopPrinting(
        { ...state, lists: { ...state.lists, [action.list]: list } },
        action.problem,
      );
    }
    case "trendArrived": {
      const { revision, trend } = action;
      const trends = { ...state.trends, [action.id]: { revision, trend, problem: null } };
      return { ...state, trends };
    }
    case "trendFailed": {
      const { revision, problem } = action;
      const trend = state.trends[action.id]?.trend ?? null;
      return { ...state, trends: { ...state.trends, [action.id]: { revision, trend, problem } } };
    }
    case "resourceAsked": {
      const { asked } = action;
      const view = isSameResource(state, asked) ? (state.resource?.view ?? null) : null;
      return { ...state, resource: { asked, view, problem: null } };
    }
    case "resourceArrived":
      return answer(state, action.asked, { view: action.view, problem: null });
    case "resourceFailed":
      return answer(state, action.asked, { view: null, problem: action.problem });
  }
}

function isSameResource({ resource }: AppState, { session, key }: ResourceAsked): boolean {
  return resource?.asked.session === session && resource.asked.key === key;
}

/** Takes the answer to what was asked last; an older one says nothing about now. */
function answer(
  state: AppState,
  asked: ResourceAsked,
  rest: Omit<ResourceState, "asked">,
): AppState {
  const isAwaited =
    isSameResource(state, asked) && state.resource?.asked.revision === asked.revision;
  return isAwaited ? { ...state, resource: { asked, ...rest } } : state;
}

/** A page that went missing is not printed around: the person is told, and may ask again. */
function stopPrinting(state: AppState, problem: Problem): AppState {
  return state.printing === "asked" ? { ...state, printing: "no", notice: problem } : state;
}

export const emptyList: ListState = { total: null, revision: null, pages: {}, problem: null };

function keepNewest(lists: Record<string, ListState>): Record<string, ListState> {
  const ids = Object.keys(lists);
  if (ids.length <= keptLists) return lists;
  return Object.fromEntries(Object.entries(lists).slice(ids.length - keptLists));
}
