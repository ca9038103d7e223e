/** The courses of what was measured more than once, from the rows that go on paper. */
import type { Entry, Value } from "../contract/contract";
import { dayNumber } from "../l10n/dates";

/** Fewer points are no course. */
const fewest = 3;

export type Point = { day: number; number: number };
/** Lines in the unit of the newest value; what has another unit is not drawn with it. */
export type Course = { newest: Entry; lines: readonly (readonly Point[])[] };

/** One for each series of a section, in the order of its newest entry; rows come newest first. */
export function coursesOf(rows: readonly Entry[]): Course[] {
  const byAnalyte = new Map<string, Entry[]>();
  for (const row of rows) {
    if (!row.analyte || row.standing === "notAFact") continue;
    byAnalyte.set(row.analyte, [...(byAnalyte.get(row.analyte) ?? []), row]);
  }
  return [...byAnalyte.values()].flatMap((own) => {
    const [newest] = own;
    if (!newest) return [];
    const lines = linesOf(own, newest);
    return lines.some((line) => line.length >= fewest) ? [{ newest, lines }] : [];
  });
}

function linesOf(own: readonly Entry[], newest: Entry): Point[][] {
  const unit = measuredParts(newest)[0]?.value.unit ?? null;
  const lines = new Map<string, Point[]>();
  for (const row of [...own].reverse()) {
    const day = row.date && row.date.precision !== "unreadable" ? dayNumber(row.date.raw) : null;
    for (const { title, value } of measuredParts(row)) {
      // A bound is not a measured point.
      if (day === null || value.number === null || value.comparator || value.unit !== unit)
        continue;
      lines.set(title, [...(lines.get(title) ?? []), { day, number: value.number }]);
    }
  }
  return [...lines.values()];
}

function measuredParts(row: Entry): { title: string; value: Value }[] {
  const whole = row.value ? [{ title: "", value: row.value }] : [];
  const parts = row.components.flatMap(({ title, value }) =>
    value ? [{ title: title?.text ?? "", value }] : [],
  );
  return [...whole, ...parts];
}
