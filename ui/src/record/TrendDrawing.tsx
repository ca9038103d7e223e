/** One panel of a chart: its reference ranges, lines and marks. */
import { useWords } from "../l10n/words";
import styles from "./TrendChart.module.css";
import { bandOf } from "./trend-band";
import type { Box } from "./trend-layout";
import { ordinal } from "./trend-layout";
import { boundOf, outline, shapeOf, stretches, toneOf } from "./trend-marks";
import { type Panel, thinned } from "./trend-panels";
import { linearScale, type Placed, roundTicks, type Scale, valueExtent } from "./trend-scale";

type Props = { panel: Panel; box: Box; x: Scale; letters: boolean };

export function TrendDrawing({ panel, box, x, letters }: Props) {
  const words = useWords();
  const unit = panel.unit ?? words.say("trend-no-unit");
  const y = valueScale(panel, box);
  const lines = panel.series.map((_, series) =>
    thinned(panel.points.filter((point) => point.series === series)),
  );
  return (
    <g>
      <text className={styles.name} x={box.left} y={box.top - 10}>
        {shortened(panel.title, box.right - box.left - letterWidth * (unit.length + 2))}
        <tspan className={styles.unit} dx="6">
          {unit}
        </tspan>
      </text>
      {lines.map((points, series) =>
        bandOf(points, x, y).map((band) => (
          <rect key={`${ordinal(series)} ${band.x}`} {...band} className={styles.band} />
        )),
      )}
      {roundTicks(y.from, y.to, 4).map((tick) => (
        <g key={tick} className={styles.tick}>
          <line x1={box.left} x2={box.right} y1={y.at(tick)} y2={y.at(tick)} />
          <text x={box.left - 6} y={y.at(tick)} dy="0.32em" textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {panel.pressure && <Pressures points={lines.flat()} x={x} y={y} />}
      {lines.map((points, series) => (
        <g key={ordinal(series)} data-series={series}>
          {stretches(points).map(({ points: some, certain }) => (
            <polyline
              key={`${some[0]?.key} ${certain}`}
              className={styles.line}
              data-series={series}
              data-certain={certain}
              points={some.map((one) => `${x.at(one.day)},${y.at(one.number)}`).join(" ")}
            />
          ))}
          <Marks points={points} x={x} y={y} letters={letters} />
        </g>
      ))}
    </g>
  );
}

/** Letters of the name's size are this wide, more or less. */
const letterWidth = 6.2;

/** A name that would run out of the drawing. The whole of it is the heading of the details. */
export function shortened(name: string, width: number): string {
  const room = Math.max(8, Math.floor(width / letterWidth));
  return name.length <= room ? name : `${name.slice(0, room - 1).trimEnd()}…`;
}

export function valueScale(panel: Panel, box: Box): Scale {
  const [low, high] = valueExtent(panel.points);
  return linearScale(low, high, box.bottom, box.top);
}

/** From the diastolic to the systolic of one measurement. */
function Pressures({ points, x, y }: { points: readonly Placed[]; x: Scale; y: Scale }) {
  const pairs = new Map<string, Placed[]>();
  for (const point of points) pairs.set(point.key, [...(pairs.get(point.key) ?? []), point]);
  return [...pairs].flatMap(([key, [one, other]]) =>
    one && other
      ? [
          <line
            key={key}
            className={styles.pressure}
            x1={x.at(one.day)}
            x2={x.at(other.day)}
            y1={y.at(one.number)}
            y2={y.at(other.number)}
          />,
        ]
      : [],
  );
}

type MarksProps = { points: readonly Placed[]; x: Scale; y: Scale; letters: boolean };

function Marks({ points, x, y, letters }: MarksProps) {
  const size = points.length > 120 ? 2.2 : points.length > 50 ? 3 : 3.6;
  let taken = -Infinity;
  return points.map((point) => {
    const [px, py] = [x.at(point.day), y.at(point.number)];
    const shape = shapeOf(point.flag);
    // Letters that would lie on each other say nothing; the shape stands at every point.
    const isLettered = letters && shape !== "plain" && px - taken > 13;
    if (isLettered) taken = px;
    return (
      <g key={`${point.key} ${point.series}`} data-point={point.key}>
        <Mark point={point} px={px} py={py} size={size} />
        {isLettered && (
          <text
            className={styles.letter}
            data-tone={toneOf(point)}
            x={px}
            y={shape === "low" ? py + 16 : py - 8}
            textAnchor="middle"
          >
            {point.flag}
          </text>
        )}
      </g>
    );
  });
}

type MarkProps = { point: Placed; px: number; py: number; size: number };

function Mark({ point, px, py, size }: MarkProps) {
  const shape = shapeOf(point.flag);
  const bound = boundOf(point.comparator);
  const common = {
    className: styles.point,
    "data-series": point.series,
    "data-tone": toneOf(point),
    "data-open": point.comparator !== null || undefined,
    "data-tentative": point.standing === "tentative" || undefined,
  };
  const direction = bound === "below" ? 1 : -1;
  return (
    <>
      {shape === "plain" ? (
        <circle {...common} cx={px} cy={py} r={size} />
      ) : (
        <polygon {...common} points={outline(shape, px, py, size + 1.4)} />
      )}
      {bound && (
        <path
          className={styles.arrow}
          data-series={point.series}
          d={`M${px},${py + direction * (size + 1)}v${direction * 9}m-3,${-direction * 3.5}l3,${direction * 3.5}l3,${-direction * 3.5}`}
        />
      )}
    </>
  );
}
