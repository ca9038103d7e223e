/** A measured value, exactly as sent, with the unit in a quieter weight and the flag as a letter. */
import type { Entry, Value } from "../contract/contract";
import { useWords } from "../l10n/words";
import {
  bloodPressure,
  flagsOf,
  flagTone,
  flagWord,
  isTelling,
  thinSpace,
  valueDigits,
} from "./entry-words";
import styles from "./Value.module.css";

const decimal = /^(-?\d+)([.,]\d+)?$/;

export function Measured({ entry }: { entry: Entry }) {
  const words = useWords();
  const pressure = bloodPressure(entry);
  if (pressure)
    return (
      <span className={styles.value}>
        <span className={styles.number}>
          {valueDigits(pressure.high, words)}/{valueDigits(pressure.low, words)}
          <span className={styles.fraction} />
        </span>
        <Unit unit={pressure.high.unit} />
      </span>
    );
  if (entry.value) return <Quantity value={entry.value} />;
  const parts = entry.components.filter((part) => part.value);
  return (
    <span className={styles.words}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one entry keep their order
        <span key={index} className={styles.part}>
          <span className={styles.unit}>{part.title?.text}</span>{" "}
          {part.value && valueDigits(part.value, words)} <Unit unit={part.value?.unit ?? null} />
        </span>
      ))}
    </span>
  );
}

function Quantity({ value }: { value: Value }) {
  const words = useWords();
  const found = decimal.exec(value.text);
  if (!found)
    return (
      <span className={styles.words} dir="auto">
        {valueDigits(value, words)} <Unit unit={value.unit} />
      </span>
    );
  const before = valueDigits({ ...value, text: found[1] ?? "" }, words);
  return (
    <span className={styles.value}>
      <span className={styles.number}>
        {before}
        <span className={styles.fraction}>{found[2]}</span>
      </span>
      <Unit unit={value.unit} />
    </span>
  );
}

function Unit({ unit }: { unit: string | null }) {
  return unit ? <span className={styles.unit}>{`${thinSpace}${unit}`}</span> : null;
}

export function Flags({ entry }: { entry: Entry }) {
  const words = useWords();
  return (
    <span className={styles.flags}>
      {flagsOf(entry)
        .filter(isTelling)
        .map((flag) => (
          <Flag key={flag} flag={flag} word={flagWord(flag, words)} isPlain={words.isPlain} />
        ))}
    </span>
  );
}

type FlagProps = { flag: string; word: string; isPlain: boolean };

/** A letter, which a clinician knows; the word, for who does not. */
function Flag({ flag, word, isPlain }: FlagProps) {
  const isWord = isPlain && word !== flag;
  return (
    <span className={styles.flag} data-tone={flagTone(flag)} title={isWord ? flag : word}>
      {isWord ? word : flag}
      {!isWord && word !== flag && <span className="visually-hidden"> ({word})</span>}
    </span>
  );
}
