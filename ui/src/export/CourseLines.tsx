/** The shape of a course on paper; the values themselves stand in the rows. */
import { linearScale } from "../record/trend-scale";
import type { Course, Point } from "./over-time";
import styles from "./Paper.module.css";

const width = 96;
const height = 24;

export function CourseLines({ lines }: { lines: Course["lines"] }) {
  const all = lines.flat();
  const days = all.map(({ day }) => day);
  const numbers = all.map(({ number }) => number);
  const x = linearScale(Math.min(...days), Math.max(...days), 3, width - 4);
  const y = linearScale(Math.min(...numbers), Math.max(...numbers), height - 4, 4);
  const place = ({ day, number }: Point) => `${x.at(day)},${y.at(number)}`;
  return (
    <svg className={styles.course} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {lines.map((line, index) => {
        const last = line.at(-1);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one course keep their order
          <g key={index} data-series={index}>
            <polyline points={line.map(place).join(" ")} />
            {last && <circle cx={x.at(last.day)} cy={y.at(last.number)} r="2" />}
          </g>
        );
      })}
    </svg>
  );
}
