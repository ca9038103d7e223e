/** What a row says, in words. Codes without a word are shown as they were sent. */
import type { Entry, Range, Value } from "../contract/contract";
import type { Words } from "../l10n/words";
import type { Place } from "../state/state";
import { follows } from "./rules";

/** A narrow space at which no line breaks. */
export const thinSpace = "\u202f";

export function titleOf(entry: Entry, words: Words): string {
  const title = entry.title?.text || words.say("untitled");
  // An order not to do something must not be read as an order to do it, wherever it stands.
  return follows(entry, "prohibition") ? words.say("prohibited", { title }) : title;
}

/** What kind of entry it is, where the list holds several. Other types go by their FHIR name. */
export function kindOf(entry: Entry, place: Place, words: Words): string | null {
  if (entry.section === "other" && (place === "other" || place === "timeline"))
    return entry.resourceType || null;
  return place === "timeline" ? words.say(`place-${entry.section}`) : null;
}

/** The status where a reader must know it: nothing for plain facts of today. */
export function rowStatus(entry: Entry, words: Words): string | null {
  const { standing, status, verification, section } = entry;
  // Corrected is final, but a reader may have seen what it was before.
  if (standing === "current")
    return status && follows(entry, "event-corrected") ? words.code("status", status) : null;
  if (standing === "unknown" && status === null)
    return section === "other" ? null : words.say("standing-unknown");
  // The name says it.
  if (follows(entry, "prohibition")) return null;
  const telling = verification && verification !== "confirmed" ? verification : null;
  if (telling && standing !== "historical") return words.code("verification", telling);
  if (status) return words.code("status", status);
  return words.code("standing", standing);
}

/** "4.0–5.6", "from 4.0", "up to 5.6", or the source's own words. */
export function rangeText(range: Range | null, words: Words): string | null {
  if (!range) return null;
  const { low, high, text } = range;
  if (low && high) return words.say("range-between", { low, high });
  if (low) return words.say("range-above", { low });
  if (high) return words.say("range-below", { high });
  return text;
}

const symbols: Record<string, string> = { "<": "<", "<=": "≤", ">=": "≥", ">": ">" };

/** Comparator and value exactly as sent. */
export function valueDigits(value: Value, words: Words): string {
  if (!value.comparator) return value.text;
  const symbol = symbols[value.comparator];
  return symbol
    ? `${symbol}${thinSpace}${value.text}`
    : `${words.code("comparator", value.comparator)} ${value.text}`;
}

export function valueText(value: Value, words: Words): string {
  const digits = valueDigits(value, words);
  return value.unit ? `${digits}${thinSpace}${value.unit}` : digits;
}

const systolic = "http://loinc.org|8480-6";
const diastolic = "http://loinc.org|8462-4";

/** The two parts of a blood pressure in one unit, which are read as one value. */
export function bloodPressure(entry: Entry): { high: Value; low: Value } | null {
  const part = (code: string) =>
    entry.components.find((component) => component.title?.code === code)?.value;
  const high = part(systolic);
  const low = part(diastolic);
  if (!high || !low || high.unit !== low.unit || entry.components.length !== 2) return null;
  return { high, low };
}

/** All that was measured, in one line. */
export function measured(entry: Entry, words: Words): string | null {
  const pressure = bloodPressure(entry);
  if (pressure) {
    const { high, low } = pressure;
    const digits = `${valueDigits(high, words)}/${valueDigits(low, words)}`;
    return high.unit ? `${digits}${thinSpace}${high.unit}` : digits;
  }
  if (entry.value) return valueText(entry.value, words);
  const parts = entry.components.flatMap(({ title, value }) =>
    value ? [[title?.text, valueText(value, words)].filter(Boolean).join(" ")] : [],
  );
  return parts.length > 0 ? parts.join(" · ") : null;
}

/** Flags as sent, of the value and of its parts. */
export function flagsOf(entry: Entry): string[] {
  const all = [entry.value?.flag, ...entry.components.map((part) => part.value?.flag)];
  return [...new Set(all.filter((flag): flag is string => Boolean(flag)))];
}

export type FlagTone = "critical" | "abnormal" | "plain";
const critical = new Set(["HH", "LL", "AA", "HU", "LU"]);
const abnormal = new Set(["H", "L", "A", "POS", "R", "U", "D", "<", ">"]);

export function flagTone(flag: string): FlagTone {
  if (critical.has(flag)) return "critical";
  return abnormal.has(flag) ? "abnormal" : "plain";
}

/** Codes that cannot be the name of a message. */
const scaleFlags: Record<string, string> = { "<": "below", ">": "above" };

/** What a flag means; the flag as sent where that is not known. */
export function flagWord(flag: string, words: Words): string {
  const name = scaleFlags[flag] ?? flag;
  const word = words.code("flag", name);
  return word === name ? flag : word;
}

/** What a code means, with the code as it was sent. */
export function withCode(word: string, code: string): string {
  return word === code ? code : `${word} (${code})`;
}

/** A flag worth a mark in a row; "normal" is said by having none. */
export function isTelling(flag: string): boolean {
  return flag !== "N";
}

const severe = new Set(["severe", "high", "fatal"]);

export function isSevere(entry: Entry): boolean {
  return entry.severity !== null && severe.has(entry.severity);
}

/** "12-Mar-2014" or "12-Mar-2014 – 03-Feb-2016". */
export function dateText(entry: Entry, words: Words): string | null {
  const from = entry.date && words.day(entry.date.raw);
  const to = entry.end && words.day(entry.end.raw);
  if (from && to && from !== to) return `${from} – ${to}`;
  return from ?? (to ? `– ${to}` : null);
}

/** One line to paste elsewhere: name, value with unit, range, flag, status and date. */
export function copyText(entry: Entry, words: Words): string {
  const range = entry.value && rangeText(entry.value.range, words);
  const parts = [
    titleOf(entry, words),
    measured(entry, words),
    range && words.say("range", { range }),
    flagsOf(entry).join(" "),
    entry.detail,
    rowStatus(entry, words),
    entry.date ? words.moment(entry.date.raw) : words.say("no-date"),
  ];
  return parts.filter(Boolean).join(", ");
}
