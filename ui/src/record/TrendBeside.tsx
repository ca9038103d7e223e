/** Other results on the same axis of time: chosen by name, taken away again. */
import { useState } from "react";
import { ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { Button } from "../design/Button";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { sectionView } from "../state/lists";
import { measured, titleOf } from "./entry-words";
import styles from "./TrendBeside.module.css";
import { useRows } from "./useRows";
import type { Analyte } from "./useTrends";

/** More than these are no chart any more that one can read. */
const most = 3;
const offered = 40;

type Props = {
  session: string;
  own: string;
  beside: readonly Analyte[];
  onChange: (beside: readonly Analyte[]) => void;
};

export function TrendBeside({ session, own, beside, onChange }: Props) {
  const words = useWords();
  return (
    <div className={styles.beside}>
      {beside.map((one) => (
        <span key={one.analyte} className={styles.chip}>
          {one.title}
          <Button
            look="quiet"
            aria-label={words.say("trend-beside-remove", { title: one.title })}
            onPress={() => onChange(beside.filter(({ analyte }) => analyte !== one.analyte))}
          >
            <Icon name="close" size={12} />
          </Button>
        </span>
      ))}
      {beside.length < most && (
        <Picker
          session={session}
          taken={[own, ...beside.map(({ analyte }) => analyte)]}
          onPick={(one) => onChange([...beside, one])}
        />
      )}
    </div>
  );
}

type PickerProps = { session: string; taken: readonly string[]; onPick: (one: Analyte) => void };

function Picker({ session, taken, onPick }: PickerProps) {
  const words = useWords();
  const [typed, setTyped] = useState("");
  const results = useRows(session, sectionView("latest", "results"), typed, 0, offered - 1).list;
  const vitals = useRows(session, sectionView("latest", "vitals"), typed, 0, offered - 1).list;
  const codes = new Set(taken.map(codeOf));
  const entries = [results, vitals]
    .flatMap((list) => (list.pages[0]?.rows ?? []).slice(0, offered))
    .filter(({ analyte }) => analyte !== null && !codes.has(codeOf(analyte)));
  const label = words.say("trend-beside");
  return (
    <ComboBox
      aria-label={label}
      className={styles.picker ?? ""}
      inputValue={typed}
      onInputChange={setTyped}
      selectedKey={null}
      menuTrigger="input"
      allowsEmptyCollection
      items={entries}
      defaultFilter={() => true}
      onSelectionChange={(key) => {
        const entry = entries.find((one) => one.key === key);
        if (!entry?.analyte) return;
        setTyped("");
        onPick({ analyte: entry.analyte, section: entry.section, title: titleOf(entry, words) });
      }}
    >
      <Input id="trend-beside" className={styles.input ?? ""} placeholder={label} />
      <Popover className={styles.popover ?? ""}>
        <ListBox
          className={styles.list ?? ""}
          renderEmptyState={() => <p className={styles.quiet}>{words.say("trend-beside-none")}</p>}
        >
          {(entry: (typeof entries)[number]) => (
            <ListBoxItem
              id={entry.key}
              textValue={titleOf(entry, words)}
              className={styles.item ?? ""}
            >
              <span>{titleOf(entry, words)}</span>
              <span className={styles.quiet}>{measured(entry, words)}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** An analyte without its unit: all units of one code are in one trend. */
function codeOf(analyte: string): string {
  return analyte.slice(0, Math.max(0, analyte.lastIndexOf("|"))) || analyte;
}
