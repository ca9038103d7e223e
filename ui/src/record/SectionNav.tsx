/** The sections of the record, with how much is in each. Those without entries are folded away. */
import { useState } from "react";
import { Button } from "react-aria-components";
import type { SectionState } from "../contract/contract";
import { Icon } from "../design/Icon";
import { useWords, type Words } from "../l10n/words";
import { useDispatch } from "../state/context";
import { type Place, places, type RecordState } from "../state/state";
import { rowsOf } from "./progress";
import styles from "./SectionNav.module.css";
import { TermText } from "./Term";

export function SectionNav({ record, place }: { record: RecordState; place: Place }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const folded = places.filter((one) => one !== place && isFolded(one, record));
  const item = (one: Place) => (
    <li key={one}>
      <Item record={record} place={one} isHere={one === place} />
    </li>
  );
  return (
    <nav className={styles.nav} aria-label={words.say("nav-label")}>
      <ul className={styles.list}>
        {places.filter((one) => !folded.includes(one)).map(item)}
        {folded.length > 0 && (
          <li>
            <Button
              id="nav-empty"
              className={styles.fold ?? ""}
              aria-expanded={open}
              onPress={() => setOpen(!open)}
            >
              <span className={styles.chevron} data-open={open || undefined}>
                <Icon name="chevron" size={12} />
              </span>
              <span className={styles.name}>
                {words.say("nav-empty", { count: folded.length })}
              </span>
              <Unknown folded={folded} record={record} words={words} />
            </Button>
          </li>
        )}
        {open && folded.map(item)}
      </ul>
    </nav>
  );
}

/** Places that every record has: that one of them is empty is worth a line. */
const essential: ReadonlySet<Place> = new Set([
  "summary",
  "allergies",
  "problems",
  "medications",
  "results",
  "vitals",
  "immunizations",
  "procedures",
  "encounters",
  "reports",
  "documents",
  "timeline",
]);

function isFolded(place: Place, record: RecordState): boolean {
  if (essential.has(place)) return false;
  const section = sectionOf(record, place);
  return !section || rowsOf(section) === 0;
}

/** Without entries is not always nothing recorded. */
function Unknown(props: { folded: readonly Place[]; record: RecordState; words: Words }) {
  const { folded, record, words } = props;
  const isUnknown = folded.some((one) => {
    const progress = sectionOf(record, one)?.progress;
    return progress === "incomplete" || progress === "notAvailable";
  });
  if (!isUnknown) return null;
  return (
    <span className={styles.incomplete}>
      <Icon name="warning" size={12} />
      <span className="visually-hidden">{words.say("nav-empty-unknown")}</span>
    </span>
  );
}

function Item({ record, place, isHere }: { record: RecordState; place: Place; isHere: boolean }) {
  const words = useWords();
  const dispatch = useDispatch();
  return (
    <Button
      className={styles.item ?? ""}
      data-nav={place}
      aria-current={isHere ? "page" : undefined}
      onPress={() => dispatch({ type: "wentTo", place })}
    >
      <span className={styles.name}>
        <TermText id={`place-${place}`} />
      </span>
      <Count section={sectionOf(record, place)} words={words} />
    </Button>
  );
}

function sectionOf(record: RecordState, place: Place): SectionState | undefined {
  return place === "summary" || place === "timeline" ? undefined : record.sections[place];
}

function Count({ section, words }: { section: SectionState | undefined; words: Words }) {
  if (!section) return null;
  const { current, historical } = section.counts;
  const facts = current + historical;
  if (section.progress === "notAvailable" && facts === 0)
    return (
      <span className={styles.count}>
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{words.say("section-not-available")}</span>
      </span>
    );
  if (section.progress === "loading" && facts === 0)
    return (
      <span className={styles.count}>
        <span aria-hidden="true">…</span>
        <span className="visually-hidden">{words.say("section-loading")}</span>
      </span>
    );
  return (
    <span className={styles.count}>
      {section.progress === "incomplete" && (
        <span className={styles.incomplete}>
          <Icon name="warning" size={12} />
          <span className="visually-hidden">{words.say("section-incomplete")}</span>
        </span>
      )}
      {words.count(facts)}
      {section.progress === "loading" && (
        <>
          <span aria-hidden="true">…</span>
          <span className="visually-hidden">{words.say("section-loading")}</span>
        </>
      )}
    </span>
  );
}
