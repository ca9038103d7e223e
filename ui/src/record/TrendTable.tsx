/** The values of a chart as tables, newest first, as they were sent. */
import { type KeyboardEvent, useState } from "react";
import { Button } from "../design/Button";
import { useWords, type Words } from "../l10n/words";
import { rangeText, valueText } from "./entry-words";
import styles from "./TrendTable.module.css";
import type { Drawing, Panel } from "./trend-panels";
import type { Placed } from "./trend-scale";

/** Rows that are laid out at once. */
const step = 200;

type Props = { drawing: Drawing; onChart: () => void };

export function TrendTable({ drawing, onChart }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "t" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onChart();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key leads back to the chart
    <div
      id="trend-table"
      className={styles.scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {drawing.panels.map((panel) => (
        <PanelTable key={panel.id} panel={panel} />
      ))}
    </div>
  );
}

function PanelTable({ panel }: { panel: Panel }) {
  const words = useWords();
  const [shown, setShown] = useState(step);
  const rows = rowsOf(panel.points);
  return (
    <>
      <table className={styles.table}>
        <caption>
          {panel.title}
          {panel.unit && <span className={styles.quiet}> {panel.unit}</span>}
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.say("field-date")}</th>
            {panel.series.map((title) => (
              <th scope="col" key={title}>
                {panel.series.length > 1 ? title : words.say("field-value")}
              </th>
            ))}
            <th scope="col">{words.say("field-range")}</th>
            <th scope="col">{words.say("field-status")}</th>
            <th scope="col">{words.say("field-source")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((points) => (
            <PanelRow key={`${points[0]?.key}`} points={points} panel={panel} words={words} />
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <Button look="quiet" onPress={() => setShown(shown + step)}>
          {words.say("trend-more-rows", { count: rows.length - shown })}
        </Button>
      )}
    </>
  );
}

type RowProps = { points: readonly Placed[]; panel: Panel; words: Words };

function PanelRow({ points, panel, words }: RowProps) {
  const one = points[0];
  if (!one) return null;
  return (
    <tr>
      <th scope="row">{words.moment(one.date)}</th>
      {panel.series.map((title, series) => {
        const point = points.find((other) => other.series === series);
        return <td key={title}>{point && pointText(point, words)}</td>;
      })}
      <td>{rangeText(one.range, words)}</td>
      <td>{one.status && words.code("status", one.status)}</td>
      <td>{one.source}</td>
    </tr>
  );
}

function rowsOf(points: readonly Placed[]): Placed[][] {
  const rows = new Map<string, Placed[]>();
  for (const point of points) rows.set(point.key, [...(rows.get(point.key) ?? []), point]);
  return [...rows.values()].reverse();
}

/** Comparator, digits and unit as sent, and the flag. */
export function pointText(point: Placed, words: Words): string {
  return [valueText({ ...point }, words), point.flag].filter(Boolean).join(" ");
}
