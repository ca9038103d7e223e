/** One pure function from what was shown and what happened to what is shown. */
import type { AppEvent, Connect, Problem, Updates } from "../contract/contract";
import type { Action } from "./action";
import { sessionOf } from "./record-name";
import { keepOpen, reduceFlows } from "./reduce-flows";
import { reduceLists } from "./reduce-lists";
import { lockUp, reduceLock, reduceLockEvent, reduceLocked } from "./reduce-lock";
import { openDesk, openSession, reduceRecord } from "./reduce-record";
import { reduceSignIn } from "./reduce-sign-in";
import type { AppState, Mode, Place, RecordRoute } from "./state";
import { closeSession, closeTab, showTab, withTabs } from "./tabs";

export function reduce(state: AppState, action: Action): AppState {
  return withTabs(reduceAny(state, action));
}

function reduceAny(state: AppState, action: Action): AppState {
  if (state.lock) return reduceLocked(state, state.lock, action, step);
  return action.type === "signInBegan" || action.type === "flowsClosed"
    ? step(state, action)
    : keepOpen(state, step(state, action));
}

function step(state: AppState, action: Action): AppState {
  switch (action.type) {
    case "overviewArrived": {
      const { overview } = action;
      if (overview.lock.locked) {
        const { custody, lock } = overview;
        return lockUp({ ...state, overview, custody, overviewProblem: null }, lock.reason);
      }
      return {
        ...state,
        overview,
        overviewProblem: null,
        custody: overview.custody,
        launches: overview.launches,
      };
    }
    case "overviewFailed":
      return { ...state, overviewProblem: action.problem };
    case "appEvent":
      return reduceAppEvent(state, action.event);
    case "lockFound":
    case "unlockBegan":
    case "signOutEverywhereBegan":
    case "unlockFailed":
    case "clockDismissed":
      return reduceLock(state, action);
    case "custodyChanged":
      return { ...state, custody: action.custody };
    case "updatesArrived":
      return withUpdates(state, action.updates);
    case "launchDismissed":
      return { ...state, launches: state.launches.filter((one) => one.launch !== action.launch) };
    case "noticeShown":
      return { ...state, notice: action.problem };
    case "noticeDismissed":
      return { ...state, notice: null };
    case "signedOut":
      return { ...state, signedOut: action.result };
    case "connectionsForgotten":
      return forgetConnections(state, action.sessions);
    case "signInBegan":
    case "signInEvent":
    case "signInFailed":
    case "browserReopened":
    case "pasteRefused":
    case "signInClosed":
      return reduceSignIn(state, action);
    case "recordOpened":
    case "loadBegan":
    case "loadResumed":
    case "recordEvent":
    case "recordFailed":
    case "recordClosed":
      return reduceRecord(state, action);
    case "sessionClosed":
      return closeSession(state, action.session);
    case "tabShown":
      return showTab(state, action.session);
    case "tabClosed":
      return closeTab(state, action.session);
    case "deskOpened":
      return openDesk(state, action.desk);
    case "wentHome":
      return { ...state, route: { at: "home" }, dialog: null };
    case "pageOpened": {
      const { page, topic = null } = action;
      return {
        ...state,
        route: { at: "page", page, topic, back: placeBehind(state) },
        dialog: null,
      };
    }
    case "pageLeft":
      return { ...state, route: placeBehind(state) ?? { at: "home" } };
    case "flowsOpened":
    case "flowsClosed":
    case "flowListArrived":
    case "flowArrived":
    case "flowFailed":
    case "flowChosen":
    case "flowRevealed":
      return reduceFlows(state, action);
    case "wentTo":
      return onRecord({ ...state, dialog: null }, (route) => ({
        ...route,
        place: action.place,
        mode: action.mode ?? modeOf(action.place),
        search: "",
        selected: null,
      }));
    case "searched":
      return onRecord(state, (route) => ({ ...route, search: action.text }));
    case "filtered":
      return filtered(state, action);
    case "unfolded":
      return unfold(state, action);
    case "selected":
      return onRecord(state, (route) => ({ ...route, selected: action.selected }));
    case "dialogShown":
      return { ...state, dialog: action.dialog };
    case "printing":
      return {
        ...state,
        printing: action.printing,
        dialog: null,
        paper: action.printing === "no" ? null : state.paper,
      };
    case "paperLaid":
      return { ...state, paper: action.paper, dialog: null };
    default:
      return reduceLists(state, action);
  }
}

function filtered(state: AppState, action: Extract<Action, { type: "filtered" }>): AppState {
  const record = state.records[action.session];
  if (!record) return state;
  const filters = { ...record.filters, [action.place]: action.filter };
  return { ...state, records: { ...state.records, [action.session]: { ...record, filters } } };
}

function unfold(state: AppState, action: Extract<Action, { type: "unfolded" }>): AppState {
  const record = state.records[action.session];
  if (!record) return state;
  const which = action.narrowed ? "narrowed" : "whole";
  const unfolded = { ...record.unfolded, [which]: action.unfolded };
  return { ...state, records: { ...state.records, [action.session]: { ...record, unfolded } } };
}

/** Results and vital signs open with the newest value of each series. */
export function modeOf(place: Place): Mode {
  return place === "results" || place === "vitals" ? "latest" : "facts";
}

function onRecord(state: AppState, change: (route: RecordRoute) => RecordRoute): AppState {
  if (state.route.at !== "record") return state;
  return { ...state, route: change(state.route) };
}

/** The record that is read, or was before the page that is shown. */
function placeBehind({ route, records }: AppState): RecordRoute | null {
  const behind = route.at === "page" ? route.back : route;
  return behind?.at === "record" && records[behind.session] ? behind : null;
}

function reduceAppEvent(state: AppState, event: AppEvent): AppState {
  switch (event.type) {
    case "launchRequested": {
      const others = state.launches.filter((one) => one.launch !== event.request.launch);
      return { ...state, launches: [...others, event.request] };
    }
    case "linkRefused":
      return { ...state, notice: event.problem };
    case "signedIn":
      return openSession(state, event.session);
    case "sessionEnded":
      return endSession(state, event.session, event.problem);
    case "custodyChanged":
      return { ...state, custody: event.custody };
    case "updatesChanged":
      return withUpdates(state, event.updates);
    case "networkBack":
    case "missed":
      return { ...state, lockingSoon: null };
    default:
      return reduceLockEvent(state, event);
  }
}

function withUpdates(state: AppState, updates: Updates): AppState {
  return { ...state, overview: state.overview && { ...state.overview, updates } };
}

/** Takes connections off, with their records; the server can be connected to anew. */
function forgetConnections(state: AppState, sessions: readonly string[]): AppState {
  const { overview, signIn, ...rest } = sessions.reduce(closeSession, state);
  const connections = overview?.connections.filter((one) => !sessions.includes(one.session)) ?? [];
  return {
    ...rest,
    overview: overview && { ...overview, connections },
    signIn: null,
    lastAttempt: signIn ? anew(signIn.request) : rest.lastAttempt,
    route: { at: "home" },
  };
}

/** The same server with nothing kept of it. */
function anew({ session: _session, launch: _launch, ...typed }: Connect): Connect {
  return typed;
}

/** What the session showed stays readable. */
function endSession(state: AppState, session: string, ended: Problem): AppState {
  const records = Object.entries(state.records).map(([name, record]) => [
    name,
    sessionOf(name) === session ? { ...record, ended } : record,
  ]);
  const desk = state.desks[session];
  const desks = desk ? { ...state.desks, [session]: { ...desk, ended } } : state.desks;
  return { ...state, records: Object.fromEntries(records), desks };
}
