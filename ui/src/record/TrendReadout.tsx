/** The chosen point of a chart in words. */
import type { Trend } from "../contract/contract";
import { useWords } from "../l10n/words";
import { isTelling } from "./entry-words";
import styles from "./TrendChart.module.css";
import { pointText } from "./TrendTable";
import type { Placed } from "./trend-scale";

export function Readout({ point, trend }: { point: Placed; trend: Trend }) {
  const words = useWords();
  const all = trend.panels[0]?.series ?? [];
  const series = all[point.series];
  const shown = point.flag && !isTelling(point.flag) ? { ...point, flag: null } : point;
  return (
    <p className={styles.readout} aria-live="polite">
      {all.length > 1 && (
        <span className={styles.series} data-series={point.series}>
          {series?.title}
        </span>
      )}{" "}
      <strong>{pointText(shown)}</strong> {point.unit}
      <span className={styles.quiet}> · {words.moment(point.date)}</span>
    </p>
  );
}
