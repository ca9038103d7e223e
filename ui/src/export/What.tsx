/** What of the record: sections with what they hold, a time, history and what is not a fact. */
import type { ExportCounts, ExportSection, Section } from "../contract/contract";
import { Button } from "../design/Button";
import { Check } from "../design/Check";
import { Choice } from "../design/Choice";
import { Field } from "../design/Field";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { sectionNames } from "../state/state";
import { type Chosen, isDate, missingOf, times } from "./choice";
import styles from "./ExportDialog.module.css";

type Props = {
  counts: ExportCounts | null;
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
};

export function What({ counts, chosen, onChange }: Props) {
  const words = useWords();
  const set = (change: Partial<Chosen>) => onChange({ ...chosen, ...change });
  const isAll = chosen.without.length === 0;
  const toggle = (section: Section, isIn: boolean) =>
    set({
      without: isIn
        ? chosen.without.filter((one) => one !== section)
        : [...chosen.without, section],
    });
  return (
    <section className={styles.part} aria-labelledby="export-what">
      <div className={styles.head}>
        <h3 id="export-what">{words.say("export-what")}</h3>
        <Button
          id="export-all"
          look="quiet"
          onPress={() => set({ without: isAll ? [...sectionNames] : [] })}
        >
          {words.say(isAll ? "export-none" : "export-all")}
        </Button>
      </div>
      <ul className={styles.sections}>
        {sectionNames.map((section) => (
          <li key={section}>
            <Check
              id={`export-section-${section}`}
              label={words.say(`place-${section}`)}
              value={!chosen.without.includes(section)}
              onChange={(isIn) => toggle(section, isIn)}
            />
            <Count found={counts?.sections.find((one) => one.section === section)} />
          </li>
        ))}
      </ul>
      <Choice
        label={words.say("export-time")}
        value={chosen.time}
        options={times.map((id) => ({ id, label: words.say(`export-time-${id}`) }))}
        onChange={(time) => set({ time })}
      />
      {chosen.time === "range" && (
        <div className={styles.range}>
          {(["from", "to"] as const).map((end) => (
            <Field
              key={end}
              id={`export-${end}`}
              label={words.say(`export-${end}`)}
              value={chosen[end]}
              placeholder="YYYY-MM-DD"
              error={isDate(chosen[end]) ? null : words.say("export-date-hint")}
              onChange={(typed) => set({ [end]: typed })}
            />
          ))}
        </div>
      )}
      {chosen.time !== "all" && (
        <p className={styles.quiet}>{words.say("export-time-explained")}</p>
      )}
      <div>
        <Check
          id="export-historical"
          label={words.say("export-historical")}
          value={chosen.historical}
          onChange={(historical) => set({ historical })}
        />
        <Check
          id="export-not-facts"
          label={words.say("export-not-facts")}
          value={chosen.notFacts}
          onChange={(notFacts) => set({ notFacts })}
        />
      </div>
    </section>
  );
}

/** How much of it goes along; a section that is not complete says so beside its number. */
function Count({ found }: { found: ExportSection | undefined }) {
  const words = useWords();
  if (!found) return null;
  const missing = missingOf(found);
  return (
    <span className={styles.count} data-missing={missing ?? undefined}>
      {missing === "all" ? words.say("section-not-available") : words.count(found.entries)}
      {missing && missing !== "all" && (
        <span className={styles.mark} title={words.say("section-incomplete")}>
          <Icon name="warning" size={12} />
          <span className="visually-hidden">{words.say("section-incomplete")}</span>
        </span>
      )}
    </span>
  );
}
