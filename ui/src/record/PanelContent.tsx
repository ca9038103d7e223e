/** What the row of a panel says: its name, how many results it holds, and how many of them stand out. */
import type { Entry, Panel, RowNews } from "../contract/contract";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { dateText, titleOf } from "./entry-words";
import { NewsMark } from "./NewsMark";
import styles from "./PanelContent.module.css";
import { RowMarks } from "./RowMarks";

type Props = {
  entry: Entry;
  panel: Panel;
  news?: RowNews | undefined;
  /** `undefined`: it cannot be closed, for it is on paper. */
  onFold?: () => void;
};

export function PanelContent({ entry, panel, news, onFold }: Props) {
  const words = useWords();
  const { shown, results, abnormal, critical } = panel;
  return (
    <div className={styles.panel} data-standing={entry.standing}>
      {onFold ? <Chevron isOpen={panel.isOpen} onFold={onFold} /> : <span />}
      <span className={styles.what}>
        <span className={styles.title} dir="auto">
          {panel.hasResource ? titleOf(entry, words) : words.say("panel-together")}
          {news && <NewsMark news={news} />}
        </span>
        <span className={styles.second}>
          <span>
            {shown === results
              ? words.say("panel-results", { count: results })
              : words.say("panel-narrowed", { shown, count: results })}
          </span>
          <RowMarks entry={entry} />
          {entry.source && <span dir="auto">{entry.source}</span>}
        </span>
      </span>
      <span className={styles.flags}>
        {critical > 0 && (
          <span className={styles.flag} data-tone="critical">
            {words.tell("panel-critical", { count: critical })}
          </span>
        )}
        {abnormal > critical && (
          <span className={styles.flag} data-tone="abnormal">
            {words.tell("panel-abnormal", { count: abnormal - critical })}
          </span>
        )}
      </span>
      <span className={styles.date} title={entry.date?.raw}>
        {dateText(entry, words) ?? words.say("no-date")}
      </span>
    </div>
  );
}

function Chevron({ isOpen, onFold }: { isOpen: boolean; onFold: () => void }) {
  return (
    // For the pointer; the list has the keys.
    <span
      className={styles.fold}
      data-fold={isOpen ? "open" : "closed"}
      aria-hidden="true"
      onClick={(event) => {
        event.stopPropagation();
        onFold();
      }}
    >
      <Icon name="chevron" size={14} />
    </span>
  );
}
