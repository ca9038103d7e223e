/** Headings within a list: now and past, or the months of a timeline. */
import type { Entry } from "../contract/contract";
import { groupOf } from "../l10n/dates";
import type { Words } from "../l10n/words";
import type { Mode, Place } from "../state/state";

/** The heading above a row; `null` where it continues the group of the row before. */
export function groupHeading(
  entry: Entry,
  before: Entry | undefined,
  index: number,
  place: Place,
  mode: Mode,
  words: Words,
): string | null {
  const group = groupName(entry, place, mode, words);
  if (group === null) return null;
  // The row before may not have arrived yet: then it is not known whether a group begins here.
  if (index > 0 && !before) return null;
  return before && groupName(before, place, mode, words) === group ? null : group;
}

/** Sections of which a reader first asks what holds today. */
const hasPast: ReadonlySet<Place> = new Set(["problems", "allergies", "medications"]);

/** The group of a row; `null` in lists without any. */
export function groupName(entry: Entry, place: Place, mode: Mode, words: Words): string | null {
  if (place === "timeline") return monthHeading(entry, words);
  if (mode !== "facts" || !hasPast.has(place)) return null;
  return words.say(entry.standing === "historical" ? "group-past" : "group-now");
}

function monthHeading(entry: Entry, words: Words): string {
  const group = groupOf(entry.date);
  if (group === "") return words.say("group-undated");
  return group.length === 4 ? words.say("group-month-unknown", { year: group }) : words.day(group);
}
