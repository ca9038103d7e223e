/** Going from point to point of a chart: along the time, from panel to panel, or with the pointer. */
import type { Layout } from "./trend-layout";
import type { Panel } from "./trend-panels";
import { linearScale, type Scale, valueExtent } from "./trend-scale";

export type At = { panel: number; index: number };

/** Where a key leads; `null` where it is none of the chart's. */
export function step(panels: readonly Panel[], at: At, key: string): At | null {
  const points = panels[at.panel]?.points ?? [];
  const last = points.length - 1;
  const to = (index: number) => ({ ...at, index: Math.max(0, Math.min(last, index)) });
  switch (key) {
    case "ArrowLeft":
      return to(at.index - 1);
    case "ArrowRight":
      return to(at.index + 1);
    case "PageUp":
      return to(at.index - 10);
    case "PageDown":
      return to(at.index + 10);
    case "Home":
      return to(0);
    case "End":
      return to(last);
    case "ArrowUp":
      return beside(panels, at, -1);
    case "ArrowDown":
      return beside(panels, at, 1);
    default:
      return null;
  }
}

/** The point of the next panel that is nearest in time. */
function beside(panels: readonly Panel[], at: At, direction: 1 | -1): At {
  const day = panels[at.panel]?.points[at.index]?.day ?? 0;
  for (let panel = at.panel + direction; panels[panel]; panel += direction) {
    const points = panels[panel]?.points ?? [];
    if (points.length > 0) return { panel, index: nearestInTime(points, day) };
  }
  return at;
}

function nearestInTime(points: Panel["points"], day: number): number {
  const distance = (index: number) => Math.abs((points[index]?.day ?? Infinity) - day);
  return points.reduce((best, _, index) => (distance(index) < distance(best) ? index : best), 0);
}

type Place = { x: number; y: number };

/** The point nearest to a place; nearness in time counts more. */
export function nearest(
  panels: readonly Panel[],
  layout: Layout,
  x: Scale,
  place: Place,
): At | null {
  const panel = layout.boxes.findIndex(({ bottom }) => place.y <= bottom + 12);
  const box = layout.boxes[panel];
  const points = panels[panel]?.points ?? [];
  if (!box || points.length === 0) return null;
  const [low, high] = valueExtent(points);
  const y = linearScale(low, high, box.bottom, box.top);
  let best = { index: 0, distance: Infinity };
  points.forEach((point, index) => {
    const distance = Math.hypot(x.at(point.day) - place.x, (y.at(point.number) - place.y) / 3);
    if (distance < best.distance) best = { index, distance };
  });
  return { panel, index: best.index };
}
