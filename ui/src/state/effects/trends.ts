/** Fetches trends, a few at a time, each once for a revision of its section. */
import { asProblem, type Host } from "../../host/host";
import { trendId } from "../lists";
import type { Store } from "../store";

export type TrendEffects = {
  want: (session: string, analyte: string, revision: string) => void;
  /** Nothing is on screen any more. */
  forget: () => void;
};

const atOnce = 3;

export function trendEffects(host: Host, store: Store): TrendEffects {
  const asked = new Set<string>();
  const queue: (() => Promise<void>)[] = [];
  let running = 0;

  function advance(): void {
    const next = running < atOnce ? queue.shift() : undefined;
    if (!next) return;
    running++;
    void next().finally(() => {
      running--;
      advance();
    });
    advance();
  }

  async function fetchTrend(session: string, analyte: string, revision: string): Promise<void> {
    const id = trendId(session, analyte);
    try {
      const trend = await host.call("trend", { record: session, analyte });
      if (store.get().records[session])
        store.dispatch({ type: "trendArrived", id, revision, trend });
    } catch (thrown) {
      store.dispatch({ type: "trendFailed", id, revision, problem: asProblem(thrown) });
    }
  }

  return {
    want: (session, analyte, revision) => {
      const id = trendId(session, analyte);
      const request = `${id}\n${revision}`;
      if (store.get().trends[id]?.revision === revision || asked.has(request)) return;
      asked.add(request);
      queue.push(() => fetchTrend(session, analyte, revision).finally(() => asked.delete(request)));
      advance();
    },
    forget: () => {
      queue.length = 0;
      asked.clear();
    },
  };
}
