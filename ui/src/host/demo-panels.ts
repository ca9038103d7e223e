/** The results of the made-up record by panel: those of one day were ordered together. */
import type { Entry, PanelRows, RowStand, Unfolded } from "../contract/contract";
import { entry } from "./demo-entry";

const critical = new Set(["HH", "LL"]);

export function panelRows(
  facts: readonly Entry[],
  unfolded: Unfolded,
  from: number,
  count: number,
): PanelRows {
  const rows: Entry[] = [];
  const stands: RowStand[] = [];
  const byDay = new Map<string, Entry[]>();
  for (const one of facts) {
    const day = one.date?.sort.slice(0, 10) ?? one.key;
    byDay.set(day, [...(byDay.get(day) ?? []), one]);
  }
  const days = [...byDay];
  days.forEach(([day, members], nth) => {
    const place = { position: nth + 1, siblings: days.length };
    const [only] = members;
    if (members.length < 2 && only) {
      rows.push(only);
      stands.push({ level: 0, ...place });
      return;
    }
    const hasResource = nth % 3 !== 2;
    const key = hasResource ? `DiagnosticReport/panel-${day}` : `laboratory@${day}`;
    const isOpen = unfolded.all !== unfolded.except.includes(key);
    const flags = members.flatMap(({ value }) => value?.flag ?? []);
    const head = entry("results", "DiagnosticReport", {
      title: "Comprehensive metabolic panel",
      status: "final",
      ...(only?.date ? { date: only.date.raw.slice(0, 10) } : {}),
      category: "laboratory",
    });
    rows.push({ ...head, key, ...(hasResource ? {} : { title: null, resourceType: "" }) });
    stands.push({
      level: 0,
      ...place,
      panel: {
        shown: members.length,
        results: members.length,
        abnormal: flags.length,
        critical: flags.filter((flag) => critical.has(flag)).length,
        isOpen,
        hasResource,
      },
    });
    if (!isOpen) return;
    members.forEach((one, at) => {
      rows.push(one);
      stands.push({ level: 1, position: at + 1, siblings: members.length });
    });
  });
  const end = from + count;
  return {
    total: rows.length,
    results: facts.length,
    from,
    rows: rows.slice(from, end),
    stands: stands.slice(from, end),
  };
}
