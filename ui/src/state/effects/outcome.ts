import type { Problem } from "../../contract/contract";
import { asProblem } from "../../host/host";

/** An answer, or why there is none. */
export type Outcome<T> = { answer: T; problem: null } | { answer: null; problem: Problem };

export async function outcome<T>(promise: Promise<T>): Promise<Outcome<T>> {
  try {
    return { answer: await promise, problem: null };
  } catch (thrown) {
    return { answer: null, problem: asProblem(thrown) };
  }
}
