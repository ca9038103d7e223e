/** The values of a trend, newest first. */
import type { Trend } from "../contract/contract";
import { useWords } from "../l10n/words";
import styles from "./TrendTable.module.css";
import { type Placed, placedPoints } from "./trend-scale";

export function TrendTable({ trend }: { trend: Trend }) {
  const words = useWords();
  const panel = trend.panels[0];
  const all = panel?.series ?? [];
  const rows = rowsOf(placedPoints(panel));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable
    <div className={styles.scroll} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.say("field-date")}</th>
            {all.map(({ title }) => (
              <th scope="col" key={title}>
                {title} {panel?.unit && <span className={styles.quiet}>{panel.unit}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((points) => (
            <tr key={`${points[0]?.key} ${points[0]?.date}`}>
              <th scope="row">{words.moment(points[0]?.date ?? "")}</th>
              {all.map(({ title }, series) => {
                const point = points.find((one) => one.series === series);
                return <td key={title}>{point && pointText(point)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function rowsOf(points: readonly Placed[]): Placed[][] {
  const rows = new Map<string, Placed[]>();
  for (const point of points) rows.set(point.key, [...(rows.get(point.key) ?? []), point]);
  return [...rows.values()].reverse();
}

export function pointText({ comparator, text, flag }: Placed): string {
  return [comparator, text, flag].filter(Boolean).join(" ");
}
