/** Where the panels of a chart lie: below each other, on one axis of time. */
import type { Panel } from "./trend-panels";

export type Box = { left: number; right: number; top: number; bottom: number };

export type Layout = { width: number; height: number; boxes: readonly Box[]; left: number };

const axis = 24;
const name = 28;

/** `tall`: as high as the chart may become; else each panel has its usual height. */
export function layoutOf(panels: readonly Panel[], width: number, tall: number | null): Layout {
  const usual = panels.length > 1 ? 130 : 160;
  const room = tall === null ? usual : (tall - axis) / Math.max(1, panels.length) - name;
  const inner = Math.min(420, Math.max(110, room));
  const left = 46;
  const boxes = panels.map((_, index) => {
    const top = index * (inner + name) + name;
    return { left, right: width - 12, top, bottom: top + inner - 8 };
  });
  return { width, height: panels.length * (inner + name) + axis, boxes, left };
}

/** A name for a place in a list that keeps its order. */
export function ordinal(index: number): string {
  return `n${index}`;
}
