/**
 * Why a list is empty. "None known" (the record says so), "nothing recorded" (the server answered,
 * empty) and "not available" (refused, failed) mean different things to a clinician and are never
 * mixed: only a complete answer may be read as "nothing recorded" or as "nothing matches".
 */
import type { SectionProgress, SectionState } from "../contract/contract";

export type Nothing =
  | "loading"
  | "nothingRecorded"
  | "nothingArrived"
  | "notAvailable"
  | "nothingMatches"
  | "nothingSoFar"
  | "outsideSeries";

export type Asked = {
  progress: SectionProgress;
  /** Rows of the list as answered; `null` before the answer. */
  total: number | null;
  /** Rows that the section holds, whatever the list shows of them. */
  held: number;
  /** A search or a filter narrows the list. */
  isNarrowed: boolean;
  /** `total` is the answer of the newest revision. */
  isCurrent: boolean;
  /** Only the newest row of each series was asked for. */
  latest: boolean;
};

export function nothingOf(asked: Asked): Nothing | null {
  const { progress, total, held, isNarrowed, isCurrent, latest } = asked;
  if (total === null) return progress === "notAvailable" ? "notAvailable" : "loading";
  if (total > 0) return null;
  if (isNarrowed) {
    if (progress === "notAvailable") return progress;
    return progress === "complete" && isCurrent ? "nothingMatches" : "nothingSoFar";
  }
  // The section holds rows, so an empty list says nothing about the patient.
  if (held > 0) return latest && progress !== "loading" ? "outsideSeries" : "loading";
  switch (progress) {
    case "loading":
      return "loading";
    case "complete":
      return "nothingRecorded";
    case "incomplete":
      return "nothingArrived";
    case "notAvailable":
      return "notAvailable";
  }
}

/** Facts that a section holds. */
export function factsOf(section: SectionState | undefined): number {
  return section ? section.counts.current + section.counts.historical : 0;
}

/** Where all sections together stand, for the timeline. */
export function progressOf(sections: readonly (SectionState | undefined)[]): SectionProgress {
  const all = sections.map((section) => section?.progress ?? "loading");
  if (all.includes("loading")) return "loading";
  if (all.every((progress) => progress === "notAvailable")) return "notAvailable";
  return all.every((progress) => progress === "complete") ? "complete" : "incomplete";
}
