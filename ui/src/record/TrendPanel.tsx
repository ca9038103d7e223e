/** One analyte over time, and others beside it: a chart, or the same values as a table. */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Entry } from "../contract/contract";
import { Button } from "../design/Button";
import { Choice } from "../design/Choice";
import { useWords } from "../l10n/words";
import { useDispatch } from "../state/context";
import { titleOf } from "./entry-words";
import { TrendBeside } from "./TrendBeside";
import { TrendChart } from "./TrendChart";
import styles from "./TrendPanel.module.css";
import { remarksOf, TrendRemarks } from "./TrendRemarks";
import { TrendSave } from "./TrendSave";
import { TrendTable } from "./TrendTable";
import { type Drawing, drawingOf, type TimeRange, usefulRanges } from "./trend-panels";
import { type Analyte, useTrends } from "./useTrends";

type Props = { session: string; analyte: string; entry: Entry };
type Form = "chart" | "table";

export function TrendPanel({ session, analyte, entry }: Props) {
  const words = useWords();
  const dispatch = useDispatch();
  const [form, setForm] = useState<Form>("chart");
  const [range, setRange] = useState<TimeRange>("all");
  const [beside, setBeside] = useState<readonly Analyte[]>([]);
  const picture = useRef<SVGSVGElement>(null);
  const wide = useWide();
  const { section } = entry;
  const title = titleOf(entry, words);
  const all = useMemo(
    () => [{ analyte, section, title }, ...beside],
    [analyte, section, title, beside],
  );
  const trends = useTrends(session, all);
  const drawing = useMemo(() => drawingOf(trends, range), [trends, range]);
  useFocusAfter(form);
  if (!trends[0]) return null;
  const count = drawing.panels.reduce((sum, { points }) => sum + points.length, 0);
  const open = (key: string) => dispatch({ type: "selected", selected: { key, section } });
  return (
    <section
      className={styles.trend}
      data-region="trend"
      data-wide={wide.isWide || undefined}
      aria-labelledby="trend-title"
      onKeyDown={wide.onKeyDown}
    >
      <div className={styles.head}>
        <h3 id="trend-title">{wide.isWide ? title : words.say("trend-title")}</h3>
        {count > 0 && (
          <Controls
            drawing={drawing}
            form={form}
            setForm={setForm}
            range={range}
            setRange={setRange}
          />
        )}
        {count > 0 && (
          <Button id="trend-wide" look="quiet" onPress={wide.toggle}>
            {words.say(wide.isWide ? "trend-smaller" : "trend-larger")}
          </Button>
        )}
      </div>
      {count === 0 ? (
        <p className={styles.remark}>{words.say("trend-words")}</p>
      ) : form === "chart" ? (
        <TrendChart
          drawing={drawing}
          current={entry.key}
          tall={wide.isWide ? Math.max(360, window.innerHeight - 430) : null}
          onOpen={({ key }) => open(key)}
          onTable={() => setForm("table")}
          picture={picture}
        />
      ) : (
        <TrendTable drawing={drawing} onChart={() => setForm("chart")} />
      )}
      <TrendRemarks drawing={drawing} trends={trends} count={count} onOpen={open} />
      {count > 0 && (
        <TrendSave
          record={session}
          analytes={all.map((one) => one.analyte)}
          remarks={remarksOf(drawing, trends, words)}
          picture={picture}
          isTable={form === "table"}
        />
      )}
      {count > 0 && (
        <TrendBeside session={session} own={analyte} beside={beside} onChange={setBeside} />
      )}
    </section>
  );
}

type ControlsProps = {
  drawing: Drawing;
  form: Form;
  setForm: (form: Form) => void;
  range: TimeRange;
  setRange: (range: TimeRange) => void;
};

function Controls({ drawing, form, setForm, range, setRange }: ControlsProps) {
  const words = useWords();
  const ranges = usefulRanges(drawing.span);
  return (
    <>
      {ranges.length > 1 && (
        <Choice
          label={words.say("trend-range")}
          value={range}
          options={ranges.map((id) => ({ id, label: words.say(`trend-range-${id}`) }))}
          onChange={setRange}
        />
      )}
      <Choice
        label={words.say("trend-title")}
        value={form}
        options={[
          { id: "chart", label: words.say("trend-chart") },
          { id: "table", label: words.say("trend-table") },
        ]}
        onChange={setForm}
      />
    </>
  );
}

/** The large view lies over the columns, below the patient's banner; Escape leads back. */
function useWide() {
  const [isWide, setWide] = useState(false);
  const toggle = () => {
    setWide(!isWide);
    document.getElementById("trend-wide")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isWide) return;
    event.preventDefault();
    event.stopPropagation();
    toggle();
  };
  return { isWide, toggle, onKeyDown };
}

/** Whoever changes the form with a key goes on in the other one. */
function useFocusAfter(form: Form): void {
  const before = useRef(form);
  useEffect(() => {
    if (before.current === form) return;
    before.current = form;
    const hadFocus = document.activeElement === document.body;
    if (hadFocus)
      document.getElementById(form === "chart" ? "trend-chart" : "trend-table")?.focus();
  }, [form]);
}
