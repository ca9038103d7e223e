/**
 * Dates as they were sent, never more precise and never moved to another time zone: a date is read
 * with a pattern and not with `new Date()`, which would shift "1961-02-03" by the zone of the reader.
 */
import type { PartialDate } from "../contract/contract";

export type Calendar = {
  year: number;
  month: number | null;
  day: number | null;
  /** "14:02" in the zone in which it was sent. */
  time: string | null;
};

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})\S*)?)?)?$/;

/** Reads an ISO date of any precision; `null` for anything else. */
export function readDate(raw: string): Calendar | null {
  const found = shape.exec(raw.trim());
  if (!found?.[1]) return null;
  const month = found[2] ? Number(found[2]) : null;
  const day = found[3] ? Number(found[3]) : null;
  if (month !== null && (month < 1 || month > 12)) return null;
  if (day !== null && (day < 1 || day > 31)) return null;
  return { year: Number(found[1]), month, day, time: found[4] ?? null };
}

/** The short names of the months in a language, and what stands between a day and its month. */
export type MonthNames = { names: readonly string[]; afterDay: "-" | "." };

/** As they stand beside a day: "Feb." and not "Feb" in German. The days are fixed, so no zone plays a part. */
export function monthNames(language: string): MonthNames {
  const whole = { day: "2-digit", month: "short", year: "numeric", timeZone: "UTC" } as const;
  const format = new Intl.DateTimeFormat(language, whole);
  const names = Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(Date.UTC(2001, month, 15));
    return parts.find(({ type }) => type === "month")?.value ?? String(month + 1);
  });
  return { names, afterDay: language === "de" ? "." : "-" };
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** "2019", "Mar 2019" or "03-Feb-2026"; in German "03. Feb. 2026". Text that is no date comes back as it is. */
export function formatDay(raw: string, months: MonthNames): string {
  const date = readDate(raw);
  if (!date) return raw;
  const year = pad(date.year, 4);
  if (date.month === null) return year;
  const month = months.names[date.month - 1] ?? pad(date.month, 2);
  if (date.day === null) return `${month} ${year}`;
  const day = pad(date.day, 2);
  return months.afterDay === "-" ? `${day}-${month}-${year}` : `${day}. ${month} ${year}`;
}

/** The day and, where it was sent, the time: "03-Feb-2026 14:02". */
export function formatMoment(raw: string, months: MonthNames): string {
  const time = readDate(raw)?.time;
  return time ? `${formatDay(raw, months)} ${time}` : formatDay(raw, months);
}

/** A group of a timeline: "2026-03" for a month, "2026" where only the year is known, "" undated. */
export function groupOf(date: PartialDate | null): string {
  const read = date && date.precision !== "unreadable" ? readDate(date.raw) : null;
  if (!read) return "";
  const year = pad(read.year, 4);
  return read.month === null ? year : `${year}-${pad(read.month, 2)}`;
}

/** A position on a time axis in days; only for drawing. */
export function dayNumber(raw: string): number | null {
  const date = readDate(raw);
  if (!date) return null;
  const [hour = 0, minute = 0] = date.time?.split(":").map(Number) ?? [];
  const time = Date.UTC(date.year, (date.month ?? 1) - 1, date.day ?? 1, hour, minute);
  return time / 86_400_000;
}

/** A moment of this computer's own clock, in its own zone: "14:02", or with the day if not today. */
export function formatClock(instant: string, now: Date, months: MonthNames): string {
  const moment = new Date(instant);
  if (Number.isNaN(moment.getTime())) return instant;
  const time = `${pad(moment.getHours(), 2)}:${pad(moment.getMinutes(), 2)}`;
  const day = isoDay(moment);
  return day === isoDay(now) ? time : `${formatDay(day, months)} ${time}`;
}

/** A moment of this computer's own clock for paper, where "today" says nothing: day, time and zone. */
export function formatStamp(instant: string, months: MonthNames): string {
  const moment = new Date(instant);
  if (Number.isNaN(moment.getTime())) return instant;
  const time = `${pad(moment.getHours(), 2)}:${pad(moment.getMinutes(), 2)}`;
  const offset = -moment.getTimezoneOffset();
  const zone = `${pad(Math.floor(Math.abs(offset) / 60), 2)}:${pad(Math.abs(offset) % 60, 2)}`;
  return `${formatDay(isoDay(moment), months)} ${time} (UTC${offset < 0 ? "-" : "+"}${zone})`;
}

/** The local calendar day of a moment. */
export function isoDay(moment: Date): string {
  return `${pad(moment.getFullYear(), 4)}-${pad(moment.getMonth() + 1, 2)}-${pad(moment.getDate(), 2)}`;
}
