/** The reference range behind a line: it may change from one point to the next. */
import type { Placed, Scale } from "./trend-scale";

export type Band = { x: number; y: number; width: number; height: number };

export function bandOf(points: readonly Placed[], x: Scale, y: Scale): Band[] {
  const bands: Band[] = [];
  points.forEach((point, index) => {
    if (point.low === null && point.high === null) return;
    const left = index === 0 ? x.at(point.day) - 6 : x.at(point.day);
    const next = points[index + 1];
    const right = next ? x.at(next.day) : x.at(point.day) + 6;
    const upper = y.at(point.high ?? y.to);
    const lower = y.at(point.low ?? y.from);
    const before = bands.at(-1);
    const continues =
      before && Math.abs(before.x + before.width - left) < 0.01 && before.y === upper;
    if (continues && before.height === lower - upper) before.width = right - before.x;
    else bands.push({ x: left, y: upper, width: Math.max(0, right - left), height: lower - upper });
  });
  return bands;
}
