/** What a reader must know of a chart, and what is not in it. */
import type { Trend, Undrawn } from "../contract/contract";
import { Button } from "../design/Button";
import { Fold } from "../design/Fold";
import { useWords } from "../l10n/words";
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
  const converted = drawing.panels.filter((panel) => panel.converted.length > 0);
  const isSplit = drawing.panels.length > trends.length;
  const isThinned = drawing.panels.some(
    ({ points, series }) => points.length / series.length > mostDrawn,
  );
  const isBound = drawing.panels.some(({ points }) => points.some((point) => point.comparator));
  return (
    <>
      {count === 1 && <Remark text={words.say("trend-one")} />}
      {converted.map(({ id, unit, converted: sent }) => (
        <Remark
          key={id}
          text={words.say("trend-converted", { unit: unit ?? "", sent: sent.join(", ") })}
        />
      ))}
      {isSplit && <Remark text={words.say("trend-split")} />}
      {isBound && <Remark text={words.say("trend-bounds")} />}
      {isThinned && <Remark text={words.say("trend-thinned")} />}
      {drawing.older > 0 && <Remark text={words.say("trend-older", { count: drawing.older })} />}
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
