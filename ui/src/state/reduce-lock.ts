/**
 * Locking: everything that a patient could be known by leaves the state in one step, and until the core
 * says that the app is open nothing of it gets in, however late an answer comes.
 */
import type { AppEvent, LockReason, Overview, Problem } from "../contract/contract";
import type { Action } from "./action";
import { amountOf } from "./clock-amount";
import { sessionOf } from "./record-name";
import { emptyRecord } from "./reduce-record";
import { type AppState, initialState, type Locked, type RecordRoute, type Route } from "./state";

type LockAction = Extract<
  Action,
  {
    type:
      | "lockFound"
      | "unlockBegan"
      | "signOutEverywhereBegan"
      | "unlockFailed"
      | "clockDismissed";
  }
>;
type LockEvent = Extract<
  AppEvent,
  { type: "locked" | "unlocked" | "lockingSoon" | "lockPutOff" | "clockOff" }
>;

/** Of an app that is open. */
export function reduceLock(state: AppState, action: LockAction): AppState {
  switch (action.type) {
    case "lockFound":
      return lockUp(state, null);
    case "clockDismissed":
      return dismissClock(state);
    default:
      return state;
  }
}

export function reduceLockEvent(state: AppState, event: LockEvent): AppState {
  switch (event.type) {
    case "locked":
      return lockUp(state, event.reason);
    case "lockingSoon":
      return { ...state, lockingSoon: { seconds: event.seconds } };
    case "lockPutOff":
      return { ...state, lockingSoon: null };
    case "clockOff": {
      const isKnown = state.clockDismissed.includes(amountOf(event.seconds).key);
      return isKnown ? state : { ...state, clockOff: event.seconds };
    }
    case "unlocked":
      return state;
  }
}

export function lockUp(state: AppState, reason: LockReason | null): AppState {
  return shut(state, {
    reason,
    place: placeOf(state.route),
    tabs: state.tabs.map(byNames),
    doing: null,
    failed: null,
  });
}

/** Of an app that is locked. `reduceOpen`: what the action does to one that is not. */
export function reduceLocked(
  state: AppState,
  lock: Locked,
  action: Action,
  reduceOpen: (state: AppState, action: Action) => AppState,
): AppState {
  const change = (part: Partial<Locked>) => ({ ...state, lock: { ...lock, ...part } });
  switch (action.type) {
    case "unlockBegan":
      return change({ doing: "unlock", failed: null });
    case "signOutEverywhereBegan":
      return change({ doing: "signOut", failed: null });
    case "unlockFailed":
    case "overviewFailed": {
      const { doing } = lock;
      const problem = { ...action.problem, serverMessage: null };
      return doing ? change({ doing: null, failed: { doing, problem } }) : state;
    }
    case "overviewArrived": {
      const { overview } = action;
      if (!overview.lock.locked) return open(state, lock, overview);
      const { custody } = overview;
      const reason = overview.lock.reason ?? lock.reason;
      return { ...change({ reason }), overview: withoutPatients(overview), custody };
    }
    case "appEvent":
      if (action.event.type === "locked")
        return change({ reason: action.event.reason, doing: null });
  }
  if (!passes(action)) return state;
  // A sign-in that goes on meanwhile leads to its record when the app is open again.
  const { place, tabs } = lock;
  const after = reduceOpen({ ...state, lock: null, route: place, tabs }, action);
  const known = withTabOf(after.route, tabs);
  return shut(after, { ...lock, place: placeOf(after.route), tabs: known });
}

/** What says nothing of a record, and would be missed later. */
function passes(action: Action): boolean {
  switch (action.type) {
    case "appEvent":
      return !["sessionEnded", "lockingSoon", "unlocked"].includes(action.event.type);
    case "signInEvent":
    case "signInFailed":
    case "signInClosed":
    case "custodyChanged":
    case "noticeShown":
    case "signedOut":
      return true;
    default:
      return false;
  }
}

