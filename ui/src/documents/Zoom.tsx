/** Larger, smaller, as wide as the place. */
import { Button } from "../design/Button";
import { useWords } from "../l10n/words";
import styles from "./Reader.module.css";

export const zooms = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4] as const;

type Props = { zoom: number; onZoom: (zoom: number) => void };

export function Zoom({ zoom, onZoom }: Props) {
  const words = useWords();
  const larger = zooms.find((one) => one > zoom + 0.01);
  const smaller = zooms.findLast((one) => one < zoom - 0.01);
  return (
    <div className={styles.zoom}>
      <Button
        id="zoom-out"
        look="quiet"
        aria-label={words.say("viewer-zoom-out")}
        isDisabled={!smaller}
        onPress={() => smaller && onZoom(smaller)}
      >
        −
      </Button>
      <output className={styles.facts}>
        {words.say("viewer-zoom", { percent: Math.round(zoom * 100) })}
      </output>
      <Button
        id="zoom-in"
        look="quiet"
        aria-label={words.say("viewer-zoom-in")}
        isDisabled={!larger}
        onPress={() => larger && onZoom(larger)}
      >
        +
      </Button>
      <Button id="zoom-fit" look="quiet" onPress={() => onZoom(1)}>
        {words.say("viewer-zoom-fit")}
      </Button>
    </div>
  );
}
