/** How far the loading of a record is, as a share from 0 to 1. */
import type { SectionState } from "../contract/contract";
import type { RecordState } from "../state/state";

export function rowsOf({ counts }: SectionState): number {
  return counts.current + counts.historical + counts.notAFact;
}

function shareOf(section: SectionState): number {
  if (section.progress !== "loading") return 1;
  // What the server says there is may be wrong, so only an ended section counts as whole.
  return section.expected ? Math.min(0.95, rowsOf(section) / section.expected) : 0;
}

export function loadedShare(record: RecordState): number {
  const sections = Object.values(record.sections);
  if (sections.length === 0) return 0;
  return sections.reduce((sum, section) => sum + shareOf(section), 0) / sections.length;
}