/** Begins with nothing, so that whatever the state holds one day is left out until somebody adds it. */
function shut(state: AppState, lock: Locked): AppState {
  const { custody, signedOut, lastAttempt, clockOff, clockDismissed } = state;
  return {
    ...initialState,
    lock,
    custody,
    signedOut,
    lastAttempt,
    clockOff,
    clockDismissed,
    overview: state.overview && withoutPatients(state.overview),
    notice: wordless(state.notice),
    signIn: state.signIn && {
      ...state.signIn,
      back: state.signIn.back && byNames(state.signIn.back),
      problem: wordless(state.signIn.problem),
    },
  };
}

function withoutPatients(overview: Overview): Overview {
  return { ...overview, connections: [], launches: [] };
}

/** What a server says in its own words may name anybody. */
function wordless(problem: Problem | null): Problem | null {
  return problem && { ...problem, serverMessage: null };
}

function placeOf(route: Route): Locked["place"] {
  switch (route.at) {
    case "record":
      return byNames(route);
    case "page":
      return { ...route, back: route.back && byNames(route.back) };
    case "flow":
      return placeOf(route.back);
    default:
      return route;
  }
}

/** A record that a sign-in opened meanwhile is one of those to come back to. */
function withTabOf(route: Route, tabs: readonly RecordRoute[]): readonly RecordRoute[] {
  if (route.at !== "record") return tabs;
  const others = tabs.filter(({ session }) => session !== route.session);
  return others.length < tabs.length ? tabs : [...tabs, byNames(route)];
}

/** What was searched for may be a patient's own words. */
function byNames(route: RecordRoute): RecordRoute {
  return { ...route, search: "" };
}

/** Where the person was, as far as it is still there; its records are to be loaded anew. */
function open(state: AppState, lock: Locked, overview: Overview): AppState {
  const isOver = lock.doing === "signOut";
  const known = isOver ? [] : overview.connections;
  const ofRecord = (record: string) =>
    known.find(({ session }) => session === sessionOf(record)) ?? null;
  const stays = (route: RecordRoute | null) => (route && ofRecord(route.session) ? route : null);
  const signIn =
    !isOver && state.signIn ? { ...state.signIn, back: stays(state.signIn.back) } : null;
  const back = isOver ? home : placeAgain(lock.place, stays, signIn !== null);
  const tabs = lock.tabs.filter((tab) => stays(tab) !== null);
  const shown = [back, back.at === "page" ? back.back : null, signIn?.back].flatMap((one) =>
    one?.at === "record" ? [one] : [],
  );
  const names = new Set([...tabs, ...shown].map(({ session }) => session));
  const records = [...names].flatMap((name) => {
    const from = ofRecord(name);
    return from ? [{ ...emptyRecord(name), fhirBaseUrl: from.fhirBaseUrl, host: from.host }] : [];
  });
  const desks = known
    .filter(({ choosesPatient }) => choosesPatient)
    .map(({ session, fhirBaseUrl, host }) => [
      session,
      { session, fhirBaseUrl, host, ended: null },
    ]);
  const isDesk = back.at === "patients" && !known.some(({ session }) => session === back.session);
  const route = isDesk ? home : back;
  return {
    ...state,
    lock: null,
    overview,
    overviewProblem: null,
    custody: overview.custody,
    launches: overview.launches,
    signIn,
    route,
    records: Object.fromEntries(records.map((record) => [record.session, record])),
    tabs,
    desks: Object.fromEntries(desks),
  };
}

const home = { at: "home" } as const;

function placeAgain(
  place: Locked["place"],
  stays: (route: RecordRoute | null) => RecordRoute | null,
  isSigningIn: boolean,
): Locked["place"] {
  switch (place.at) {
    case "record":
      return stays(place) ?? home;
    case "page":
      return { ...place, back: stays(place.back) };
    case "signIn":
      return isSigningIn ? place : home;
    case "home":
    case "patients":
      return place;
  }
}

function dismissClock(state: AppState): AppState {
  if (state.clockOff === null) return state;
  const { key } = amountOf(state.clockOff);
  return { ...state, clockOff: null, clockDismissed: [...state.clockDismissed, key] };
}
