/** The age beside a birth date, as precise as the birth date allows. */
import { type Calendar, dayNumber, readDate } from "./dates";

export type Age = { unit: "years" | "months" | "days"; count: number; about: boolean };

/**
 * The age on a day, both as ISO dates of any precision. `about` where one of them is partial. `null`
 * where a year is unknown or the day lies before the birth.
 */
export function ageOn(birth: string, day: string): Age | null {
  const from = readDate(birth);
  const to = readDate(day);
  if (!from || !to) return null;
  const about = from.day === null || to.day === null;
  const months = monthsBetween(from, to);
  if (months < 0) return null;
  if (about) return aboutAge(from, to, months);
  const days = Math.floor((dayNumber(day) ?? 0) - (dayNumber(birth) ?? 0));
  if (days < 28) return { unit: "days", count: days, about };
  if (months < 24) return { unit: "months", count: months, about };
  return { unit: "years", count: Math.floor(months / 12), about };
}

function monthsBetween(from: Calendar, to: Calendar): number {
  const whole = (to.year - from.year) * 12 + ((to.month ?? 1) - (from.month ?? 1));
  return (to.day ?? 1) < (from.day ?? 1) ? whole - 1 : whole;
}

function aboutAge(from: Calendar, to: Calendar, months: number): Age {
  const monthKnown = from.month !== null && to.month !== null;
  if (monthKnown && months < 24) return { unit: "months", count: months, about: true };
  const years = monthKnown ? Math.floor(months / 12) : to.year - from.year;
  return { unit: "years", count: years, about: true };
}
