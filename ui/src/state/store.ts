/** Holds the state, and tells who listens that it changed. */
import type { Action } from "./action";
import { reduce } from "./reducer";
import { type AppState, initialState } from "./state";

export type Store = {
  get: () => AppState;
  dispatch: (action: Action) => void;
  subscribe: (listener: () => void) => () => void;
  /** What screens leave here when the app locks, to go on with: see `useKept`. */
  kept: Map<string, unknown>;
};

export function createStore(start: AppState = initialState): Store {
  let state = start;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    dispatch: (action) => {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    kept: new Map(),
  };
}
