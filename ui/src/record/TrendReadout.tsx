/** The chosen point of a chart in words, as it was sent. */
import { useWords } from "../l10n/words";
import { flagWord, rangeText, thinSpace, valueDigits } from "./entry-words";
import styles from "./TrendChart.module.css";
import { shapeOf, toneOf } from "./trend-marks";
import type { Panel } from "./trend-panels";
import type { Placed } from "./trend-scale";

export function Readout({ point, panel }: { point: Placed; panel: Panel }) {
  const words = useWords();
  const range = rangeText(point.range, words);
  const value = [valueDigits({ ...point }, words), point.unit].filter(Boolean).join(thinSpace);
  const quiet = [
    range && words.say("range", { range }),
    point.status && words.code("status", point.status),
    point.source,
    point.converted && words.say("trend-drawn-as", { unit: panel.unit ?? "" }),
  ].filter(Boolean);
  return (
    <div className={styles.readout} aria-live="polite" aria-atomic="true">
      <p>
        <span className={styles.series} data-series={point.series}>
          {panel.series.length > 1 ? panel.series[point.series] : panel.title}
        </span>{" "}
        <strong>{value}</strong>{" "}
        {point.flag && shapeOf(point.flag) !== "plain" && (
          <span className={styles.flag} data-tone={toneOf(point)}>
            {point.flag} <span className={styles.quiet}>{flagWord(point.flag, words)}</span>
          </span>
        )}
        <span className={styles.quiet}> · {words.moment(point.date)}</span>
      </p>
      <p className={styles.quiet}>{quiet.join(" · ")}</p>
    </div>
  );
}
