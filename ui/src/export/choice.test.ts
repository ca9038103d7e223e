import { describe, expect, it } from "vitest";
import { allOfIt, choiceOf, isDate, isUsable } from "./choice";

const sections = ["problems", "results"] as const;

describe("what was chosen", () => {
  it("reads years, months and days, and nothing else", () => {
    for (const date of ["", "2024", "2024-03", "2024-03-15", " 2024 "])
      expect(isDate(date)).toBe(true);
    for (const none of ["24", "2024-13", "2024-3", "2024-03-32", "15.03.2024", "2024-03-15T00:00"])
      expect(isDate(none)).toBe(false);
  });

  it("goes back whole years from today", () => {
    const from = (time: "year" | "five", today: string) =>
      choiceOf({ ...allOfIt, time }, sections, today).from;
    expect(from("year", "2026-12-01")).toBe("2025-12-01");
    expect(from("five", "2024-02-29")).toBe("2019-02");
  });

  it("has a section that comes later, and none that was taken out", () => {
    const chosen = { ...allOfIt, without: ["results" as const] };
    expect(choiceOf(chosen, sections, "2026-12-01").sections).toEqual(["problems"]);
  });

  it("minds a time only where one is asked for", () => {
    const typed = { ...allOfIt, from: "yesterday" };
    expect(isUsable(typed)).toBe(true);
    expect(isUsable({ ...typed, time: "range" })).toBe(false);
  });
});
