/** A sign-in, from the address to the session. */
import type { Connect, SignInEvent } from "../contract/contract";
import type { Action } from "./action";
import { openSession } from "./reduce-record";
import type { AppState, RecordRoute, SignIn } from "./state";

type SignInAction = Extract<
  Action,
  {
    type:
      | "signInBegan"
      | "signInEvent"
      | "signInFailed"
      | "browserReopened"
      | "pasteRefused"
      | "signInClosed";
  }
>;

export function reduceSignIn(state: AppState, action: SignInAction): AppState {
  switch (action.type) {
    case "signInBegan":
      return {
        ...state,
        route: { at: "signIn" },
        dialog: null,
        notice: null,
        signedOut: null,
        lastAttempt: isTyped(action.request) ? action.request : state.lastAttempt,
        launches: state.launches.filter((one) => one.launch !== action.request.launch),
        signIn: {
          request: action.request,
          server: action.server,
          name: null,
          back: placeToReturnTo(state),
          step: "checkingServer",
          warnings: [],
          waitingSince: null,
          endpoints: null,
          way: null,
          ways: [],
          browserProblem: null,
          pasteProblem: null,
          problem: null,
        },
      };
    case "signInEvent":
      return reduceEvent(state, action.event, action.now);
    case "signInFailed":
      return change(state, (signIn) => ({ ...signIn, problem: action.problem }));
    case "browserReopened":
      return change(state, (signIn) => ({ ...signIn, browserProblem: null }));
    case "pasteRefused":
      return change(state, (signIn) => ({ ...signIn, pasteProblem: action.problem }));
    case "signInClosed":
      return close(state);
  }
}

function reduceEvent(state: AppState, event: SignInEvent, now: number): AppState {
  switch (event.type) {
    case "started":
      return change(state, (signIn) => ({ ...signIn, name: event.signIn }));
    case "step": {
      const waitingSince = event.step === "waitingForBrowser" ? now : null;
      return change(state, (signIn) => ({ ...signIn, step: event.step, waitingSince }));
    }
    case "warned":
      return change(state, (signIn) => ({ ...signIn, warnings: event.warnings }));
    case "endpointsChanged": {
      const { changes, confirmation } = event;
      return change(state, (signIn) => ({ ...signIn, endpoints: { changes, confirmation } }));
    }
    case "comesBack":
      return change(state, (signIn) => ({ ...signIn, way: event.way }));
    case "waysOffered":
      return change(state, (signIn) => ({ ...signIn, ways: event.ways }));
    case "browserUnavailable":
      return change(state, (signIn) => ({ ...signIn, browserProblem: event.problem }));
    case "connected":
      return { ...openSession(state, event.session), signIn: null, lastAttempt: null };
    case "failed":
      return change(state, (signIn) => ({ ...signIn, problem: event.problem }));
  }
}

function change(state: AppState, edit: (signIn: SignIn) => SignIn): AppState {
  return state.signIn ? { ...state, signIn: edit(state.signIn) } : state;
}

/** Neither a launch nor a connection of before. */
function isTyped(request: Connect): boolean {
  return request.launch === undefined && request.session === undefined;
}

/** The record that is read now, or was before the sign-in that still has its card. */
function placeToReturnTo({ route, signIn }: AppState): RecordRoute | null {
  if (route.at === "signIn") return signIn?.back ?? null;
  if (route.at === "page") return route.back;
  return route.at === "record" ? route : null;
}

/** Back to the record that was read, as it was; else to the start. */
function close(state: AppState): AppState {
  if (state.route.at !== "signIn") return { ...state, signIn: null };
  const back = state.signIn?.back;
  const route = back && state.records[back.session] ? back : ({ at: "home" } as const);
  return { ...state, signIn: null, route };
}
