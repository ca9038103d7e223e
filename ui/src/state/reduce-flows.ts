/** The screen that shows what happened. It lies over another one, and goes back to it. */
import type { FlowSummary } from "../contract/contract";
import type { Action } from "./action";
import type { AppState, FlowsState, FlowWanted } from "./state";

export type FlowAction = Extract<
  Action,
  {
    type:
      | "flowsOpened"
      | "flowsClosed"
      | "flowListArrived"
      | "flowArrived"
      | "flowFailed"
      | "flowChosen"
      | "flowRevealed";
  }
>;

export function reduceFlows(state: AppState, action: FlowAction): AppState {
  const { route, flows } = state;
  const change = (changed: Partial<FlowsState>) => ({ ...state, flows: { ...flows, ...changed } });
  switch (action.type) {
    case "flowsOpened": {
      const back = route.at === "flow" ? route.back : route;
      const opened = { list: null, chosen: null, flow: null, reveal: false, problem: null };
      return {
        ...state,
        route: { at: "flow", back },
        dialog: null,
        flows: { ...opened, wanted: action.wanted },
      };
    }
    case "flowsClosed":
      // What was revealed does not wait for the next look.
      return {
        ...state,
        route: route.at === "flow" ? route.back : route,
        flows: { ...flows, flow: null, reveal: false },
      };
    case "flowListArrived": {
      const { list } = action;
      const chosen = flows.chosen ?? choose(list, flows.wanted);
      return change({ list, chosen, problem: null });
    }
    case "flowArrived": {
      // An answer that another choice overtook.
      const isCurrent = action.flow.summary.flow === flows.chosen && action.reveal === flows.reveal;
      return isCurrent ? change({ flow: action.flow, problem: null }) : state;
    }
    case "flowFailed":
      return change({ problem: action.problem });
    case "flowChosen":
      return change({ chosen: action.flow, problem: null });
    case "flowRevealed":
      return change({ reveal: action.reveal });
  }
}

/** What was asked for, as far as it is remembered; else the newest. */
function choose(list: readonly FlowSummary[], wanted: FlowWanted): string | null {
  const found =
    list.find((one) => one.flow === wanted.flow) ??
    list.find((one) => wanted.reference && one.problem?.reference === wanted.reference) ??
    list.find((one) => wanted.session && one.session === wanted.session && one.kind === "signIn") ??
    list.find((one) => wanted.session && one.session === wanted.session);
  return (found ?? list[0])?.flow ?? null;
}

/** While it is open, wherever the app would go is where closing it leads. */
export function keepOpen(before: AppState, after: AppState): AppState {
  if (before.route.at !== "flow" || after.route.at === "flow") return after;
  return { ...after, route: { ...before.route, back: after.route } };
}
