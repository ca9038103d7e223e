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
import type { Entry, FoundIn } from "../contract/contract";
import { Floating } from "../design/Floating";
import { useWords } from "../l10n/words";
import { useAppState, useDispatch, useEffects } from "../state/context";
import { revisionOf, timelineView } from "../state/lists";
import { type Mode, places, type RecordState } from "../state/state";
import { useOutcome } from "../state/useOutcome";
import { dateText, measured, rowStatus, titleOf } from "./entry-words";
import { Marked } from "./Marked";
import { patientName } from "./names";
import styles from "./Palette.module.css";
import { useActions } from "./useActions";

/** Entries of each section. */
const mostOfEach = 4;

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
  const { sections: found, answer } = useFound(record, typed);
  const remark = answer && <p className={styles.empty}>{words.say(`palette-${answer}`)}</p>;
  const isBare = sections.length + actions.length + found.length + tabs.length === 0;
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
        {found.map((section) => (
          <FoundSection key={section.section} found={section} typed={typed} run={run} />
        ))}
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

type FoundProps = {
  found: FoundIn;
  typed: string;
  run: (then: () => void) => () => void;
};

/** What a section has of it: the newest, how many there are, and the way to all of them. */
function FoundSection({ found, typed, run }: FoundProps) {
  const words = useWords();
  const dispatch = useDispatch();
  const { section, facts, notFacts, rows } = found;
  const name = words.say(`place-${section}`);
  const all = (mode: Mode) =>
    run(() => {
      dispatch({ type: "wentTo", place: section, mode });
      dispatch({ type: "searched", text: typed.trim() });
    });
  return (
    <MenuSection>
      <Header className={styles.header ?? ""}>
        {name} <span className={styles.quiet}>{words.count(facts)}</span>
      </Header>
      {rows.map((entry) => (
        <MenuItem
          key={entry.key}
          id={entry.key}
          textValue={titleOf(entry, words)}
          className={styles.item ?? ""}
          onAction={run(() => {
            dispatch({ type: "wentTo", place: entry.section });
            dispatch({ type: "selected", selected: { key: entry.key, section: entry.section } });
          })}
        >
          <EntryLine entry={entry} typed={typed} />
        </MenuItem>
      ))}
      {facts > rows.length && (
        <MenuItem
          id={`all-${section}`}
          textValue={name}
          className={styles.item ?? ""}
          onAction={all("facts")}
        >
          <span className={styles.more}>{words.say("find-all", { count: facts, name })}</span>
        </MenuItem>
      )}
      {notFacts > 0 && (
        <MenuItem
          id={`not-${section}`}
          textValue={name}
          className={styles.item ?? ""}
          onAction={all("notFacts")}
        >
          <span className={styles.more}>{words.say("find-not-facts", { count: notFacts })}</span>
        </MenuItem>
      )}
    </MenuSection>
  );
}

function EntryLine({ entry, typed }: { entry: Entry; typed: string }) {
  const words = useWords();
  const status = rowStatus(entry, words);
  const quiet = [measured(entry, words), status, entry.source, dateText(entry, words)];
  return (
    <span className={styles.line}>
      <span dir="auto">
        <Marked text={titleOf(entry, words)} typed={typed} />
      </span>
      <span className={styles.quiet}>
        <Marked text={quiet.filter(Boolean).join(" · ")} typed={typed} />
      </span>
    </span>
  );
}

function matches(label: string, typed: string): boolean {
  return label.toLowerCase().includes(typed.trim().toLowerCase());
}

/** Why no entry is listed; `null` where entries are, and before something was typed. */
type Answer = "asking" | "failed" | "so-far" | "empty" | null;

const none: readonly FoundIn[] = [];

/** What contains the words that were typed, by section; nothing before something was. */
function useFound(
  record: RecordState,
  typed: string,
): { sections: readonly FoundIn[]; answer: Answer } {
  const effects = useEffects();
  const [search, setSearch] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), 80);
    return () => clearTimeout(timer);
  }, [typed]);
  const revision = useAppState((state) => revisionOf(state.records[record.session], timelineView));
  const { outcome } = useOutcome(search ? `${revision}\n${search}` : null, () =>
    effects.find.search({ record: record.session, search, most: mostOfEach }),
  );
  if (typed.trim() === "") return { sections: none, answer: null };
  if (outcome?.problem) return { sections: none, answer: "failed" };
  const sections = outcome?.answer?.sections ?? none;
  if (sections.length > 0) return { sections, answer: null };
  if (!outcome || search !== typed.trim()) return { sections, answer: "asking" };
  return { sections, answer: record.load === "complete" ? "empty" : "so-far" };
}
