/** What the record does not show among its facts: parts that failed, entries taken back. */
import type { SectionState } from "../contract/contract";
import { type RecordState, sectionNames } from "../state/state";

/** Sections with something to say, in the order of the record. */
export function notShownSections(record: RecordState): SectionState[] {
  return sectionNames.flatMap((name) => {
    const section = record.sections[name];
    const speaks = section && (section.problems.length > 0 || section.counts.notAFact > 0);
    return speaks ? [section] : [];
  });
}

export function notShownCount(record: RecordState): number {
  return notShownSections(record).reduce(
    (sum, section) => sum + section.problems.length + section.counts.notAFact,
    0,
  );
}
