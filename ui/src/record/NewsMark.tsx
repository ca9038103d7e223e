/** Says that a row is new or changed since the last visit: in a word, never by colour alone. */
import type { RowNews } from "../contract/contract";
import { useWords } from "../l10n/words";
import styles from "./NewsMark.module.css";

export function NewsMark({ news }: { news: RowNews }) {
  const words = useWords();
  const what = news.changed ? "changed" : "new";
  return (
    <span className={styles.mark} data-news={what} title={words.say(`news-${what}-explained`)}>
      {words.say(`news-${what}`)}
    </span>
  );
}
