/** Marks of a row that say how it is to be read. What each means is told when it is pointed at. */
import type { Entry } from "../contract/contract";
import { displayRules } from "../contract/contract";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { rowStatus } from "./entry-words";
import styles from "./RowMarks.module.css";
import { follows, ruleText, statusRules, warningRules } from "./rules";

export function RowMarks({ entry }: { entry: Entry }) {
  const words = useWords();
  const status = rowStatus(entry, words);
  const warning = warningRules(entry, words);
  return (
    <>
      {status && (
        <span className={styles.status} title={statusRules(entry, words)}>
          {status}
        </span>
      )}
      {follows(entry, "composed-dosage") && (
        <span className={styles.composed} title={ruleText(displayRules["composed-dosage"], words)}>
          {words.say("composed")}
        </span>
      )}
      {warning && (
        <span className={styles.warning} title={warning}>
          <Icon name="warning" size={12} />
          <span className="visually-hidden">{warning}</span>
        </span>
      )}
    </>
  );
}
