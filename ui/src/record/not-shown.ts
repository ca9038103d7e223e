/** What the record does not show among its facts: parts that did not arrive, entries taken back. */
import type { ProblemCode, SectionProblem, SectionState } from "../contract/contract";
import { type RecordState, sectionNames } from "../state/state";

/** Why something is not shown, in the order in which it is worth a look. */
export const reasons = [
  "ended",
  "failed",
  "stopped",
  "short",
  "unreadable",
  "otherPatient",
  "withheld",
  "notPermitted",
  "notGranted",
  "narrowed",
  "byPart",
  "notOffered",
  "notAskedFor",
] as const;
export type Reason = (typeof reasons)[number];

const reasonsOfCodes: Partial<Record<ProblemCode, Reason>> = {
  "session-ended": "ended",
  "ehr-session-ended": "ended",
  "renewal-interrupted": "ended",
  "patient-changed": "ended",
  "stopped-at-limit": "stopped",
  "paging-endless": "stopped",
  "foreign-address": "stopped",
  "too-large": "stopped",
  "count-mismatch": "short",
  "entries-unreadable": "unreadable",
  "other-patient": "otherPatient",
  "server-remark": "withheld",
  "not-permitted": "notPermitted",
  "not-granted": "notGranted",
  "permission-narrowed": "narrowed",
  "categories-only": "byPart",
  "part-refused": "byPart",
  "not-supported": "notOffered",
  "resource-gone": "notOffered",
  "not-asked-for": "notAskedFor",
};

/** The one thing that can be done about it from here. */
export type Remedy = "again" | "signIn" | null;

const remedies: Partial<Record<Reason, Remedy>> = {
  failed: "again",
  stopped: "again",
  short: "again",
  unreadable: "again",
  otherPatient: null,
  withheld: "again",
  notPermitted: "again",
  notGranted: "signIn",
  narrowed: "signIn",
  ended: "signIn",
};

export type Group = {
  reason: Reason;
  remedy: Remedy;
  lines: readonly SectionProblem[];
  /** Entries that it is about, where that is known of any. */
  count: number | null;
};

function reasonOf({ problem }: SectionProblem): Reason {
  return reasonsOfCodes[problem.code] ?? "failed";
}

/** What is not shown, by reason: a type that fills two sections stands once. */
export function notShownGroups(record: RecordState): Group[] {
  const lines = new Map<string, SectionProblem>();
  for (const section of Object.values(record.sections)) {
    for (const line of section.problems) {
      const { code, serverMessage } = line.problem;
      lines.set([line.resourceType, code, serverMessage].join("\n"), line);
    }
  }
  return reasons.flatMap((reason) => {
    const own = [...lines.values()].filter((line) => reasonOf(line) === reason);
    if (own.length === 0) return [];
    const counts = own.flatMap((line) => line.count ?? []);
    const count = counts.length > 0 ? counts.reduce((sum, one) => sum + one, 0) : null;
    return [{ reason, remedy: remedies[reason] ?? null, lines: own, count }];
  });
}

/** Sections with entries that are not facts, in the order of the record. */
export function notFactSections(record: RecordState): SectionState[] {
  return sectionNames.flatMap((name) => {
    const section = record.sections[name];
    return section && section.counts.notAFact > 0 ? [section] : [];
  });
}

export function notShownCount(record: RecordState): number {
  const parts = notShownGroups(record).reduce((sum, { lines }) => sum + lines.length, 0);
  return notFactSections(record).reduce((sum, { counts }) => sum + counts.notAFact, parts);
}
