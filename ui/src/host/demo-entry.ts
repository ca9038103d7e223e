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

/** The rules of the real table that make an entry what it is here. */
function rulesOf({ status, verification, value, date: day }: Part): string[] {
  const byCode: Record<string, string> = {
    active: "DR-17",
    final: "DR-08",
    completed: "DR-08",
    finished: "DR-08",
    current: "DR-21",
    booked: "DR-24",
    resolved: "DR-18",
    inactive: "DR-18",
    preliminary: "DR-11",
    "on-hold": "DR-15",
    "not-done": "DR-06",
    "entered-in-error": "DR-01",
    confirmed: "DR-19",
    provisional: "DR-20",
    unconfirmed: "DR-20",
    refuted: "DR-04",
  };
  const rules = [verification, status].flatMap((code) => (code && byCode[code]) || []);
  if (value) rules.push("DR-45");
  if (value?.comparator) rules.push("DR-46");
  if (value?.flag) rules.push("DR-48");
  if (!day) rules.push("DR-54");
  if (day && day.length < 10) rules.push("DR-55");
  if (day && day.length > 10) rules.push("DR-56");
  return rules;
}

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
    rules: rulesOf(part),
    absence: false,
    ...part,
    title: part.title ? { text: part.title, isBareCode: false, code: part.code ?? null } : null,
    date: part.date ? date(part.date) : null,
    end: part.end ? date(part.end) : null,
  };
}
