/** What a person chose to take along, as the dialog holds it. */
import type { ExportChoice, ExportForm, ExportSection, Section } from "../contract/contract";

export const forms = ["print", "csv", "bundle", "ips"] as const;
export type Form = (typeof forms)[number];

export const times = ["all", "year", "five", "range"] as const;
export type Time = (typeof times)[number];

export type Chosen = {
  /** Sections that were taken out: one that comes later is in. */
  without: readonly Section[];
  time: Time;
  from: string;
  to: string;
  historical: boolean;
  notFacts: boolean;
  form: Form;
};

export const allOfIt: Chosen = {
  without: [],
  time: "all",
  from: "",
  to: "",
  historical: true,
  notFacts: false,
  form: "print",
};

const partialDate = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** A year, a month or a day; nothing is as good as a date. */
export function isDate(typed: string): boolean {
  return typed.trim() === "" || partialDate.test(typed.trim());
}

export function isUsable({ time, from, to }: Chosen): boolean {
  return time !== "range" || (isDate(from) && isDate(to));
}

/** The choice for the core. `today`: the local day. */
export function choiceOf(
  chosen: Chosen,
  sections: readonly Section[],
  today: string,
): ExportChoice {
  const { historical, notFacts } = chosen;
  const { from, to } = rangeOf(chosen, today);
  return {
    sections: sections.filter((section) => !chosen.without.includes(section)),
    historical,
    notFacts,
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
}

function rangeOf({ time, from, to }: Chosen, today: string): { from: string; to: string } {
  switch (time) {
    case "all":
      return { from: "", to: "" };
    case "year":
      return { from: yearsBefore(today, 1), to: "" };
    case "five":
      return { from: yearsBefore(today, 5), to: "" };
    case "range":
      return { from: from.trim(), to: to.trim() };
  }
}

/** 29 February has no day of its own in most years: the month is said. */
function yearsBefore(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) - years).padStart(4, "0");
  const rest = day.slice(4);
  return rest === "-02-29" ? `${year}-02` : `${year}${rest}`;
}

/** How a section that is not complete is said to be; `null`: nothing is missing. */
export function missingOf({ state }: ExportSection): "loading" | "some" | "all" | "unknown" | null {
  switch (state?.progress) {
    case undefined:
      return "unknown";
    case "loading":
      return "loading";
    case "incomplete":
      return "some";
    case "notAvailable":
      return "all";
    case "complete":
      return null;
  }
}

export function fileForm(form: Form): ExportForm | null {
  return form === "print" ? null : form;
}
