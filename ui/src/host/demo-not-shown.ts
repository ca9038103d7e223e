/** A record with every kind of gap, for `?gaps`, and one part of it loaded again. */
import type { ProblemCode, RecordEvent, SectionProblem, SectionState } from "../contract/contract";

let references = 0;

function gap(
  resourceType: string,
  code: ProblemCode,
  more: { count?: number; parts?: string[]; says?: string } = {},
): SectionProblem {
  references += 1;
  const reference = references.toString(16).padStart(8, "0");
  const problem = { code, retryable: true, reference, serverMessage: more.says ?? null };
  return { resourceType, problem, count: more.count ?? null, parts: more.parts ?? [] };
}

const gaps: Partial<Record<SectionState["section"], SectionProblem[]>> = {
  results: [
    gap("Observation", "server-remark", {
      says: "Client not authorized for Observation - SmartData Elements. Search results of this type have not been included.",
    }),
    gap("Observation", "categories-only", {
      parts: ["vital-signs", "laboratory", "social-history", "survey", "imaging", "exam"],
    }),
  ],
  problems: [gap("Condition", "count-mismatch", { count: 3 })],
  documents: [gap("DocumentReference", "server-unreachable"), gap("Media", "not-permitted")],
  reports: [gap("DiagnosticReport", "not-fhir", { says: "Guest network sign-in" })],
  encounters: [gap("Encounter", "stopped-at-limit")],
  other: [
    gap("CareTeam", "other-patient", { count: 2 }),
    gap("Goal", "entries-unreadable", { count: 1 }),
    gap("Coverage", "not-supported"),
    gap("AuditEvent", "not-asked-for"),
    gap("Account", "not-asked-for"),
  ],
  vitals: [gap("Observation", "permission-narrowed", { parts: ["vital-signs"] })],
};

export function demoGaps(state: SectionState): SectionState {
  const problems = gaps[state.section] ?? [];
  return problems.length > 0 ? { ...state, progress: "incomplete", problems } : state;
}

/** Everything of the type arrives this time. */
export function demoPart(
  states: readonly SectionState[],
  resourceType: string,
  send: (event: RecordEvent) => void,
): void {
  const lacks = (one: SectionProblem) => one.resourceType === resourceType;
  const own = states.filter(({ problems }) => problems.some(lacks));
  for (const state of own) send({ type: "section", state: { ...state, progress: "loading" } });
  setTimeout(() => {
    for (const state of own) {
      const problems = state.problems.filter((one) => !lacks(one));
      const progress = problems.length > 0 ? "incomplete" : "complete";
      send({ type: "section", state: { ...state, progress, problems } });
    }
    send({ type: "finished", resources: 0, complete: false, asOf: new Date().toISOString() });
  }, 600);
}
