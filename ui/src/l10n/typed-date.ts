/**
 * A date that a person typed, as precise as it is: "1961-02-03", "03-Feb-1961", "3. Feb. 1961", "1961-02",
 * "1961". "02/03/1961" means two days in two countries and is not read; with dots the day comes first
 * everywhere.
 */
import { type MonthNames, readDate } from "./dates";

/** The ISO date; `null` where the text is none, or could be two. */
export function readTyped(text: string, months: MonthNames): string | null {
  const typed = text.trim();
  if (/^\d{4}(-\d{1,2}(-\d{1,2})?)?$/.test(typed)) return iso(typed.split("-"));
  const dots = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/.exec(typed);
  if (dots) return iso([dots[3], dots[2], dots[1]]);
  const named = /^(?:(\d{1,2})[.\s-]*)?([\p{L}.]+)[\s.-]*(\d{4})$/u.exec(typed);
  const month = named?.[2] ? monthOf(named[2], months) : null;
  return named && month !== null ? iso([named[3], String(month), named[1]]) : null;
}

/** By its first letters, in the language of the screens. */
function monthOf(name: string, { names }: MonthNames): number | null {
  const plain = (text: string) => text.replaceAll(".", "").toLowerCase();
  const typed = plain(name);
  const found = names.flatMap((month, index) =>
    typed.length >= 3 && (typed.startsWith(plain(month)) || plain(month).startsWith(typed))
      ? [index + 1]
      : [],
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The parts that are there, as an ISO date of that precision, where there is such a day. */
function iso(parts: readonly (string | undefined)[]): string | null {
  const given = parts.filter((part) => part !== undefined);
  const text = given.map((part, index) => part.padStart(index === 0 ? 4 : 2, "0")).join("-");
  const date = readDate(text);
  if (!date) return null;
  if (date.day === null || date.month === null) return text;
  const day = new Date(Date.UTC(date.year, date.month - 1, date.day));
  return day.getUTCDate() === date.day ? text : null;
}
