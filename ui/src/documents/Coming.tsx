/** How much of a document has come. */
import { ProgressBar } from "react-aria-components";
import { Button } from "../design/Button";
import { useDelay } from "../design/useDelay";
import { useWords } from "../l10n/words";
import { sizeText } from "./bytes";
import styles from "./Reader.module.css";

type Props = { reading: { received: number; expected: number | null }; onCancel: () => void };

export function Coming({ reading: { received, expected }, onCancel }: Props) {
  const words = useWords();
  const isLate = useDelay(300);
  if (!isLate) return null;
  const so = { received: sizeText(received, words) };
  const amount = expected
    ? words.say("reader-progress-of", { ...so, expected: sizeText(expected, words) })
    : words.say("reader-progress-so-far", so);
  return (
    <div className={styles.message}>
      <ProgressBar
        className={styles.progress}
        aria-label={words.say("reader-progress")}
        isIndeterminate={!expected}
        value={expected ? (received / expected) * 100 : 0}
        valueLabel={amount}
      >
        {({ percentage, valueText }) => (
          <>
            <p>{words.say("reader-progress")}</p>
            <progress
              className={styles.bar}
              {...(expected ? { value: percentage, max: 100 } : {})}
              aria-hidden
            />
            <p className={styles.facts}>{valueText}</p>
          </>
        )}
      </ProgressBar>
      <Button id="cancel-document" onPress={onCancel}>
        {words.say("reader-cancel")}
      </Button>
    </div>
  );
}
