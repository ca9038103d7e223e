/** Makes entries of the made-up record. */
import type { Entry, PartialDate, Section } from "../contract/contract";

function date(raw: string): PartialDate {
  const precision = (
    { 4: "year", 7: "month", 10: "day" } as Record<number, PartialDate["precision"]>
  )[raw.length];
  return { sort: raw, raw, precision: precision ?? "time" };
}

type Part = Partial<Omit<Entry, "title" | "date" | "end">> & {
  title?: string;
  code?: string;
  date?: string;
  end?: string;
};

let serial = 0;

export function entry(section: Section, resourceType: string, part: Part): Entry {
  serial++;
  return {
    key: `${resourceType}/${serial}`,
    resourceType,
    section,
    detail: null,
    status: null,
    verification: null,
    standing: "current",
    severity: null,
    value: null,
    components: [],
    source: null,
    category: null,
    analyte: null,
    warnings: [],
    rules: [],
    absence: false,
    ...part,
    title: part.title ? { text: part.title, isBareCode: false, code: part.code ?? null } : null,
    date: part.date ? date(part.date) : null,
    end: part.end ? date(part.end) : null,
  };
}
