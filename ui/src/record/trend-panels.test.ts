import { describe, expect, it } from "vitest";
import type { Trend, TrendPanel, TrendPoint } from "../contract/contract";
import { layoutOf } from "./trend-layout";
import { boundOf, shapeOf, stretches } from "./trend-marks";
import { drawingOf, mostDrawn, thinned, usefulRanges } from "./trend-panels";
import { linearScale, placedPoints } from "./trend-scale";
import { nearest, step } from "./trend-walk";

function point(date: string, number: number, part: Partial<TrendPoint> = {}): TrendPoint {
  return {
    key: `Observation/${date}`,
    date,
    number,
    text: String(number),
    unit: "mg/dL",
    comparator: null,
    flag: null,
    low: null,
    high: null,
    range: null,
    status: "final",
    standing: "current",
    source: null,
    converted: false,
    ...part,
  };
}

const panel = (unit: string, ...points: TrendPoint[]): TrendPanel => ({
  unit,
  converted: [],
  pressure: false,
  series: [{ title: "Glucose", points }],
});
const trend = (...panels: TrendPanel[]): Trend => ({ title: "Glucose", panels, undrawn: [] });

describe("a drawing", () => {
  it("has a panel for each axis of each result, on one axis of time", () => {
    const drawing = drawingOf(
      [
        trend(panel("mg/dL", point("2020", 1)), panel("mmol/L", point("2024", 2))),
        trend(panel("%", point("2026-01-01", 3))),
      ],
      "all",
    );
    expect(drawing.panels.map(({ unit }) => unit)).toEqual(["mg/dL", "mmol/L", "%"]);
    expect(drawing.from).toBe(Date.UTC(2020) / 864e5);
    expect(drawing.to).toBe(Date.UTC(2026) / 864e5);
    expect(drawing.older).toBe(0);
  });

  it("counts what a range of time leaves out, and counts it back from the newest value", () => {
    const all = [trend(panel("mg/dL", point("2010", 1), point("2014-06", 2), point("2015", 3)))];
    const drawing = drawingOf(all, "1y");
    expect(drawing.panels[0]?.points.map(({ text }) => text)).toEqual(["2", "3"]);
    expect(drawing.older).toBe(1);
    expect(usefulRanges(drawing.span)).toEqual(["1y", "all"]);
    expect(usefulRanges(300)).toEqual(["all"]);
  });

  it("thins out what it draws, and keeps the lowest and the highest", () => {
    const many = Array.from({ length: 5000 }, (_, index) =>
      point(
        new Date(Date.UTC(2010, 0, index)).toISOString().slice(0, 10),
        index === 2503 ? 999 : index % 7,
      ),
    );
    const placed = placedPoints(panel("mg/dL", ...many));
    const drawn = thinned(placed);
    expect(drawn.length).toBeLessThanOrEqual(mostDrawn);
    expect(drawn.some(({ number }) => number === 999)).toBe(true);
    expect([drawn[0]?.key, drawn.at(-1)?.key]).toEqual([placed[0]?.key, placed.at(-1)?.key]);
    expect(drawn.map(({ day }) => day)).toEqual(drawn.map(({ day }) => day).sort((a, b) => a - b));
    expect(thinned(placed.slice(0, 600))).toHaveLength(600);
  });
});

describe("a mark", () => {
  it("says by its shape what a flag says", () => {
    expect(["H", "HH", "L", "A", "N", null].map(shapeOf)).toEqual([
      "high",
      "high",
      "low",
      "other",
      "plain",
      "plain",
    ]);
  });

  it("joins nothing with a plain line to a value that is only a bound", () => {
    const points = ["", "", "<", "", ""].map((comparator, index) =>
      point(`202${index}`, index, { comparator: comparator || null }),
    );
    const found = stretches(points).map(({ points: some, certain }) => [some.length, certain]);
    expect(found).toEqual([
      [2, true],
      [3, false],
      [2, true],
    ]);
    expect([">=", "<", "ad"].map(boundOf)).toEqual(["above", "below", null]);
  });
});

describe("the way through a chart", () => {
  const { panels } = drawingOf(
    [
      trend(panel("mg/dL", point("2020", 1), point("2022", 2), point("2024", 3))),
      trend(panel("%", point("2021-12", 5), point("2026", 6))),
    ],
    "all",
  );

  it("leads along the time and from panel to panel, and ends at its ends", () => {
    const start = { panel: 0, index: 1 };
    expect(step(panels, start, "ArrowRight")).toEqual({ panel: 0, index: 2 });
    expect(step(panels, { panel: 0, index: 2 }, "ArrowRight")).toEqual({ panel: 0, index: 2 });
    expect(step(panels, start, "Home")).toEqual({ panel: 0, index: 0 });
    expect(step(panels, start, "ArrowDown")).toEqual({ panel: 1, index: 0 });
    expect(step(panels, start, "ArrowUp")).toEqual(start);
    expect(step(panels, start, "x")).toBeNull();
  });

  it("finds the point under the pointer in the panel under it", () => {
    const layout = layoutOf(panels, 600, null);
    const x = linearScale(Date.UTC(2020) / 864e5, Date.UTC(2026) / 864e5, 50, 580);
    const below = (layout.boxes[1]?.top ?? 0) + 20;
    expect(nearest(panels, layout, x, { x: 570, y: below })).toEqual({ panel: 1, index: 1 });
    expect(nearest(panels, layout, x, { x: 60, y: 40 })).toEqual({ panel: 0, index: 0 });
  });
});
