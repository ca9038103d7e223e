/** The complete surface through which screens reach the core. Nothing else leaves the webview. */
import type { Calls, Problem, Streams } from "../contract/contract";

export type CallName = keyof Calls;
export type StreamName = keyof Streams;

/** Stops listening. What the core does about it is the business of its own commands. */
export type Cancel = () => void;

export type Host = {
  /** Answered once; rejects with a `Problem`. */
  call<C extends CallName>(command: C, request: Calls[C]["request"]): Promise<Calls[C]["answer"]>;
  /**
   * Sends events in order. Completion is the last event that the contract names, never the promise
   * of the transport: that one may resolve before the last events arrive.
   */
  stream<S extends StreamName>(
    command: S,
    request: Streams[S]["request"],
    onEvent: (event: Streams[S]["event"]) => void,
    onProblem: (problem: Problem) => void,
  ): Cancel;
};

/** Turns whatever was thrown into a `Problem`. */
export function asProblem(thrown: unknown): Problem {
  if (isProblem(thrown)) return thrown;
  return { code: "internal", retryable: true, reference: "no-host", serverMessage: null };
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "reference" in value;
}
