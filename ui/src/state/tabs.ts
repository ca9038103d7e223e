/** The records that are open side by side: one tab each, and one of them on screen. */

import { sessionOf } from "./record-name";
import { forget } from "./reduce-record";
import type { AppState, RecordRoute, Route } from "./state";

/** The tab of the record on screen is there and knows where the person is; those of records that are gone are not. */
export function withTabs(state: AppState): AppState {
  const { route, records } = state;
  const known = state.tabs.filter(({ session }) => records[session]);
  const tabs = route.at === "record" && records[route.session] ? noted(known, route) : known;
  const isSame =
    tabs.length === state.tabs.length && tabs.every((tab, index) => tab === state.tabs[index]);
  return isSame ? state : { ...state, tabs };
}

function noted(tabs: readonly RecordRoute[], route: RecordRoute): readonly RecordRoute[] {
  return tabs.some(({ session }) => session === route.session)
    ? tabs.map((tab) => (tab.session === route.session ? route : tab))
    : [...tabs, route];
}

/** Shows an open record where the person left it. */
export function showTab(state: AppState, session: string): AppState {
  const tab = state.tabs.find((one) => one.session === session);
  return tab ? { ...state, route: tab, dialog: null, printing: "no" } : state;
}

/** The tab goes with everything that the screens know of its record. */
export function closeTab(state: AppState, session: string): AppState {
  const tabs = state.tabs.filter((tab) => tab.session !== session);
  const after = { ...forget(state, session), tabs };
  const isOnScreen = state.route.at === "record" && state.route.session === session;
  return isOnScreen ? { ...after, route: nextTo(state, session) } : after;
}

/** The tab after it, else the one before; without another the place that it was opened from. */
function nextTo({ tabs, desks }: AppState, session: string): Route {
  const at = tabs.findIndex((tab) => tab.session === session);
  const next = tabs[at + 1] ?? tabs[at - 1];
  if (next) return next;
  const desk = sessionOf(session);
  return desks[desk] ? { at: "patients", session: desk } : { at: "home" };
}

/** Everything of a session: its records, and the looking for patients in it. */
export function closeSession(state: AppState, session: string): AppState {
  const records = Object.keys(state.records).filter((record) => sessionOf(record) === session);
  const { [session]: _gone, ...desks } = state.desks;
  const after = records.reduce(closeTab, { ...state, desks });
  const { route } = after;
  const isThere = route.at === "patients" && route.session === session;
  return isThere ? { ...after, route: { at: "home" } } : after;
}
