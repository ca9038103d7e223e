/** What of several trends is drawn: one panel for each axis, all on one axis of time. */
import type { Trend } from "../contract/contract";
import { type Placed, placedPoints } from "./trend-scale";

/** How much of the past is drawn. */
export const timeRanges = ["1y", "5y", "all"] as const;
export type TimeRange = (typeof timeRanges)[number];

export type Panel = {
  /** Tells it from the others, whatever arrives. */
  id: string;
  title: string;
  unit: string | null;
  /** Units as sent that are drawn in `unit`. */
  converted: readonly string[];
  pressure: boolean;
  series: readonly string[];
  /** Oldest first, of all series, within the range of time. */
  points: readonly Placed[];
};

export type Drawing = {
  panels: readonly Panel[];
  /** The days that the axis of time reaches from and to. */
  from: number;
  to: number;
  /** Points of the panels that are older than the range of time. */
  older: number;
  /** Days between the oldest and the newest of all points. */
  span: number;
};

const year = 365.25;
const days: Record<TimeRange, number> = { "1y": year, "5y": 5 * year, all: Infinity };

/** The range counts back from the newest of all points: a record may have ended years ago. */
export function drawingOf(trends: readonly Trend[], range: TimeRange): Drawing {
  const all = trends.flatMap((trend, index) =>
    trend.panels.map((panel) => ({ trend, index, panel, points: placedPoints(panel) })),
  );
  const every = all.flatMap(({ points }) => points.map(({ day }) => day));
  const newest = every.reduce((a, b) => Math.max(a, b), -Infinity);
  const oldest = every.reduce((a, b) => Math.min(a, b), Infinity);
  const from = Math.max(oldest, newest - days[range]);
  const panels = all.map(({ trend, index, panel, points }) => ({
    id: `${index} ${panel.unit ?? ""} ${panel.series[0]?.title ?? ""}`,
    title: panel.pressure || panel.series.length > 1 ? trend.title : titleOf(trend, panel),
    unit: panel.unit,
    converted: panel.converted,
    pressure: panel.pressure,
    series: panel.series.map(({ title }) => title),
    points: points.filter(({ day }) => day >= from),
  }));
  const drawn = panels.reduce((sum, { points }) => sum + points.length, 0);
  return { panels, from, to: newest, older: every.length - drawn, span: newest - oldest };
}

function titleOf(trend: Trend, panel: Trend["panels"][number]): string {
  const part = panel.series[0]?.title;
  return part && part !== trend.title ? `${trend.title} · ${part}` : trend.title;
}

/** Ranges of time that leave something out, and all. */
export function usefulRanges(span: number): TimeRange[] {
  return timeRanges.filter((range) => range === "all" || span > days[range]);
}

/** More points of one line than this are thinned out to be drawn. */
export const mostDrawn = 600;

/**
 * The points of one line that are drawn: of each stretch of time the first and last, the lowest and
 * highest, and all that are marked. The table and the arrow keys have all of them.
 */
export function thinned(points: readonly Placed[]): readonly Placed[] {
  if (points.length <= mostDrawn) return points;
  const first = points[0]?.day ?? 0;
  const span = (points.at(-1)?.day ?? 0) - first || 1;
  const stretches = new Map<number, Placed[]>();
  for (const point of points) {
    const stretch = Math.min(Math.floor(((point.day - first) / span) * 120), 119);
    stretches.set(stretch, [...(stretches.get(stretch) ?? []), point]);
  }
  return [...stretches.values()].flatMap((all) => {
    const extreme = (better: (a: Placed, b: Placed) => boolean) =>
      all.reduce((best, one) => (better(one, best) ? one : best));
    const kept = new Set([
      all[0],
      all.at(-1),
      extreme((a, b) => a.number < b.number),
      extreme((a, b) => a.number > b.number),
    ]);
    return all.filter((one) => kept.has(one));
  });
}
