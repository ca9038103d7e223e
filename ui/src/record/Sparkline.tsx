/** The shape of a trend in a row. The chart and its table are in the details. */
import type { Section, Trend } from "../contract/contract";
import styles from "./Sparkline.module.css";
import { linearScale, type Placed, placedPoints } from "./trend-scale";
import { useTrend } from "./useTrend";

const width = 80;
const height = 22;
const points = 40;

type Props = { session: string; analyte: string; section: Section };

export function Sparkline({ session, analyte, section }: Props) {
  const state = useTrend(session, analyte, section);
  if (!state?.trend) return null;
  return <Lines trend={state.trend} />;
}

function Lines({ trend }: { trend: Trend }) {
  const series = trend.panels[0]?.series ?? [];
  const placed = placedPoints(trend.panels[0]).slice(-points * series.length);
  if (placed.length < 2) return null;
  const numbers = placed.map(({ number }) => number);
  const x = linearScale(placed[0]?.day ?? 0, placed.at(-1)?.day ?? 0, 3, width - 4);
  const y = linearScale(Math.min(...numbers), Math.max(...numbers), height - 4, 4);
  const place = (point: Placed) => [x.at(point.day), y.at(point.number)] as const;
  return (
    <svg className={styles.spark} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {series.map(({ title }, index) => {
        const own = placed.filter((point) => point.series === index);
        const last = own.at(-1);
        const [cx, cy] = last ? place(last) : [0, 0];
        return (
          <g key={title} data-series={index}>
            <polyline points={own.map((point) => place(point).join(",")).join(" ")} />
            {last && <circle cx={cx} cy={cy} r="2.2" />}
          </g>
        );
      })}
    </svg>
  );
}
