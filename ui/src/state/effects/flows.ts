/** Looking at what happened: the list of flows, one of them, and its report. */
import type { TokenStanding } from "../../contract/contract";
import { asProblem, type Host } from "../../host/host";
import type { FlowWanted } from "../state";
import type { Store } from "../store";
import { type Outcome, outcome } from "./outcome";

export type FlowEffects = {
  /** Shows the flow of a sign-in, of a session or of a problem; the newest where none is named. */
  open: (wanted?: FlowWanted) => void;
  choose: (flow: string) => void;
  reveal: (reveal: boolean) => void;
  /** What the server knows of the session's access token. */
  introspect: (session: string) => Promise<Outcome<TokenStanding>>;
  /** The report as text; `null` where the flow is no longer remembered. */
  report: (flow: string) => Promise<string | null>;
};

export function flowEffects(host: Host, store: Store): FlowEffects {
  let isAsking = false;
  let askAgain = false;
  let isWatching = false;

  async function ask(): Promise<void> {
    try {
      const { flows } = await host.call("flows", null);
      store.dispatch({ type: "flowListArrived", list: flows });
      const { chosen, reveal } = store.get().flows;
      if (chosen === null) return;
      const flow = await host.call("flow", { flow: chosen, reveal });
      store.dispatch({ type: "flowArrived", flow, reveal });
    } catch (thrown) {
      store.dispatch({ type: "flowFailed", problem: asProblem(thrown) });
    }
  }

  /** One question at a time: a sign-in changes faster than a screen needs to. */
  async function refresh(): Promise<void> {
    askAgain = true;
    if (isAsking) return;
    isAsking = true;
    while (askAgain && store.get().route.at === "flow") {
      askAgain = false;
      await ask();
    }
    isAsking = false;
  }

  /** From the first look on. */
  function watch(): void {
    if (isWatching) return;
    isWatching = true;
    const onProblem = () => {
      isWatching = false;
    };
    host.stream("watch_flows", null, () => void refresh(), onProblem);
  }

  return {
    open: (wanted = {}) => {
      store.dispatch({ type: "flowsOpened", wanted });
      watch();
      void refresh();
    },
    choose: (flow) => {
      store.dispatch({ type: "flowChosen", flow });
      void refresh();
    },
    reveal: (reveal) => {
      store.dispatch({ type: "flowRevealed", reveal });
      void refresh();
    },
    introspect: (session) => outcome(host.call("introspect_token", { session })),
    report: async (flow) => {
      const report = await host.call("support_report", { flow }).catch(() => null);
      return report && `${report.text}\n${report.json}\n`;
    },
  };
}
