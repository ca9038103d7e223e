/** One analyte over time: the chart, or the same values as a table. */
import { useState } from "react";
import type { Entry, Trend } from "../contract/contract";
import { Choice } from "../design/Choice";
import { useWords } from "../l10n/words";
import { TrendChart } from "./TrendChart";
import styles from "./TrendPanel.module.css";
import { TrendTable } from "./TrendTable";
import { placedPoints } from "./trend-scale";
import { useTrend } from "./useTrend";

type Props = { session: string; analyte: string; entry: Entry };

export function TrendPanel({ session, analyte, entry }: Props) {
  const words = useWords();
  const [form, setForm] = useState<"chart" | "table">("chart");
  const trend = useTrend(session, analyte, entry.section)?.trend;
  if (!trend) return null;
  const count = placedPoints(trend.panels[0]).length;
  return (
    <section className={styles.trend} data-region="trend" aria-labelledby="trend-title">
      <div className={styles.head}>
        <h3 id="trend-title">{words.say("trend-title")}</h3>
        {count > 0 && (
          <Choice
            label={words.say("trend-title")}
            value={form}
            options={[
              { id: "chart", label: words.say("trend-chart") },
              { id: "table", label: words.say("trend-table") },
            ]}
            onChange={setForm}
          />
        )}
      </div>
      {count === 0 ? (
        <p className={styles.remark}>{words.say("trend-words")}</p>
      ) : form === "chart" ? (
        <TrendChart trend={trend} current={entry.key} />
      ) : (
        <TrendTable trend={trend} />
      )}
      {count > 0 && <Remarks trend={trend} count={count} />}
    </section>
  );
}

function Remarks({ trend, count }: { trend: Trend; count: number }) {
  const words = useWords();
  const undrawn = trend.undrawn.length;
  return (
    <>
      {count === 1 && <p className={styles.remark}>{words.say("trend-one")}</p>}
      {undrawn > 0 && (
        <p className={styles.remark}>{words.say("trend-undrawn", { count: undrawn })}</p>
      )}
    </>
  );
}
