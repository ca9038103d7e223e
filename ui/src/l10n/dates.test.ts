import { afterEach, describe, expect, it } from "vitest";
import { ageOn } from "./age";
import { dayNumber, formatDay, formatMoment, groupOf, monthNames, readDate } from "./dates";

const months = monthNames("en");
const zone = process.env.TZ;

afterEach(() => {
  process.env.TZ = zone;
});

describe("a date", () => {
  it("is shown as precise as it was sent", () => {
    const shown = ["2019", "2019-03", "2026-02-03", "2026-02-03T14:02:00+01:00"].map((raw) => [
      formatDay(raw, months),
      formatMoment(raw, months),
    ]);
    expect(shown).toEqual([
      ["2019", "2019"],
      ["Mar 2019", "Mar 2019"],
      ["03-Feb-2026", "03-Feb-2026"],
      ["03-Feb-2026", "03-Feb-2026 14:02"],
    ]);
  });

  it("is the same day in every time zone", () => {
    for (const name of ["Pacific/Kiritimati", "UTC", "America/Los_Angeles", "Pacific/Niue"]) {
      process.env.TZ = name;
      expect(formatDay("1961-02-03", monthNames("en"))).toBe("03-Feb-1961");
      expect(formatMoment("2026-02-03T23:30:00-10:00", monthNames("en"))).toBe("03-Feb-2026 23:30");
      expect(ageOn("2000-03-01", "2026-03-01")).toMatchObject({ count: 26 });
    }
  });

  it("comes back as it is when it is none", () => {
    for (const raw of ["", "unknown", "2019-13", "2019-02-40", "03/02/2026", "2019-3", "20190203"])
      expect(formatMoment(raw, months)).toBe(raw);
  });

  it("stands in the group of its month, its year or of the undated", () => {
    const at = (raw: string, precision: "year" | "month" | "day" | "unreadable") =>
      groupOf({ raw, sort: raw, precision });
    expect(at("2026-02-03", "day")).toBe("2026-02");
    expect(at("2026", "year")).toBe("2026");
    expect(at("soon", "unreadable")).toBe("");
    expect(groupOf(null)).toBe("");
  });

  it("has a place on a time axis by its own clock", () => {
    expect(dayNumber("1970-01-02T12:00:00+09:00")).toBe(1.5);
    expect(dayNumber("1970")).toBe(0);
    expect(dayNumber("never")).toBeNull();
    expect(readDate("2020-02-29T05:06:07.123Z")?.time).toBe("05:06");
  });
});

describe("an age", () => {
  it("is exact for whole dates and counts a birthday on its day", () => {
    expect(ageOn("1961-02-03", "2026-02-02")).toEqual({ unit: "years", count: 64, about: false });
    expect(ageOn("1961-02-03", "2026-02-03")).toEqual({ unit: "years", count: 65, about: false });
  });

  it("is in days and months for small children", () => {
    expect(ageOn("2026-02-03", "2026-02-13")).toEqual({ unit: "days", count: 10, about: false });
    expect(ageOn("2025-02-03", "2026-02-02")).toEqual({ unit: "months", count: 11, about: false });
  });

  it("says about where a date is partial, and nothing without a year or before the birth", () => {
    expect(ageOn("1961", "2026-02-03")).toEqual({ unit: "years", count: 65, about: true });
    expect(ageOn("1961-05", "2026-02-03")).toEqual({ unit: "years", count: 64, about: true });
    expect(ageOn("1961-05-01", "2020")).toEqual({ unit: "years", count: 59, about: true });
    expect(ageOn("unknown", "2026-02-03")).toBeNull();
    expect(ageOn("2027-01-01", "2026-02-03")).toBeNull();
  });
});
