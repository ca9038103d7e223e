/** A made-up record to design with: long names, many results, three kinds of nothing. */
import type { Entry, Section, SectionState } from "../contract/contract";
import { others } from "./demo-around";
import { allergies, medications, problems } from "./demo-clinical";
import { results, vitals } from "./demo-results";

export const entries: Entry[] = [
  ...problems,
  ...allergies,
  ...medications,
  ...results,
  ...vitals,
  ...others,
];

const rank = { current: 0, tentative: 0, unknown: 0, historical: 1, notAFact: 2 } as const;

export function byStandingAndDate(a: Entry, b: Entry): number {
  return rank[a.standing] - rank[b.standing] || byDate(a, b);
}

export function byDate(a: Entry, b: Entry): number {
  return (b.date?.sort ?? "").localeCompare(a.date?.sort ?? "");
}

export function sectionState(section: Section): SectionState {
  const own = entries.filter((one) => one.section === section);
  const count = (standing: number) => own.filter((one) => rank[one.standing] === standing).length;
  return {
    section,
    progress: "complete",
    counts: { current: count(0), historical: count(1), notAFact: count(2) },
    expected: null,
    problems: [],
    revision: 1,
  };
}
