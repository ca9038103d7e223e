/** All display rules that made the entry what it is on screen, on demand. */
import type { Entry } from "../contract/contract";
import { Fold } from "../design/Fold";
import { useWords } from "../l10n/words";
import styles from "./RuleList.module.css";

export function RuleList({ entry }: { entry: Entry }) {
  const words = useWords();
  if (entry.rules.length === 0) return null;
  return (
    <Fold level={3} id="show-rules" title={words.say("rules-title")}>
      <ul className={styles.rules}>
        {entry.rules.map((rule) => (
          <li key={rule} className={styles.rule}>
            <code className={styles.id}>{rule}</code>
            <span>{words.say(`rule-${rule}`)}</span>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
