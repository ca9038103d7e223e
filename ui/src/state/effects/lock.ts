/**
 * The lock as the screens see it. The core decides: an event, an overview or a refused command locks,
 * and only an overview opens again, so that no order of answers shows a record too early.
 */
import { asProblem, type Host } from "../../host/host";
import type { AppState } from "../state";
import type { Store } from "../store";

export type LockEffects = {
  lock: () => void;
  /** Asks the system who is there. */
  unlock: () => Promise<void>;
  signOutEverywhere: () => Promise<void>;
  /** Somebody did something. Told at most every 15 seconds; at once where the app is about to lock. */
  active: () => void;
};

const toldEvery = 15_000;

export function lockEffects(
  host: Host,
  store: Store,
  overview: () => void,
  clock: () => number,
): LockEffects {
  let isAsking = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let putOff: AppState["lockingSoon"] = null;

  /** One question at a time: a second one would open a second window of the system. */
  async function once(ask: () => Promise<void>): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    try {
      await ask();
    } catch (thrown) {
      store.dispatch({ type: "unlockFailed", problem: asProblem(thrown) });
    }
    isAsking = false;
  }

  return {
    lock: () => {
      if (store.get().lock) return;
      host.call("lock", null).catch((thrown) => {
        overview();
        store.dispatch({ type: "noticeShown", problem: asProblem(thrown) });
      });
      // The screen does not wait for the answer.
      store.dispatch({ type: "appEvent", event: { type: "locked", reason: "asked" } });
    },
    unlock: () =>
      once(async () => {
        store.dispatch({ type: "unlockBegan" });
        await host.call("unlock", null);
        overview();
      }),
    signOutEverywhere: () =>
      once(async () => {
        store.dispatch({ type: "signOutEverywhereBegan" });
        const answer = await host.call("sign_out_everywhere", null);
        store.dispatch({ type: "signedOut", result: { host: null, answer } });
        overview();
      }),
    active: () => {
      const { lock, lockingSoon } = store.get();
      if (lock) return;
      const since = clock() - toldAt;
      const isTold = since >= 0 && since < toldEvery;
      if (isTold && (lockingSoon === null || lockingSoon === putOff)) return;
      toldAt = clock();
      putOff = lockingSoon;
      host.call("active", null).catch(() => {});
    },
  };
}

/** Calls `away` when the app locks and `back` when it opens, before any screen sees it. */
export function followLock(store: Store, away: () => void, back: () => void): void {
  let wasLocked = store.get().lock !== null;
  store.subscribe(() => {
    const isLocked = store.get().lock !== null;
    if (isLocked === wasLocked) return;
    wasLocked = isLocked;
    if (isLocked) away();
    else back();
  });
}

/** A host that says when the core refuses because it is locked, whatever was asked. */
export function lockAware(host: Host, onLocked: () => void): Host {
  const look = (problem: unknown) => {
    if (asProblem(problem).code === "locked") onLocked();
  };
  return {
    call: async (command, request) => {
      try {
        return await host.call(command, request);
      } catch (thrown) {
        look(thrown);
        throw thrown;
      }
    },
    stream: (command, request, onEvent, onProblem) =>
      host.stream(
        command,
        request,
        (event) => {
          if ("problem" in event && event.type === "failed") look(event.problem);
          onEvent(event);
        },
        (problem) => {
          look(problem);
          onProblem(problem);
        },
      ),
  };
}
