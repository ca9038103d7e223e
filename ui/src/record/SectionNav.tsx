/** The sections of the record, with how much is in each. */
import { Button } from "react-aria-components";
import type { SectionState } from "../contract/contract";
import { Icon } from "../design/Icon";
import { useWords, type Words } from "../l10n/words";
import { useDispatch } from "../state/context";
import { type Place, places, type RecordState } from "../state/state";
import styles from "./SectionNav.module.css";

export function SectionNav({ record, place }: { record: RecordState; place: Place }) {
  const words = useWords();
  const dispatch = useDispatch();
  return (
    <nav className={styles.nav} aria-label={words.say("nav-label")}>
      <ul className={styles.list}>
        {places.map((one) => (
          <li key={one}>
            <Button
              className={styles.item ?? ""}
              data-nav={one}
              aria-current={one === place ? "page" : undefined}
              onPress={() => dispatch({ type: "wentTo", place: one })}
            >
              <span className={styles.name}>{words.say(`place-${one}`)}</span>
              <Count section={sectionOf(record, one)} words={words} />
            </Button>
          </li>
        ))}
      </ul>
    </nav>
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
