/** A filter in words, want by want. */
import type { RowsFilter } from "../contract/contract";
import type { Words } from "../l10n/words";
import { toggled, type ValueWant, valueWants } from "../state/filters";

export type Chip = {
  id: string;
  label: string;
  /** The filter without it. */
  without: RowsFilter;
};

export function chipsOf(filter: RowsFilter, words: Words): Chip[] {
  const values = valueWants.flatMap((want) =>
    (filter[want] ?? []).map((value) => ({
      id: `${want} ${value}`,
      label: valueName(want, value, words),
      without: { ...filter, [want]: toggled(filter[want], value) },
    })),
  );
  const sections = (filter.sections ?? []).map((section) => ({
    id: `section ${section}`,
    label: words.say(`place-${section}`),
    without: { ...filter, sections: toggled(filter.sections, section) },
  }));
  const { from, to } = filter;
  const all: Chip[] = [...sections, ...values];
  if (from)
    all.push({
      id: "from",
      label: words.say("filter-from-chip", { date: words.day(from) }),
      without: without(filter, "from"),
    });
  if (to)
    all.push({
      id: "to",
      label: words.say("filter-to-chip", { date: words.day(to) }),
      without: without(filter, "to"),
    });
  if ((from || to) && filter.withoutUndated)
    all.push({
      id: "undated",
      label: words.say("filter-undated-chip"),
      without: { ...filter, withoutUndated: false },
    });
  if (filter.onlyNew)
    all.push({
      id: "new",
      label: words.say("filter-new"),
      without: { ...filter, onlyNew: false },
    });
  return all;
}

export function without(filter: RowsFilter, member: "from" | "to"): RowsFilter {
  const { [member]: _, ...rest } = filter;
  return rest;
}

/** A value as a person reads it: codes in words, none as none. */
export function valueName(want: ValueWant, value: string, words: Words): string {
  if (value === "") return words.say(`filter-none-${want}`);
  if (want === "statuses") return words.code("status", value);
  return want === "categories" ? words.code("category", value) : value;
}
