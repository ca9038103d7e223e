/** Trends, searches and filters over the made-up record. */
import type {
  Entry,
  FacetChoices,
  Facets,
  Found,
  RowsFilter,
  RowsQuery,
  Trend,
  TrendPanel,
  TrendPoint,
  Value,
} from "../contract/contract";
import { sectionNames } from "../state/state";
import { entry } from "./demo-entry";
import { panelRows } from "./demo-panels";
import { byDate, byStandingAndDate, entries } from "./demo-record";
import type { CallAnswers } from "./memory";

const plain = { comparator: null, flag: null, range: null };

/** What makes a chart hard: bounds, two units of one measure, two measures, words, no date. */
function hardCases(): Entry[] {
  const result = (title: string, code: string, date: string | undefined, value: Value): Entry =>
    entry("results", "Observation", {
      title,
      ...(date ? { date } : {}),
      value,
      status: date === "2024-09-02" ? "preliminary" : "final",
      standing: date === "2024-09-02" ? "tentative" : "current",
      source: date?.startsWith("2021") ? "City Laboratory" : "Central Laboratory",
      category: "laboratory",
      analyte: `${code}|${value.unit ?? ""}`,
    });
  const range = (low: string | null, high: string | null) => ({ low, high, text: null });
  const number = (text: string, unit: string | null, part: Partial<Value> = {}): Value => ({
    ...plain,
    text,
    number: Number(text),
    unit,
    ...part,
  });
  const troponin = ["3", "5", "14", "88", "340", "121", "26", "5", "3"].map((text, index) =>
    result(
      "Troponin T, high sensitivity",
      "tropt",
      `2026-02-${14 + Math.floor(index / 3)}T${String(4 + (index % 3) * 6).padStart(2, "0")}:10:00+01:00`,
      number(text, "ng/L", {
        comparator: index < 2 || index > 6 ? "<" : null,
        flag: Number(text) > 52 ? "HH" : Number(text) > 13 ? "H" : null,
        range: range(null, "14"),
      }),
    ),
  );
  const glucose = [
    ["2020-05-11", "1.02", "g/L", "0.70", "0.99", "H"],
    ["2021-06-03", "1.18", "g/L", "0.70", "0.99", "H"],
    ["2022-04-19", "124", "mg/dL", "70", "99", "H"],
    ["2023-03-02", "131", "mg/dL", "70", "99", "H"],
    ["2024-09-02", "62", "mg/dL", "70", "99", "L"],
    ["2025-01-20", "7.9", "mmol/L", "3.9", "5.5", "H"],
    ["2025-08-14", "8.4", "mmol/L", "3.9", "5.5", "H"],
    ["2026-01-15", "142", "mg/dL", "74", "106", "H"],
    ["2026-02-26", "158", "mg/dL", "74", "106", "H"],
  ].map(([date = "", text = "", unit = "", low = "", high = "", flag = ""]) =>
    result("Glucose", "gluc", date, number(text, unit, { flag, range: range(low, high) })),
  );
  return [
    ...troponin,
    ...glucose,
    result("Glucose", "gluc", undefined, number("110", "mg/dL")),
    result("Glucose", "gluc", "2023-07-08", {
      ...plain,
      text: "haemolysed, not measured",
      number: null,
      unit: null,
    }),
  ];
}

entries.push(...hardCases());

