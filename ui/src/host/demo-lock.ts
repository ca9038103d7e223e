/** The lock of the made-up host: what a locked core answers, and what it says by itself. */
import type { AppEvent, LockReason, LockState, Problem, ProblemCode } from "../contract/contract";
import type { CallName } from "./host";
import type { CallAnswers, StreamAnswers } from "./memory";

export type DemoLock = {
  state: () => LockState;
  calls: CallAnswers;
  /** For the stream of events. */
  events: (send: (event: AppEvent) => void) => void;
  /** Answers as a core that refuses while it is locked. */
  guarded: (calls: CallAnswers) => CallAnswers;
  guardedStreams: (streams: StreamAnswers) => StreamAnswers;
};

const whileLocked: readonly CallName[] = [
  "overview",
  "active",
  "lock",
  "unlock",
  "sign_out_everywhere",
  "retry_keyring",
  "mark",
];

/**
 * `?lock=reason` is locked from the start, `?soon=seconds` is about to lock two seconds after it was last
 * told of somebody, `?clock=seconds` has a clock that is off, `?refuse=code` does not unlock,
 * `?asks=milliseconds` thinks about it.
 */
export function demoLock(
  options: URLSearchParams,
  problem: (code: ProblemCode) => Problem,
): DemoLock {
  let reason = options.has("lock") ? reasonOf(options.get("lock")) : null;
  let ends: ReturnType<typeof setTimeout> | undefined;
  let send: (event: AppEvent) => void = () => {};

  const lock = (why: LockReason) => {
    clearTimeout(ends);
    reason = why;
    send({ type: "locked", reason: why });
    return null;
  };
  const open = () => {
    reason = null;
    send({ type: "unlocked" });
  };
  const warn = (seconds: number) => {
    send({ type: "lockingSoon", seconds });
    ends = setTimeout(() => lock("idle"), seconds * 1000);
  };
  const watch = () => {
    clearTimeout(ends);
    if (!options.has("soon") || reason !== null) return;
    ends = setTimeout(() => warn(Number(options.get("soon")) || 30), 2000);
  };
  const refuse = () => {
    if (reason !== null) throw problem("locked");
  };

  return {
    state: () => ({ locked: reason !== null, reason }),
    calls: {
      active: () => {
        send({ type: "lockPutOff" });
        watch();
        return null;
      },
      lock: () => lock("asked"),
      unlock: async () => {
        await new Promise((done) => setTimeout(done, Number(options.get("asks") ?? 0)));
        if (options.has("refuse")) throw problem(codeOf(options.get("refuse")));
        open();
        return null;
      },
      sign_out_everywhere: () => {
        open();
        return { revoked: !options.has("unrevoked") };
      },
    },
    events: (listener) => {
      send = listener;
      const off = options.get("clock");
      if (off !== null)
        setTimeout(() => send({ type: "clockOff", seconds: Number(off) || 720 }), 300);
      watch();
    },
    guarded: (calls) => {
      const guard = ([name, answer]: [string, unknown]) => [
        name,
        (request: unknown) => {
          if (!whileLocked.includes(name as CallName)) refuse();
          return (answer as (request: unknown) => unknown)(request);
        },
      ];
      return Object.fromEntries(Object.entries(calls).map(guard));
    },
    guardedStreams: (streams) => {
      const guard = ([name, answer]: [string, unknown]) => [
        name,
        (request: unknown, listener: unknown) => {
          if (name !== "events" && reason !== null) return;
          (answer as (request: unknown, send: unknown) => void)(request, listener);
        },
      ];
      return Object.fromEntries(Object.entries(streams).map(guard));
    },
  };
}

const reasons: readonly string[] = ["asked", "idle", "slept", "system", "restarted"];

function reasonOf(name: string | null): LockReason {
  return reasons.includes(name ?? "") ? (name as LockReason) : "restarted";
}

function codeOf(name: string | null): ProblemCode {
  return name === "unlock-unavailable" ? name : "unlock-refused";
}
