/** Everything that a list can be narrowed by, with how many rows each choice leaves. */
import { useState } from "react";
import { ToggleButton } from "react-aria-components";
import type { Facets, RowsFilter } from "../contract/contract";
import { Button } from "../design/Button";
import { Check } from "../design/Check";
import { Field } from "../design/Field";
import { monthNames } from "../l10n/dates";
import { readTyped } from "../l10n/typed-date";
import { useWords } from "../l10n/words";
import { toggled, valueWants } from "../state/filters";
import styles from "./FilterPanel.module.css";
import { valueName, without } from "./filter-chips";

type Props = { filter: RowsFilter; facets: Facets; onChange: (filter: RowsFilter) => void };

/** Choices of one kind before "more". */
const first = 8;

export function FilterPanel({ filter, facets, onChange }: Props) {
  const words = useWords();
  const sections = facets.sections.length > 1 ? facets.sections : [];
  return (
    <div className={styles.panel} id="filter-panel">
      {sections.length > 0 && (
        <Group
          label={words.say("filter-sections")}
          choices={sections.map(({ section, rows }) => ({
            id: section,
            label: words.say(`place-${section}`),
            rows,
          }))}
          chosen={filter.sections ?? []}
          leftOut={0}
          onToggle={(section) =>
            onChange({ ...filter, sections: toggled(filter.sections, section) })
          }
        />
      )}
      {valueWants.map((want) => (
        <Group
          key={want}
          label={words.say(`filter-${want}`)}
          choices={facets[want].values.map(({ value, rows }) => ({
            id: value,
            label: valueName(want, value, words),
            rows,
          }))}
          chosen={filter[want] ?? []}
          leftOut={facets[want].leftOut}
          onToggle={(value) => onChange({ ...filter, [want]: toggled(filter[want], value) })}
        />
      ))}
      <Dates filter={filter} onChange={onChange} undated={facets.undated} />
      {(facets.new > 0 || filter.onlyNew) && (
        <Check
          label={`${words.say("filter-new")} ${words.count(facets.new)}`}
          value={filter.onlyNew ?? false}
          onChange={(onlyNew) => onChange({ ...filter, onlyNew })}
        />
      )}
    </div>
  );
}

type Choice<T extends string> = { id: T; label: string; rows: number };
type GroupProps<T extends string> = {
  label: string;
  choices: readonly Choice<T>[];
  chosen: readonly T[];
  leftOut: number;
  onToggle: (id: T) => void;
};

function Group<T extends string>({ label, choices, chosen, leftOut, onToggle }: GroupProps<T>) {
  const words = useWords();
  const [isWhole, setWhole] = useState(false);
  if (choices.length < 2 && chosen.length === 0) return null;
  const shown = choices.filter((one, at) => isWhole || at < first || chosen.includes(one.id));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons that act at once is no fieldset
    <div role="group" aria-label={label} className={styles.group}>
      <span className={styles.label}>{label}</span>
      <div className={styles.choices}>
        {shown.map(({ id, label: name, rows }) => (
          <ToggleButton
            key={id}
            className={styles.choice ?? ""}
            isSelected={chosen.includes(id)}
            onChange={() => onToggle(id)}
          >
            <span dir="auto">{name}</span> <span className={styles.count}>{words.count(rows)}</span>
          </ToggleButton>
        ))}
        {choices.length > shown.length && (
          <Button look="quiet" onPress={() => setWhole(true)}>
            {words.say("filter-more", { count: choices.length - shown.length })}
          </Button>
        )}
        {leftOut > 0 && (isWhole || choices.length <= shown.length) && (
          <span className={styles.count}>{words.say("filter-left-out", { count: leftOut })}</span>
        )}
      </div>
    </div>
  );
}

type DatesProps = {
  filter: RowsFilter;
  undated: number;
  onChange: (filter: RowsFilter) => void;
};

function Dates({ filter, undated, onChange }: DatesProps) {
  const words = useWords();
  const isTimed = Boolean(filter.from || filter.to);
  return (
    <div className={styles.dates}>
      {(["from", "to"] as const).map((end) => (
        <DateField
          // A date that is taken away elsewhere empties its field.
          key={`${end} ${filter[end] ?? ""}`}
          id={`filter-${end}`}
          label={words.say(`filter-${end}`)}
          value={filter[end] ?? null}
          onChange={(date) => onChange(date ? { ...filter, [end]: date } : without(filter, end))}
        />
      ))}
      {isTimed && undated > 0 && (
        <Check
          label={words.say("filter-undated", { count: undated })}
          value={!filter.withoutUndated}
          onChange={(keep) => onChange({ ...filter, withoutUndated: !keep })}
        />
      )}
    </div>
  );
}

type DateFieldProps = {
  id: string;
  label: string;
  value: string | null;
  onChange: (date: string | null) => void;
};

/** Takes effect when it is left or Enter is pressed: a date that is half typed is another date. */
function DateField({ id, label, value, onChange }: DateFieldProps) {
  const words = useWords();
  const [typed, setTyped] = useState(value ?? "");
  const [isWrong, setWrong] = useState(false);
  const take = () => {
    const date = typed.trim() === "" ? null : readTyped(typed, monthNames(words.language));
    const isUnread = typed.trim() !== "" && date === null;
    setWrong(isUnread);
    if (!isUnread && date !== value) onChange(date);
  };
  return (
    <Field
      id={id}
      label={label}
      value={typed}
      placeholder={words.say("filter-date-example")}
      error={isWrong ? words.say("filter-date-wrong") : null}
      onChange={setTyped}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
        else event.continuePropagation();
      }}
    />
  );
}
