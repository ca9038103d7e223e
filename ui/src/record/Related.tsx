/** What the entry points at and what points at it, to be followed in place. */
import { Button as Press } from "react-aria-components";
import type { Entry, Link } from "../contract/contract";
import { Button } from "../design/Button";
import { ProblemCard } from "../design/ProblemCard";
import { useWords } from "../l10n/words";
import { useDispatch, useEffects } from "../state/context";
import { revisionOf, sectionView } from "../state/lists";
import type { RecordState, Selected } from "../state/state";
import { useOutcome } from "../state/useOutcome";
import { dateText, kindOf, titleOf } from "./entry-words";
import { type LinkGroup, linkGroups, roleOf } from "./links";
import { ReadReference } from "./ReadReference";
import styles from "./Related.module.css";
import { RowMarks } from "./RowMarks";
import { Flags, Measured } from "./Value";

type Props = { record: RecordState; selected: Selected };

export function Related({ record, selected }: Props) {
  const words = useWords();
  const effects = useEffects();
  const { session } = record;
  const revision = revisionOf(record, sectionView("section", selected.section));
  const { outcome, again } = useOutcome(`${session} ${selected.key} ${revision}`, () =>
    effects.record.related(session, selected.key),
  );
  if (outcome?.problem)
    return (
      <ProblemCard problem={outcome.problem}>
        <Button onPress={again}>{words.say("try-again")}</Button>
      </ProblemCard>
    );
  if (!outcome?.answer) return null;
  const { references, referrers, referrersTotal } = outcome.answer;
  return (
    <>
      {linkGroups(references).map((group) => (
        <Group key={group.name} group={group} record={record} selected={selected} />
      ))}
      {referrers.length > 0 && (
        <section className={styles.group} aria-label={words.say("links-named-by")}>
          <h3 className={styles.heading}>
            {words.say("links-named-by")} <span>{words.count(referrersTotal)}</span>
          </h3>
          <ul>
            {referrers.slice(0, shown).map((entry) => (
              <li key={entry.key}>
                <Target entry={entry} selected={selected} />
              </li>
            ))}
          </ul>
          {referrersTotal > shown && (
            <p className={styles.more}>
              {words.say("links-more", { count: referrersTotal - shown })}
            </p>
          )}
        </section>
      )}
    </>
  );
}

/** A visit is named by everything that was done in it. */
const shown = 30;

type GroupProps = { group: LinkGroup; record: RecordState; selected: Selected };

function Group({ group, record, selected }: GroupProps) {
  const words = useWords();
  return (
    <section className={styles.group} aria-label={words.say(`links-${group.name}`)}>
      <h3 className={styles.heading}>
        {words.say(`links-${group.name}`)} <span>{words.count(group.links.length)}</span>
      </h3>
      <ul>
        {group.links.map((link) => (
          <li key={`${link.path} ${link.reference}`}>
            {link.entry ? (
              <Target
                entry={link.entry}
                selected={selected}
                role={group.name === "points" ? roleOf(link.path, words) : ""}
              />
            ) : (
              <NotHere link={link} record={record} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type TargetProps = { entry: Entry; selected: Selected; role?: string | null };

/** A resource of the record. */
function Target({ entry, selected, role }: TargetProps) {
  const words = useWords();
  const dispatch = useDispatch();
  const open = () =>
    dispatch({
      type: "selected",
      selected: { key: entry.key, section: entry.section, from: selected },
    });
  const kind = role ?? kindOf(entry, "timeline", words);
  const date = dateText(entry, words);
  return (
    <Press className={styles.link ?? ""} data-link={entry.key} onPress={open}>
      <span className={styles.what}>
        <span className={styles.name} data-standing={entry.standing} dir="auto">
          {titleOf(entry, words)}
        </span>
        <span className={styles.second}>
          {kind && <span>{kind}</span>}
          <RowMarks entry={entry} />
          {date && <span>{date}</span>}
        </span>
      </span>
      {(entry.value || entry.components.length > 0) && (
        <span className={styles.value}>
          <Measured entry={entry} />
          <Flags entry={entry} />
        </span>
      )}
    </Press>
  );
}

/** A reference that leads out of the record. */
function NotHere({ link, record }: { link: Link; record: RecordState }) {
  const words = useWords();
  const name = link.display ?? link.reference;
  return (
    <div className={styles.out} data-leads={link.leads}>
      <span className={styles.what}>
        <span dir="auto">{name}</span>
        <span className={styles.second}>
          <span>{roleOf(link.path, words)}</span>
          {link.leads !== "toServer" && <span>{words.say(`leads-${link.leads}`)}</span>}
        </span>
      </span>
      {link.leads === "toServer" && (
        <ReadReference session={record.session} reference={link.reference} />
      )}
    </div>
  );
}
