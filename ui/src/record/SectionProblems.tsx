/** What of a section did not load and why: one line for each FHIR type. */
import type { SectionProblem, SectionState } from "../contract/contract";
import { Button } from "../design/Button";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import styles from "./SectionProblems.module.css";

export function SectionProblems({ section, session }: { section: SectionState; session: string }) {
  const words = useWords();
  const effects = useEffects();
  if (section.problems.length === 0) return null;
  const canRetry = section.problems.some(({ problem }) => problem.retryable);
  return (
    <div className={styles.problems} role="note">
      <span className={styles.icon}>
        <Icon name="warning" />
      </span>
      <div className={styles.body}>
        {section.progress !== "complete" && section.progress !== "loading" && (
          <p className={styles.title}>{words.say("incomplete-note")}</p>
        )}
        <ProblemLines problems={section.problems} />
        {canRetry && section.progress !== "loading" && (
          <div>
            <Button id="section-retry" onPress={() => effects.record.load(session)}>
              {words.say("reload")}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

export function ProblemLines({ problems }: { problems: readonly SectionProblem[] }) {
  const words = useWords();
  return (
    <ul className={styles.lines}>
      {problems.map(({ resourceType, problem, count, parts }) => (
        <li key={`${resourceType} ${problem.reference}`} data-problem={problem.code}>
          {resourceType && <span className={styles.type}>{resourceType} </span>}{" "}
          {words.say(`problem-${problem.code}`)}{" "}
          {count !== null && `(${words.say("missing-entries", { count })}) `}
          {parts.length > 0 && `${words.say("missing-parts", { parts: parts.join(", ") })} `}
          <span className={styles.quiet}>
            {words.part(`problem-${problem.code}`, "action")}{" "}
            {problem.serverMessage && (
              <span dir="auto">
                {words.say("server-says", { message: problem.serverMessage })}{" "}
              </span>
            )}
            <span className={styles.code}>
              {words.say("reference", { reference: problem.reference })}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
