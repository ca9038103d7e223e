/** What a list is narrowed by, as chips that can be taken away, and how much of it that leaves. */

import type { Facets, RowsFilter } from "../contract/contract";
import { Button } from "../design/Button";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { isFiltering, noFilter } from "../state/filters";
import styles from "./FilterBar.module.css";
import { chipsOf } from "./filter-chips";

type Props = {
  filter: RowsFilter;
  facets: Facets | null;
  /** Rows that are shown; `null` until the core answered. */
  shown: number | null;
  onChange: (filter: RowsFilter) => void;
};

export function FilterBar({ filter, facets, shown, onChange }: Props) {
  const words = useWords();
  if (!isFiltering(filter)) return null;
  return (
    <div className={styles.bar} data-region="filter">
      <p className={styles.sum} role="status">
        <Icon name="warning" size={14} />
        {shown === null || !facets
          ? words.say("filter-on")
          : words.say("filter-sum", {
              shown: words.count(shown),
              total: words.count(facets.total),
            })}
      </p>
      <ul className={styles.chips} aria-label={words.say("filter-active")}>
        {chipsOf(filter, words).map(({ id, label, without }) => (
          <li key={id} className={styles.chip}>
            <span dir="auto">{label}</span>
            <Button
              look="quiet"
              aria-label={words.say("filter-remove", { name: label })}
              onPress={() => onChange(without)}
            >
              <Icon name="close" size={12} />
            </Button>
          </li>
        ))}
      </ul>
      <Button id="filter-clear" look="quiet" onPress={() => onChange(noFilter)}>
        {words.say("filter-clear")}
      </Button>
    </div>
  );
}
