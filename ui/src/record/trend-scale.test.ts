import { describe, expect, it } from "vitest";
import type { TrendPoint } from "../contract/contract";
import { bandOf } from "./trend-band";
import { linearScale, placedPoints, roundTicks, timeTicks, valueExtent } from "./trend-scale";

function point(date: string, number: number, part: Partial<TrendPoint> = {}): TrendPoint {
  return {
    key: `o/${date}`,
    date,
    number,
    text: String(number),
    comparator: null,
    flag: null,
    low: null,
    high: null,
    unit: null,
    range: null,
    status: null,
    standing: "current",
    source: null,
    converted: false,
    ...part,
  };
}

const trend = (...points: TrendPoint[]) => ({
  unit: null,
  converted: [],
  pressure: false,
  series: [{ title: "t", points }],
});

describe("a trend", () => {
  it("places its points in time and leaves out what has no place", () => {
    const placed = placedPoints(trend(point("2026-01-02", 2), point("2026", 1), point("soon", 3)));
    expect(placed.map(({ date }) => date)).toEqual(["2026", "2026-01-02"]);
  });

  it("makes room for its reference range", () => {
    const [low, high] = valueExtent(placedPoints(trend(point("2026", 7, { low: 4, high: 5.6 }))));
    expect(low).toBeLessThan(4);
    expect(high).toBeGreaterThan(7);
  });

  it("has a flat line in the middle and not nowhere", () => {
    const [low, high] = valueExtent(placedPoints(trend(point("2025", 0), point("2026", 0))));
    expect(high).toBeGreaterThan(low);
    expect(linearScale(3, 3, 0, 10).at(3)).toBe(5);
  });

  it("marks round numbers and first days", () => {
    expect(roundTicks(3.6, 8.1, 5)).toEqual([4, 5, 6, 7, 8]);
    expect(roundTicks(0.01, 0.05, 4)).toEqual([0.01, 0.02, 0.03, 0.04, 0.05]);
    const ticks = timeTicks(Date.UTC(2016, 2) / 864e5, Date.UTC(2026, 10) / 864e5);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.every(({ raw }) => /^\d{4}$/.test(raw))).toBe(true);
  });

  it("draws one band for one range, and another where the range changes", () => {
    const x = linearScale(0, 1e6, 0, 100);
    const y = linearScale(0, 10, 100, 0);
    const range = { low: 4, high: 6 };
    const same = placedPoints(trend(point("2020", 5, range), point("2021", 5, range)));
    const changed = placedPoints(
      trend(point("2020", 5, range), point("2021", 5, { low: 3, high: 6 })),
    );
    expect(bandOf(same, x, y)).toHaveLength(1);
    expect(bandOf(changed, x, y)).toHaveLength(2);
    expect(bandOf(placedPoints(trend(point("2020", 5))), x, y)).toEqual([]);
  });
});
