/** What a reader must know of a chart, and what is not in it. */
import type { Trend, Undrawn } from "../contract/contract";
import { Button } from "../design/Button";
import { Fold } from "../design/Fold";
import { useWords, type Words } from "../l10n/words";
import styles from "./TrendPanel.module.css";
import { type Drawing, mostDrawn } from "./trend-panels";

type Props = {
  drawing: Drawing;
  trends: readonly Trend[];
  count: number;
  onOpen: (key: string) => void;
};

export function TrendRemarks({ drawing, trends, count, onOpen }: Props) {
  const words = useWords();
  const undrawn = trends.flatMap((trend) => trend.undrawn);
  return (
    <>
      {count === 1 && <Remark text={words.say("trend-one")} />}
      {remarksOf(drawing, trends, words).map((text) => (
        <Remark key={text} text={text} />
      ))}
      {undrawn.length > 0 && (
        <Fold id="trend-undrawn" title={words.say("trend-undrawn", { count: undrawn.length })}>
          <ul className={styles.undrawn}>
            {undrawn.map((one) => (
              <li key={`${one.key} ${one.part}`}>
                <UndrawnLine one={one} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

/** What a reader of the drawing must know. */
export function remarksOf(drawing: Drawing, trends: readonly Trend[], words: Words): string[] {
  const { panels, older } = drawing;
  const isThinned = panels.some(({ points, series }) => points.length / series.length > mostDrawn);
  const isBound = panels.some(({ points }) => points.some((point) => point.comparator));
  const converted = panels.filter((panel) => panel.converted.length > 0);
  const remarks = converted.map(({ unit, converted: sent }) =>
    words.say("trend-converted", { unit: unit ?? "", sent: sent.join(", ") }),
  );
  if (panels.length > trends.length) remarks.push(words.say("trend-split"));
  if (isBound) remarks.push(words.say("trend-bounds"));
  if (isThinned) remarks.push(words.say("trend-thinned"));
  if (older > 0) remarks.push(words.say("trend-older", { count: older }));
  return remarks;
}

function Remark({ text }: { text: string }) {
  return <p className={styles.remark}>{text}</p>;
}

function UndrawnLine({ one, onOpen }: { one: Undrawn; onOpen: (key: string) => void }) {
  const words = useWords();
  const parts = [
    one.date ? words.moment(one.date) : words.say("no-date"),
    one.part,
    one.text ?? words.say("no-value"),
    words.say(`trend-undrawn-${one.reason}`),
  ];
  return (
    <Button look="quiet" onPress={() => onOpen(one.key)}>
      {parts.filter(Boolean).join(" · ")}
    </Button>
  );
}
