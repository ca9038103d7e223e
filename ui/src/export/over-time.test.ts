import { describe, expect, it } from "vitest";
import type { Entry, Value } from "../contract/contract";
import { entry } from "../test/make";
import { coursesOf } from "./over-time";

function value(number: number, unit: string): Value {
  return { text: String(number), number, comparator: null, unit, flag: null, range: null };
}

function measured(key: string, day: string, number: number, unit: string): Entry {
  const date = { sort: day, raw: day, precision: "day" as const };
  return entry({ key, section: "results", analyte: "hba1c", date, value: value(number, unit) });
}

describe("courses on paper", () => {
  it("never draws two units as one line", () => {
    const rows = [
      measured("Observation/4", "2024-04-01", 7.4, "%"),
      measured("Observation/3", "2024-03-01", 57, "mmol/mol"),
      measured("Observation/2", "2024-02-01", 7.6, "%"),
      measured("Observation/1", "2024-01-01", 7.9, "%"),
    ];
    const [course] = coursesOf(rows);
    expect(course?.newest.key).toBe("Observation/4");
    const lines = course?.lines.map((line) => line.map(({ number }) => number));
    expect(lines).toEqual([[7.9, 7.6, 7.4]]);
  });

  it("draws no bound as if it were measured", () => {
    const rows = [4, 3, 2, 1].map((day) =>
      measured(`Observation/${day}`, `2024-01-0${day}`, day, "%"),
    );
    const [first] = rows;
    if (first?.value) first.value = { ...first.value, comparator: "<" };
    expect(coursesOf(rows)[0]?.lines[0]).toHaveLength(3);
  });

  it("draws no course of two points, and none of what is not a fact", () => {
    const rows = [1, 2, 3].map((day) => ({
      ...measured(`Observation/${day}`, `2024-01-0${day}`, day, "%"),
      standing: "notAFact" as const,
    }));
    expect(coursesOf(rows)).toEqual([]);
    expect(coursesOf([measured("a", "2024", 1, "%"), measured("b", "2023", 2, "%")])).toEqual([]);
  });
});
