/** Everything that is known about the selected row, as the record holds it now. */
import type { Entry, ResourceView } from "../contract/contract";
import { Button } from "../design/Button";
import { CopyButton } from "../design/CopyButton";
import { Icon } from "../design/Icon";
import { ProblemCard } from "../design/ProblemCard";
import { Skeleton } from "../design/Skeleton";
import { Documents } from "../documents/Documents";
import { useWords } from "../l10n/words";
import { useDispatch, useEffects } from "../state/context";
import type { RecordState, Selected } from "../state/state";
import styles from "./Detail.module.css";
import { bloodPressure, copyText, measured, rowStatus, titleOf } from "./entry-words";
import { Fields } from "./Fields";
import { JsonView } from "./JsonView";
import { Related } from "./Related";
import { RuleList } from "./RuleList";
import { warningRules } from "./rules";
import { TrendPanel } from "./TrendPanel";
import { useResource } from "./useResource";
import { Flags } from "./Value";
import { Versions } from "./Versions";

type Props = { record: RecordState; selected: Selected };

export function Detail({ record, selected }: Props) {
  const words = useWords();
  const dispatch = useDispatch();
  const { resource, ask } = useResource(record, selected);
  const entry = resource?.view?.entry;
  const section = entry?.section ?? selected.section;
  return (
    <aside
      className={styles.detail}
      data-region="detail"
      data-detail-key={selected.key}
      aria-label={words.say("detail-label")}
      aria-busy={!entry && !resource?.problem}
    >
      <div className={styles.head}>
        {selected.from && <Back to={selected.from} />}
        <p className={styles.kind}>
          {section === "other" ? entry?.resourceType : words.say(`place-${section}`)}
        </p>
        <Button
          id="close-detail"
          look="quiet"
          aria-label={words.say("close")}
          onPress={() => dispatch({ type: "selected", selected: null })}
        >
          <Icon name="close" />
        </Button>
      </div>
      {resource?.view && <Shown record={record} selected={selected} view={resource.view} />}
      {resource?.problem && (
        <ProblemCard problem={resource.problem}>
          <Button onPress={ask}>{words.say("try-again")}</Button>
        </ProblemCard>
      )}
      {!resource?.view && !resource?.problem && <Skeleton rows={3} />}
    </aside>
  );
}

/** To the entry from which a reference led here. */
function Back({ to }: { to: Selected }) {
  const words = useWords();
  const dispatch = useDispatch();
  return (
    <Button
      id="detail-back"
      look="quiet"
      aria-label={words.say("back")}
      onPress={() => dispatch({ type: "selected", selected: to })}
    >
      <Icon name="back" />
    </Button>
  );
}

type ShownProps = { record: RecordState; selected: Selected; view: ResourceView };

function Shown({ record, selected, view }: ShownProps) {
  const words = useWords();
  const effects = useEffects();
  const { entry } = view;
  const value = measured(entry, words);
  // Who opens a document wants to read it.
  const isRead = entry.section === "documents";
  return (
    <>
      <h2 className={styles.title} data-standing={entry.standing} dir="auto">
        {titleOf(entry, words)}
      </h2>
      {entry.standing === "notAFact" && (
        <p className={styles.notAFact}>
          {words.say("not-a-fact-because", { why: rowStatus(entry, words) ?? "" })}
        </p>
      )}
      {value && (entry.value || bloodPressure(entry)) && (
        <p className={styles.value} data-standing={entry.standing}>
          {value} <Flags entry={entry} />
        </p>
      )}
      <Warnings entry={entry} />
      {isRead && <Documents record={record.session} view={view} />}
      <Fields entry={entry} details={view.details} fetched={record.asOf} />
      {!isRead && <Documents record={record.session} view={view} />}
      {entry.analyte && (
        <TrendPanel session={record.session} analyte={entry.analyte} entry={entry} />
      )}
      <div className={styles.actions}>
        <CopyButton
          id="copy-entry"
          label={words.say("copy-entry")}
          text={copyText(entry, words)}
          onCopied={effects.clipboard.hold}
        />
      </div>
      <Related record={record} selected={selected} />
      <RuleList entry={entry} />
      <Versions key={entry.key} session={record.session} entry={entry} />
      <JsonView json={view.json} />
    </>
  );
}

function Warnings({ entry }: { entry: Entry }) {
  const words = useWords();
  if (entry.warnings.length === 0) return null;
  return (
    <ul className={styles.warnings}>
      {entry.warnings.map((warning) => (
        <li
          key={warning}
          className={styles.warning}
          title={warningRules(entry, words) ?? undefined}
        >
          <span className={styles.icon}>
            <Icon name="warning" />
          </span>
          {words.say(`warning-${warning}`)}
        </li>
      ))}
    </ul>
  );
}
