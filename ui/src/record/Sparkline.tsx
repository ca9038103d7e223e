/**
 * The shape of a trend in a row: the axis of the row's own unit. The chart and its table are in the
 * details.
 */
import type { Section, TrendPanel } from "../contract/contract";
import styles from "./Sparkline.module.css";
import { ordinal } from "./trend-layout";
import { stretches } from "./trend-marks";
import { linearScale, type Placed, placedPoints } from "./trend-scale";
import { useTrend } from "./useTrend";

const width = 80;
const height = 22;
const points = 40;

type Props = { session: string; analyte: string; section: Section };

export function Sparkline({ session, analyte, section }: Props) {
  const state = useTrend(session, analyte, section);
  const panel = state?.trend?.panels[0];
  return panel ? <Lines panel={panel} /> : null;
}

function Lines({ panel }: { panel: TrendPanel }) {
  const placed = placedPoints(panel).slice(-points * panel.series.length);
  if (placed.length < 2) return null;
  const numbers = placed.map(({ number }) => number);
  const x = linearScale(placed[0]?.day ?? 0, placed.at(-1)?.day ?? 0, 3, width - 4);
  const y = linearScale(Math.min(...numbers), Math.max(...numbers), height - 4, 4);
  const place = (point: Placed) => [x.at(point.day), y.at(point.number)] as const;
  return (
    <svg className={styles.spark} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {panel.series.map((_, series) => {
        const own = placed.filter((point) => point.series === series);
        const marked = own.filter((point, index) => point.comparator || index === own.length - 1);
        return (
          <g key={ordinal(series)} data-series={series}>
            {stretches(own).map(({ points: some, certain }) => (
              <polyline
                key={`${some[0]?.key} ${certain}`}
                data-certain={certain}
                points={some.map((point) => place(point).join(",")).join(" ")}
              />
            ))}
            {marked.map((point) => {
              const [cx, cy] = place(point);
              return (
                <circle
                  key={point.key}
                  data-open={point.comparator !== null || undefined}
                  cx={cx}
                  cy={cy}
                  r="2.2"
                />
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}
