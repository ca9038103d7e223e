/**
 * Values over time as a drawing: a panel for each axis, all on one axis of time, and a readout of the
 * point under the pointer or reached with the arrow keys. The table beside it holds the same values.
 */
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from "react";
import { useWords } from "../l10n/words";
import styles from "./TrendChart.module.css";
import { TrendDrawing, valueScale } from "./TrendDrawing";
import { Readout } from "./TrendReadout";
import { layoutOf } from "./trend-layout";
import type { Drawing } from "./trend-panels";
import { linearScale, type Placed, timeTicks } from "./trend-scale";
import { type At, nearest, step } from "./trend-walk";
import { useWidth } from "./useWidth";

type Props = {
  drawing: Drawing;
  /** The entry whose point is chosen at first. */
  current: string;
  /** As high as it may become. */
  tall: number | null;
  onOpen: (point: Placed) => void;
  onTable: () => void;
  picture?: RefObject<SVGSVGElement | null>;
};

export function TrendChart(props: Props) {
  const { drawing, current, tall, onOpen, onTable, picture } = props;
  const words = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 340);
  const [at, setAt] = useState<At | null>(null);
  const { panels, from, to } = drawing;
  const layout = layoutOf(panels, width, tall);
  const x = linearScale(from, to, layout.left + 8, width - 20);
  const chosen = at ?? startOf(drawing, current);
  const point = panels[chosen.panel]?.points[chosen.index];
  const box = layout.boxes[chosen.panel];
  const panel = panels[chosen.panel];
  const y = panel && box && valueScale(panel, box);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "t") onTable();
    else if (event.key === "Enter" && point) onOpen(point);
    else {
      const next = step(panels, chosen, event.key);
      if (!next) return;
      setAt(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const rect = event.currentTarget.getBoundingClientRect();
    const scale = width / rect.width;
    const place = {
      x: (event.clientX - rect.left) * scale,
      y: (event.clientY - rect.top) * scale,
    };
    setAt(nearest(panels, layout, x, place) ?? chosen);
  };

  return (
    <div className={styles.chart} ref={frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing with points to walk is no fieldset */}
      <div
        role="group"
        id="trend-chart"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk along the points
        tabIndex={0}
        className={styles.focus}
        aria-label={labelOf(drawing, words)}
        onKeyDown={onKeyDown}
      >
        <svg
          ref={picture}
          viewBox={`0 0 ${width} ${layout.height}`}
          width={width}
          height={layout.height}
          aria-hidden="true"
          onPointerMove={onPointerMove}
          onClick={() => point && onOpen(point)}
        >
          {panels.map((one, index) => {
            const place = layout.boxes[index];
            return (
              place && (
                <TrendDrawing key={one.id} panel={one} box={place} x={x} letters={width > 300} />
              )
            );
          })}
          {timeTicks(from, to).map(({ day, raw }) => (
            <text
              key={raw}
              className={styles.time}
              x={x.at(day)}
              y={layout.height - 6}
              textAnchor="middle"
            >
              {words.day(raw)}
            </text>
          ))}
          {point && y && (
            <g className={styles.cursor} data-cursor="">
              <line
                x1={x.at(point.day)}
                x2={x.at(point.day)}
                y1={layout.boxes[0]?.top}
                y2={layout.boxes.at(-1)?.bottom}
              />
              <circle cx={x.at(point.day)} cy={y.at(point.number)} r="7" />
            </g>
          )}
        </svg>
      </div>
      {point && panel && <Readout point={point} panel={panel} />}
    </div>
  );
}

function startOf({ panels }: Drawing, current: string): At {
  for (const [panel, { points }] of panels.entries()) {
    const index = points.findLastIndex(({ key }) => key === current);
    if (index >= 0) return { panel, index };
  }
  const panel = Math.max(
    0,
    panels.findIndex(({ points }) => points.length > 0),
  );
  return { panel, index: (panels[panel]?.points.length ?? 1) - 1 };
}

function labelOf({ panels }: Drawing, words: ReturnType<typeof useWords>): string {
  const days = panels.flatMap(({ points }) => points).sort((a, b) => a.day - b.day);
  return words.say("trend-chart-label", {
    title: [...new Set(panels.map(({ title }) => title))].join(", "),
    count: days.length,
    first: words.day(days[0]?.date ?? ""),
    last: words.day(days.at(-1)?.date ?? ""),
  });
}
