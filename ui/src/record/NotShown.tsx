/** What you are not seeing: everything that did not arrive, by reason, and entries that were taken back. */
import type { SectionProblem } from "../contract/contract";
import { Button } from "../design/Button";
import { Floating } from "../design/Floating";
import { useWords } from "../l10n/words";
import { ScopeList, Scopes } from "../servers/ScopeList";
import { useDispatch, useEffects } from "../state/context";
import type { RecordState } from "../state/state";
import styles from "./NotShown.module.css";
import { type Group, notFactSections, notShownGroups } from "./not-shown";

type Props = { record: RecordState; onClose: () => void };

export function NotShown({ record, onClose }: Props) {
  const words = useWords();
  const groups = notShownGroups(record);
  const isAll = groups.length === 0 && notFactSections(record).length === 0;
  return (
    <Floating title={words.say("not-shown-title")} onClose={onClose}>
      <p className={styles.quiet}>{words.say(isAll ? "not-shown-nothing" : "not-shown-lead")}</p>
      {groups.map((group) => (
        <GroupView key={group.reason} group={group} record={record} />
      ))}
      <NotFacts record={record} />
      {record.notGranted.length > 0 && (
        <section className={styles.group}>
          <h3>{words.say("not-shown-scopes")}</h3>
          <Scopes scopes={record.notGranted} />
          <p className={styles.quiet}>{words.say("ask-again-hint")}</p>
          <SignInAgain id="ask-again" record={record} />
        </section>
      )}
      {record.granted.length > 0 && (
        <ScopeList title={words.say("not-shown-granted")} scope={record.granted.join(" ")} />
      )}
      <div>
        <Button onPress={onClose}>{words.say("close")}</Button>
      </div>
    </Floating>
  );
}

function GroupView({ group, record }: { group: Group; record: RecordState }) {
  const words = useWords();
  const { reason, count, remedy, lines } = group;
  const asksBelow = remedy === "signIn" && record.notGranted.length > 0;
  return (
    <section className={styles.group} data-reason={reason}>
      <h3 className={styles.title}>
        {words.say(`missing-${reason}`)}
        {count !== null && lines.length > 1 && (
          <span className={styles.count}>{words.say("missing-entries", { count })}</span>
        )}
      </h3>
      <p className={styles.quiet}>{words.part(`missing-${reason}`, "means")}</p>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <Line
            key={line.problem.reference}
            line={line}
            record={record}
            again={remedy === "again"}
          />
        ))}
      </ul>
      {remedy === "signIn" && !asksBelow && <SignInAgain record={record} />}
    </section>
  );
}

function Line({
  line,
  record,
  again,
}: {
  line: SectionProblem;
  record: RecordState;
  again: boolean;
}) {
  const words = useWords();
  const effects = useEffects();
  const { resourceType, problem, parts, count } = line;
  const kind = words.code("kind", resourceType);
  // What was stopped at a limit of this app goes on from there.
  const isMore = problem.code === "stopped-at-limit";
  return (
    <li className={styles.line} data-problem={problem.code}>
      <div className={styles.what}>
        <p>
          <span className={styles.kind}>{kind || words.say("missing-record")}</span>
          {kind !== resourceType && <code className={styles.type}>{resourceType}</code>}
          {count !== null && (
            <span className={styles.count}>{words.say("missing-entries", { count })}</span>
          )}
        </p>
        <p className={styles.quiet}>
          {words.say(`problem-${problem.code}`)}{" "}
          {parts.length > 0 && words.say("missing-parts", { parts: parts.join(", ") })}{" "}
          <span className={styles.reference}>
            {words.say("reference", { reference: problem.reference })}
          </span>
        </p>
        {problem.serverMessage && (
          <blockquote className={styles.said} dir="auto">
            {problem.serverMessage}
          </blockquote>
        )}
      </div>
      {again && resourceType && (
        <Button
          data-again={resourceType}
          aria-label={words.say(isMore ? "missing-more-label" : "missing-again-label", { kind })}
          isDisabled={record.load === "loading"}
          onPress={() => effects.record.loadPart(record.session, resourceType)}
        >
          {words.say(isMore ? "missing-more" : "missing-again")}
        </Button>
      )}
    </li>
  );
}

function NotFacts({ record }: { record: RecordState }) {
  const words = useWords();
  const dispatch = useDispatch();
  const sections = notFactSections(record);
  if (sections.length === 0) return null;
  return (
    <section className={styles.group} data-reason="notFacts">
      <h3 className={styles.title}>{words.say("missing-notFacts")}</h3>
      <p className={styles.quiet}>{words.part("missing-notFacts", "means")}</p>
      <ul className={styles.lines}>
        {sections.map(({ section, counts }) => (
          <li key={section} className={styles.line}>
            <p className={styles.what}>
              <span className={styles.kind}>{words.say(`place-${section}`)}</span>
              <span className={styles.count}>
                {words.say("missing-entries", { count: counts.notAFact })}
              </span>
            </p>
            <Button
              data-not-facts={section}
              aria-label={words.say("missing-open-label", { name: words.say(`place-${section}`) })}
              onPress={() => dispatch({ type: "wentTo", place: section, mode: "notFacts" })}
            >
              {words.say("not-shown-open")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SignInAgain({ record, id }: { record: RecordState; id?: string }) {
  const words = useWords();
  const effects = useEffects();
  const request = { fhirBaseUrl: record.fhirBaseUrl, session: record.session, askAgain: true };
  return (
    <div>
      <Button {...(id ? { id } : {})} onPress={() => effects.signIn.connect(request, record.host)}>
        {words.say("ask-again")}
      </Button>
    </div>
  );
}
