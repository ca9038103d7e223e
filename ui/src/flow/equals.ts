/** Where the same secret stands: what makes it possible to follow a code that nobody may see. */
import type { Flow, FlowParameter, FlowStep } from "../contract/contract";

/** One appearance of a secret. */
export type Appearance = { step: FlowStep; name: string; id: string; came: boolean };

export type Equals = ReadonlyMap<string, readonly Appearance[]>;

export function fingerprintOf({ value }: FlowParameter): string | null {
  return value.type === "redacted" ? value.fingerprint : null;
}

/** Names one appearance on the page. */
export function markId(step: FlowStep, came: boolean, index: number): string {
  return `mark-${step.number}-${came ? "came" : "sent"}-${index}`;
}

/** All appearances of each secret, in the order of the steps. */
export function equalsIn(flow: Flow): Equals {
  const found = new Map<string, Appearance[]>();
  const note = (step: FlowStep, came: boolean) => (parameter: FlowParameter, index: number) => {
    const fingerprint = fingerprintOf(parameter);
    if (!fingerprint) return;
    const appearance = { step, name: parameter.name, id: markId(step, came, index), came };
    found.set(fingerprint, [...(found.get(fingerprint) ?? []), appearance]);
  };
  for (const step of flow.steps) {
    step.request?.parameters.forEach(note(step, false));
    step.answer?.members.forEach(note(step, true));
  }
  return found;
}

/** The first appearance of a name, as something sent or as something that came. */
export function find(flow: Flow, name: string, came: boolean): FlowParameter | null {
  for (const step of flow.steps) {
    const list = came ? step.answer?.members : step.request?.parameters;
    const parameter = list?.find((one) => one.name === name);
    if (parameter) return parameter;
  }
  return null;
}
