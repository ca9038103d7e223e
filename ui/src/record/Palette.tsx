/** Finds anything: a section, an action, an entry of the record. */
import { useEffect, useState } from "react";
import {
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  SearchField,
} from "react-aria-components";
import type { Entry } from "../contract/contract";
import { Floating } from "../design/Floating";
import { useWords } from "../l10n/words";
import { useAppState, useDispatch } from "../state/context";
import { timelineView } from "../state/lists";
import { places, type RecordState } from "../state/state";
import { dateText, measured, titleOf } from "./entry-words";
import { patientName } from "./names";
import styles from "./Palette.module.css";
import { useActions } from "./useActions";
import { useRows } from "./useRows";

const found = 8;

export function Palette({ record, onClose }: { record: RecordState; onClose: () => void }) {
  const words = useWords();
  const [typed, setTyped] = useState("");
  return (
    <Floating title={words.say("palette-title")} onClose={onClose} plain>
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <SearchField
          aria-label={words.say("palette-label")}
          autoFocus
          onKeyDown={(event) => {
            // Esc would first empty the field: here it always closes.
            if (event.key === "Escape") onClose();
            else event.continuePropagation();
          }}
          className={styles.field ?? ""}
        >
          <Input
            id="palette-input"
            role="combobox"
            aria-expanded="true"
            aria-haspopup="menu"
            className={styles.input ?? ""}
            placeholder={words.say("palette-label")}
          />
        </SearchField>
        <Choices record={record} typed={typed} onClose={onClose} />
      </Autocomplete>
    </Floating>
  );
}

type ChoicesProps = { record: RecordState; typed: string; onClose: () => void };

function Choices({ record, typed, onClose }: ChoicesProps) {
  const words = useWords();
  const dispatch = useDispatch();
  const actions = useActions(record).filter(({ label }) => matches(label, typed));
  const sections = places
    .map((place) => ({ place, label: words.say(`place-${place}`) }))
    .filter(({ label }) => matches(label, typed));
  const tabs = useOtherTabs(record).filter(({ label }) => matches(label, typed));
  const { entries, answer } = useFound(record, typed);
  const remark = answer && <p className={styles.empty}>{words.say(`palette-${answer}`)}</p>;
  const isBare = sections.length + actions.length + entries.length + tabs.length === 0;
  const run = (then: () => void) => () => {
    onClose();
    then();
  };
  return (
    <>
      <Menu
        aria-label={words.say("palette-title")}
        className={styles.menu ?? ""}
        renderEmptyState={() => remark}
      >
        {sections.length > 0 && (
          <MenuSection>
            <Header className={styles.header ?? ""}>{words.say("palette-sections")}</Header>
            {sections.map(({ place, label }) => (
              <MenuItem
                key={place}
                id={`go-${place}`}
                textValue={label}
                className={styles.item ?? ""}
                onAction={run(() => dispatch({ type: "wentTo", place }))}
              >
                {label}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        {tabs.length > 0 && (
          <MenuSection>
            <Header className={styles.header ?? ""}>{words.say("palette-records")}</Header>
            {tabs.map(({ session, label }) => (
              <MenuItem
                key={session}
                id={`tab-${session}`}
                textValue={label}
                className={styles.item ?? ""}
                onAction={run(() => dispatch({ type: "tabShown", session }))}
              >
                {label}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        {entries.length > 0 && (
          <MenuSection>
            <Header className={styles.header ?? ""}>{words.say("palette-entries")}</Header>
            {entries.map((entry) => (
              <MenuItem
                key={entry.key}
                id={entry.key}
                textValue={titleOf(entry, words)}
                className={styles.item ?? ""}
                onAction={run(() => {
                  dispatch({ type: "wentTo", place: entry.section });
                  dispatch({
                    type: "selected",
                    selected: { key: entry.key, section: entry.section },
                  });
                })}
              >
                <EntryLine entry={entry} />
              </MenuItem>
            ))}
          </MenuSection>
        )}
        {actions.length > 0 && (
          <MenuSection>
            <Header className={styles.header ?? ""}>{words.say("palette-actions")}</Header>
            {actions.map(({ id, label, run: act }) => (
              <MenuItem
                key={id}
                id={`do-${id}`}
                textValue={label}
                className={styles.item ?? ""}
                onAction={run(act)}
              >
                {label}
              </MenuItem>
            ))}
          </MenuSection>
        )}
      </Menu>
      {!isBare && remark}
      <p className="visually-hidden" role="status">
        {answer && words.say(`palette-${answer}`)}
      </p>
    </>
  );
}

/** The records that are open beside this one. */
function useOtherTabs({ session }: RecordState): { session: string; label: string }[] {
  const words = useWords();
  const tabs = useAppState((state) => state.tabs);
  const records = useAppState((state) => state.records);
  return tabs.flatMap((tab) => {
    const other = tab.session === session ? undefined : records[tab.session];
    if (!other) return [];
    const name = other.banner ? patientName(other.banner) : null;
    return [
      { session: tab.session, label: `${name ?? words.say("name-unknown")} · ${other.host}` },
    ];
  });
}

function EntryLine({ entry }: { entry: Entry }) {
  const words = useWords();
  const quiet = [measured(entry, words), dateText(entry, words)].filter(Boolean).join(" · ");
  return (
    <span className={styles.line}>
      <span dir="auto">{titleOf(entry, words)}</span>
      <span className={styles.quiet}>{quiet}</span>
    </span>
  );
}

function matches(label: string, typed: string): boolean {
  return label.toLowerCase().includes(typed.trim().toLowerCase());
}

const none: readonly Entry[] = [];

/** Why no entry is listed; `null` where entries are, and before something was typed. */
type Answer = "asking" | "failed" | "so-far" | "empty" | null;

/** The newest entries that contain what was typed; nothing before something was. */
function useFound(
  record: RecordState,
  typed: string,
): { entries: readonly Entry[]; answer: Answer } {
  const [search, setSearch] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), 150);
    return () => clearTimeout(timer);
  }, [typed]);
  const { list, isCurrent } = useRows(record.session, timelineView, search, 0, found - 1);
  if (typed.trim() === "") return { entries: none, answer: null };
  if (search === "") return { entries: none, answer: "asking" };
  const entries = (list.pages[0]?.rows ?? none).slice(0, found);
  if (entries.length > 0) return { entries, answer: null };
  if (list.problem) return { entries, answer: "failed" };
  const isAnswered = list.total !== null && search === typed.trim();
  if (!isAnswered) return { entries, answer: "asking" };
  const isWhole = isCurrent && record.load === "complete";
  return { entries, answer: isWhole ? "empty" : "so-far" };
}
