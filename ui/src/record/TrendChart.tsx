/**
 * Values over time as a drawing: a reference band, a line for each series, and a readout of the point
 * under the pointer or reached with the arrow keys. The table beside it holds the same values.
 */
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import type { Trend } from "../contract/contract";
import { useWords } from "../l10n/words";
import { flagTone, isTelling } from "./entry-words";
import styles from "./TrendChart.module.css";
import { Readout } from "./TrendReadout";
import { bandOf } from "./trend-band";
import { linearScale, placedPoints, roundTicks, timeTicks, valueExtent } from "./trend-scale";

const width = 360;
const height = 190;
const left = 38;
const right = 8;
const top = 8;
const bottom = 22;

type Props = { trend: Trend; current: string };

export function TrendChart({ trend, current }: Props) {
  const words = useWords();
  const series = trend.panels[0]?.series ?? [];
  const points = placedPoints(trend.panels[0]);
  const start = points.findLastIndex(({ key }) => key === current);
  const [at, setAt] = useState(start >= 0 ? start : points.length - 1);
  const [low, high] = valueExtent(points);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const x = linearScale(first.day, last.day, left + 6, width - right - 6);
  const y = linearScale(low, high, height - bottom, top);
  const point = points[Math.min(at, points.length - 1)];

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -points.length, End: points.length }[
      event.key
    ];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setAt(Math.max(0, Math.min(points.length - 1, at + step)));
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const px = ((event.clientX - box.left) / box.width) * width;
    const py = ((event.clientY - box.top) / box.height) * height;
    const distance = (index: number) => {
      const one = points[index];
      return one ? Math.hypot(x.at(one.day) - px, (y.at(one.number) - py) / 3) : Infinity;
    };
    setAt(points.reduce((best, _, index) => (distance(index) < distance(best) ? index : best), 0));
  };

  return (
    <div className={styles.chart}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing with points to walk is no fieldset */}
      <div
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk along the points
        tabIndex={0}
        className={styles.focus}
        aria-label={words.say("trend-label", {
          title: trend.title,
          count: points.length,
          first: words.day(first.date),
          last: words.day(last.date),
        })}
        onKeyDown={onKeyDown}
      >
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" onPointerMove={onPointerMove}>
          {series.length === 1 &&
            bandOf(points, x, y).map((band) => (
              <rect key={band.x} {...band} className={styles.band} />
            ))}
          {roundTicks(low, high, 5).map((tick) => (
            <g key={tick} className={styles.tick}>
              <line x1={left} x2={width - right} y1={y.at(tick)} y2={y.at(tick)} />
              <text x={left - 6} y={y.at(tick)} dy="0.32em" textAnchor="end">
                {tick}
              </text>
            </g>
          ))}
          {timeTicks(first.day, last.day).map(({ day, raw }) => (
            <text
              key={raw}
              className={styles.time}
              x={x.at(day)}
              y={height - 5}
              textAnchor="middle"
            >
              {words.day(raw)}
            </text>
          ))}
          {series.map(({ title }, index) => (
            <polyline
              key={title}
              className={styles.line}
              data-series={index}
              points={points
                .filter((one) => one.series === index)
                .map((one) => `${x.at(one.day)},${y.at(one.number)}`)
                .join(" ")}
            />
          ))}
          {points.map((one) => (
            <circle
              key={`${one.key} ${one.series}`}
              className={styles.point}
              data-series={one.series}
              data-tone={one.flag && isTelling(one.flag) ? flagTone(one.flag) : undefined}
              cx={x.at(one.day)}
              cy={y.at(one.number)}
              r={points.length > 60 ? 1.8 : 2.8}
            />
          ))}
          {point && (
            <circle
              className={styles.chosen}
              cx={x.at(point.day)}
              cy={y.at(point.number)}
              r="5.5"
            />
          )}
        </svg>
      </div>
      {point && <Readout point={point} trend={trend} />}
    </div>
  );
}
