/** How a point is marked: by shape and letter, so that no meaning rests on a colour. */
import type { TrendPoint } from "../contract/contract";
import { flagTone, isTelling } from "./entry-words";

export type Shape = "plain" | "high" | "low" | "other";

const high = new Set(["H", "HH", "HU", "HX", ">", "U"]);
const low = new Set(["L", "LL", "LU", "LX", "<", "D"]);

/** The shape of a flag as sent. */
export function shapeOf(flag: string | null): Shape {
  if (!flag || !isTelling(flag)) return "plain";
  if (high.has(flag)) return "high";
  if (low.has(flag)) return "low";
  return "other";
}

/** The outline of a shape around a place. */
export function outline(shape: Shape, x: number, y: number, size: number): string {
  const at = (dx: number, dy: number) => `${(x + dx).toFixed(1)},${(y + dy).toFixed(1)}`;
  switch (shape) {
    case "high":
      return [at(0, -size), at(size, size * 0.8), at(-size, size * 0.8)].join(" ");
    case "low":
      return [at(0, size), at(size, -size * 0.8), at(-size, -size * 0.8)].join(" ");
    case "other":
      return [at(0, -size), at(size, 0), at(0, size), at(-size, 0)].join(" ");
    case "plain":
      return "";
  }
}

export function toneOf(point: TrendPoint): "abnormal" | "critical" | undefined {
  if (!point.flag || !isTelling(point.flag)) return undefined;
  const tone = flagTone(point.flag);
  return tone === "plain" ? undefined : tone;
}

/** Where the true value lies of a point that is only a bound; `null` where nobody can say. */
export function boundOf(comparator: string | null): "below" | "above" | null {
  if (comparator === "<" || comparator === "<=") return "below";
  if (comparator === ">" || comparator === ">=") return "above";
  return null;
}

export type Stretch<P> = { points: readonly P[]; certain: boolean };

/** A line in stretches: from and to a point that is only a bound, nothing is certain. */
export function stretches<P extends Pick<TrendPoint, "comparator">>(
  points: readonly P[],
): Stretch<P>[] {
  const all: Stretch<P>[] = [];
  points.slice(1).forEach((point, index) => {
    const before = points[index];
    if (!before) return;
    const certain = !before.comparator && !point.comparator;
    const last = all.at(-1);
    if (last && last.certain === certain)
      all[all.length - 1] = { certain, points: [...last.points, point] };
    else all.push({ certain, points: [before, point] });
  });
  return all;
}
