/** The patients that were opened before in this sign-in. */
import { Button } from "react-aria-components";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import { useOutcome } from "../state/useOutcome";
import styles from "./Recent.module.css";

/** More than this, and searching is faster than reading. */
const listed = 8;

export function Recent({ session }: { session: string }) {
  const words = useWords();
  const { patients } = useEffects();
  const { outcome } = useOutcome(session, () => patients.recent(session));
  const known = outcome?.answer?.patients.filter(({ label }) => label !== null) ?? [];
  if (known.length === 0) return null;
  return (
    <section aria-labelledby="recent-patients">
      <h2 id="recent-patients" className={styles.title}>
        {words.say("patients-recent")}
      </h2>
      <ul className={styles.list}>
        {known.slice(0, listed).map(({ record, label }) => (
          <li key={record}>
            <Button
              className={styles.item ?? ""}
              data-recent={record}
              onPress={() => patients.openRecord(record)}
            >
              <span dir="auto">{label}</span>
              <Icon name="chevron" size={14} />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
