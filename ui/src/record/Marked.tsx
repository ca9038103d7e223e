/** A text with the words that were searched for marked in it. */
import styles from "./Marked.module.css";
import { hits } from "./search-hits";
import { ordinal } from "./trend-layout";

export function Marked({ text, typed }: { text: string; typed: string }) {
  return hits(text, typed).map(({ part, isHit }, index) =>
    isHit ? (
      <mark key={ordinal(index)} className={styles.mark}>
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
