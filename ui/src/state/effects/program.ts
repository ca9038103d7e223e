/** The program itself: new versions of it, and the way out of the safe mode. */
import type { UpdateWhen } from "../../contract/contract";
import { asProblem, type Host } from "../../host/host";
import type { Store } from "../store";

export type ProgramEffects = {
  /** Asks the update server now. */
  check: () => void;
  take: (when: UpdateWhen) => void;
  /** What to send to whoever helps with an app that does not stay up. */
  report: () => Promise<string | null>;
  startNormally: () => void;
};

export function programEffects(host: Host, store: Store): ProgramEffects {
  const failed = (thrown: unknown) => {
    const news = store.get().overview?.updates;
    if (news)
      store.dispatch({ type: "updatesArrived", updates: { ...news, problem: asProblem(thrown) } });
  };
  return {
    check: () => {
      host
        .call("check_updates", null)
        .then((updates) => store.dispatch({ type: "updatesArrived", updates }), failed);
    },
    take: (when) => {
      host
        .call("take_update", { when })
        .then((updates) => store.dispatch({ type: "updatesArrived", updates }), failed);
    },
    report: async () => {
      const report = await host.call("safe_mode_report", null).catch(() => null);
      return report && `${report.text}\n${report.json}\n`;
    },
    startNormally: () => {
      host
        .call("start_normally", null)
        .catch((thrown) => store.dispatch({ type: "noticeShown", problem: asProblem(thrown) }));
    },
  };
}
