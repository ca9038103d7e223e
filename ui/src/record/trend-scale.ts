/** Positions and ticks of a trend chart. */
import type { TrendPanel, TrendPoint } from "../contract/contract";
import { dayNumber } from "../l10n/dates";

export type Scale = { from: number; to: number; at: (value: number) => number };

export function linearScale(from: number, to: number, start: number, end: number): Scale {
  const span = to - from;
  return {
    from,
    to,
    at: (value) =>
      span === 0 ? (start + end) / 2 : start + ((value - from) / span) * (end - start),
  };
}

/** Round numbers that cover the range in about `count` steps. */
export function roundTicks(from: number, to: number, count: number): number[] {
  if (!(to > from)) return [from];
  const raw = (to - from) / count;
  const magnitude = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((unit) => unit * magnitude).find((unit) => unit >= raw) ?? raw;
  const ticks: number[] = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to + step * 1e-9; tick += step)
    ticks.push(Number(tick.toPrecision(12)));
  return ticks;
}

export type Placed = TrendPoint & { day: number; series: number };

/** The points of one axis that have a place in time, of all its series, oldest first. */
export function placedPoints(panel: TrendPanel | undefined): Placed[] {
  return (panel?.series ?? [])
    .flatMap(({ points }, series) =>
      points.flatMap((point) => {
        const day = dayNumber(point.date);
        return day === null ? [] : [{ ...point, day, series }];
      }),
    )
    .sort((a, b) => a.day - b.day || a.series - b.series);
}

/** The lowest and highest of all numbers, reference ranges included, with a little room. */
export function valueExtent(points: readonly Placed[]): [number, number] {
  const all = points.flatMap(({ number, low, high }) =>
    [number, low, high].filter((value): value is number => value !== null),
  );
  const from = Math.min(...all);
  const to = Math.max(...all);
  const room = to > from ? (to - from) * 0.08 : Math.abs(to) * 0.1 || 1;
  return [from - room, to + room];
}

/** First days of years, or of months where the span is short, to mark on the time axis. */
export function timeTicks(from: number, to: number): { day: number; raw: string }[] {
  const start = new Date(from * 86_400_000);
  const years = (to - from) / 365.25;
  const stepMonths =
    years > 2 ? Math.ceil(years / 5) * 12 : Math.max(1, Math.ceil((years * 12) / 4));
  const ticks: { day: number; raw: string }[] = [];
  let month = years > 2 ? 0 : start.getUTCMonth();
  for (const year = start.getUTCFullYear(); ticks.length < 12; month += stepMonths) {
    const day = Date.UTC(year, month, 1) / 86_400_000;
    if (day > to) break;
    const iso = new Date(day * 86_400_000).toISOString();
    if (day >= from) ticks.push({ day, raw: iso.slice(0, years > 2 ? 4 : 7) });
  }
  return ticks;
}