export function filteredRows({ view, search, filter }: RowsQuery): Entry[] {
  const words = (search ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const text = (one: Entry) =>
    JSON.stringify([one.title, one.detail, one.value?.text, one.value?.unit, one.source]);
  const found = entries.filter((one) =>
    words.every((word) => text(one).toLowerCase().includes(word)),
  );
  return listed(found, view).filter((one) => wanted(one, filter));
}

function listed(found: readonly Entry[], view: RowsQuery["view"]): Entry[] {
  if (view.type === "timeline")
    return found.filter((one) => one.standing !== "notAFact").sort(byDate);
  const own = found.filter((one) => one.section === view.section);
  if (view.type === "notFacts") return own.filter((one) => one.standing === "notAFact");
  const facts = own.filter((one) => one.standing !== "notAFact").sort(byStandingAndDate);
  if (view.type === "section") return facts;
  const seen = new Set<string>();
  return facts.filter((one) => {
    if (one.analyte && seen.has(one.analyte)) return false;
    if (one.analyte) seen.add(one.analyte);
    return true;
  });
}

function wanted(one: Entry, filter: RowsFilter = {}): boolean {
  const among = (asked: string[] | undefined, own: string | null) =>
    !asked?.length || asked.includes(own ?? "");
  const sort = one.date?.sort ?? "";
  const compared = (bound: string) =>
    sort.slice(0, bound.length).localeCompare(bound.slice(0, sort.length));
  const inTime =
    (!filter.from && !filter.to) ||
    (sort === ""
      ? !filter.withoutUndated
      : (!filter.from || compared(filter.from) >= 0) && (!filter.to || compared(filter.to) <= 0));
  return (
    inTime &&
    among(filter.categories, one.category) &&
    among(filter.sources, one.source) &&
    among(filter.statuses, one.status) &&
    (!filter.sections?.length || filter.sections.includes(one.section))
  );
}

function facetsOf(query: Omit<RowsQuery, "from" | "count">): Facets {
  const whole = { ...query, from: 0, count: 0 };
  const filter = query.filter ?? {};
  const rows = filteredRows(whole);
  const without = (part: RowsFilter) => filteredRows({ ...whole, filter: { ...filter, ...part } });
  const choices = (of: readonly Entry[], member: (one: Entry) => string | null): FacetChoices => {
    const counts = new Map<string, number>();
    for (const one of of) counts.set(member(one) ?? "", (counts.get(member(one) ?? "") ?? 0) + 1);
    const values = [...counts].map(([value, many]) => ({ value, rows: many }));
    return { values: values.sort((a, b) => b.rows - a.rows), leftOut: 0 };
  };
  const years: Facets["years"] = [];
  rows.forEach((one, first) => {
    const year = one.date?.sort.slice(0, 4) ?? "";
    const known = years.find((other) => other.year === year);
    if (known) known.rows++;
    else years.push({ year, first, rows: 1 });
  });
  const inSections = without({ sections: [] });
  return {
    total: filteredRows({ ...whole, search: "", filter: {} }).length,
    matching: rows.length,
    undated: rows.filter((one) => !one.date).length,
    new: 0,
    categories: choices(without({ categories: [] }), (one) => one.category),
    sources: choices(without({ sources: [] }), (one) => one.source),
    statuses: choices(without({ statuses: [] }), (one) => one.status),
    sections: sectionNames.flatMap((section) => {
      const many = inSections.filter((one) => one.section === section).length;
      return many > 0 ? [{ section, rows: many }] : [];
    }),
    years,
  };
}

function found(search: string, most: number): Found {
  if (search.trim() === "") return { sections: [] };
  const sections = sectionNames.flatMap((section) => {
    const base = { record: "", search, from: 0, count: 0 };
    const facts = filteredRows({ ...base, view: { type: "section", section } }).sort(byDate);
    const others = filteredRows({ ...base, view: { type: "notFacts", section } });
    if (facts.length + others.length === 0) return [];
    return [{ section, facts: facts.length, notFacts: others.length, rows: facts.slice(0, most) }];
  });
  return { sections };
}

/** Factors between units of one measure, as far as this record has them. */
const inMass: Record<string, number> = { "mg/dL": 1, "g/L": 100 };

function trendFor(analyte: string): Trend {
  const code = analyte.slice(0, analyte.lastIndexOf("|"));
  const isSame = (one: Entry) =>
    one.analyte !== null &&
    (one.analyte === analyte || (code !== "" && one.analyte.startsWith(`${code}|`)));
  const own = entries.filter((one) => isSame(one) && one.standing !== "notAFact").sort(byDate);
  const trend: Trend = { title: own[0]?.title?.text ?? analyte, panels: [], undrawn: [] };
  for (const one of own) {
    const parts = one.components.length
      ? one.components.map(({ title, value }) => ({ title: title?.text ?? "", value }))
      : [{ title: trend.title, value: one.value }];
    for (const { title, value } of parts) draw(trend, one, title, value);
  }
  for (const panel of trend.panels) for (const line of panel.series) line.points.reverse();
  const isAsked = (panel: TrendPanel) => analyte.endsWith(`|${panel.unit}`);
  trend.panels.sort((a, b) => Number(isAsked(b)) - Number(isAsked(a)));
  return trend;
}

function draw(trend: Trend, one: Entry, title: string, value: Value | null): void {
  if (value?.number == null || !one.date) {
    trend.undrawn.push({
      key: one.key,
      part: one.components.length ? title : null,
      date: one.date?.raw ?? null,
      text: value ? [value.text, value.unit].filter(Boolean).join(" ") : null,
      reason: !value ? "noValue" : value.number === null ? "noNumber" : "noDate",
    });
    return;
  }
  const factor = (unit: string | null) => inMass[unit ?? ""] ?? null;
  const joins = (unit: string | null) =>
    unit === value.unit || (factor(unit) !== null && factor(value.unit) !== null);
  let panel = trend.panels.find(({ unit }) => joins(unit));
  if (!panel) {
    panel = { unit: value.unit, converted: [], pressure: one.components.length > 0, series: [] };
    trend.panels.push(panel);
  }
  const converted = panel.unit !== value.unit;
  if (converted && value.unit && !panel.converted.includes(value.unit))
    panel.converted.push(value.unit);
  const by = converted ? (factor(value.unit) ?? 1) / (factor(panel.unit) ?? 1) : 1;
  const bound = (text: string | null | undefined) => (text ? Number(text) * by : null);
  const point: TrendPoint = {
    key: one.key,
    date: one.date.raw,
    number: value.number * by,
    text: value.text,
    unit: value.unit,
    comparator: value.comparator,
    flag: value.flag,
    low: bound(value.range?.low),
    high: bound(value.range?.high),
    range: value.range,
    status: one.status,
    standing: one.standing,
    source: one.source,
    converted,
  };
  const line = panel.series.find((other) => other.title === title);
  if (line) line.points.push(point);
  else panel.series.push({ title, points: [point] });
}

export const demoCharts: CallAnswers = {
  rows: (query) => {
    const rows = filteredRows(query);
    const { from, count } = query;
    return { total: rows.length, from, rows: rows.slice(from, from + count) };
  },
  panels: ({ section, unfolded, from, count, ...query }) =>
    panelRows(
      filteredRows({ ...query, view: { type: "section", section }, from: 0, count: 0 }),
      unfolded,
      from,
      count,
    ),
  facets: facetsOf,
  search: ({ search, most }) => found(search, most),
  trend: ({ analyte }) => trendFor(analyte),
  save_chart: ({ form }) => ({
    file:
      form.type === "picture"
        ? "chartside-chart-2026-12-01.png"
        : "chartside-chart-values-2026-12-01.csv",
  }),
};
