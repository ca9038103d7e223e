/** What you are not seeing: parts that did not arrive, and entries that were taken back. */
import { Button } from "../design/Button";
import { Floating } from "../design/Floating";
import { useWords } from "../l10n/words";
import { ScopeList, Scopes } from "../servers/ScopeList";
import { useDispatch, useEffects } from "../state/context";
import type { RecordState } from "../state/state";
import styles from "./NotShown.module.css";
import { notShownSections } from "./not-shown";
import { ProblemLines } from "./SectionProblems";

export function NotShown({ record, onClose }: { record: RecordState; onClose: () => void }) {
  const words = useWords();
  const dispatch = useDispatch();
  const effects = useEffects();
  const sections = notShownSections(record);
  const request = { fhirBaseUrl: record.fhirBaseUrl, session: record.session, askAgain: true };
  return (
    <Floating title={words.say("not-shown-title")} onClose={onClose}>
      <p className={styles.quiet}>
        {words.say(sections.length > 0 ? "not-shown-lead" : "not-shown-nothing")}
      </p>
      {sections.map(({ section, problems, counts }) => (
        <section key={section} className={styles.section}>
          <h3>{words.say(`place-${section}`)}</h3>
          <ProblemLines problems={problems} />
          {counts.notAFact > 0 && (
            <p className={styles.line}>
              {words.say("not-shown-facts", { count: counts.notAFact })}
              <Button
                look="quiet"
                data-not-facts={section}
                onPress={() => dispatch({ type: "wentTo", place: section, mode: "notFacts" })}
              >
                {words.say("not-shown-open")}
              </Button>
            </p>
          )}
        </section>
      ))}
      {record.notGranted.length > 0 && (
        <section className={styles.section}>
          <h3>{words.say("not-shown-scopes")}</h3>
          <Scopes scopes={record.notGranted} />
          <p className={styles.quiet}>{words.say("ask-again-hint")}</p>
          <div>
            <Button id="ask-again" onPress={() => effects.signIn.connect(request, record.host)}>
              {words.say("ask-again")}
            </Button>
          </div>
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
