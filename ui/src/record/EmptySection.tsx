/** Says why there is nothing to see, and what can be done about it. */
import type { Problem, SectionState } from "../contract/contract";
import { Button } from "../design/Button";
import { ProblemCard } from "../design/ProblemCard";
import { Skeleton } from "../design/Skeleton";
import { useWords } from "../l10n/words";
import { useAppState, useEffects } from "../state/context";
import styles from "./EmptySection.module.css";
import type { Nothing } from "./nothing";
import { ProblemLines } from "./SectionProblems";

type Props = {
  nothing: Nothing;
  section: SectionState | undefined;
  search: string;
  isFiltered: boolean;
  problem: Problem | null;
  retry: () => void;
  session: string;
};

export function EmptySection(props: Props) {
  const { nothing, section, search, isFiltered, problem, retry, session } = props;
  const words = useWords();
  if (problem)
    return (
      <div className={styles.empty}>
        <ProblemCard problem={problem}>
          <Button onPress={retry}>{words.say("try-again")}</Button>
        </ProblemCard>
      </div>
    );
  if (nothing === "loading") return <Skeleton />;
  return (
    <div className={styles.empty} data-nothing={nothing}>
      <Reason nothing={nothing} search={search} isFiltered={isFiltered} />
      {nothing === "notAvailable" && section && <Unavailable section={section} session={session} />}
    </div>
  );
}

type ReasonProps = { nothing: Nothing; search: string; isFiltered: boolean };

function Reason({ nothing, search, isFiltered }: ReasonProps) {
  const words = useWords();
  // A filter may be what finds nothing: no sentence speaks of the words alone then.
  if (isFiltered && nothing === "nothingMatches")
    return <p className={styles.title}>{words.say("filter-nothing")}</p>;
  if (isFiltered && nothing === "nothingSoFar")
    return <p className={styles.title}>{words.say("filter-nothing-so-far")}</p>;
  switch (nothing) {
    case "nothingRecorded":
      return (
        <>
          <p className={styles.title}>{words.say("nothing-recorded")}</p>
          <p className={styles.quiet}>{words.say("nothing-recorded-explained")}</p>
        </>
      );
    case "notAvailable":
      return (
        <>
          <p className={styles.title}>{words.say("not-available")}</p>
          <p className={styles.quiet}>{words.say("not-available-explained")}</p>
        </>
      );
    case "nothingArrived":
      return <p className={styles.title}>{words.say("nothing-arrived")}</p>;
    case "nothingMatches":
      return <p className={styles.title}>{words.say("nothing-matches", { search })}</p>;
    case "nothingSoFar":
      return <p className={styles.title}>{words.say("nothing-so-far", { search })}</p>;
    case "outsideSeries":
      return <p className={styles.title}>{words.say("outside-series")}</p>;
    case "loading":
      return null;
  }
}

function Unavailable({ section, session }: { section: SectionState; session: string }) {
  const words = useWords();
  const effects = useEffects();
  const record = useAppState((state) => state.records[session]);
  const canRetry = section.problems.some(({ problem }) => problem.retryable);
  const canBeGranted = section.problems.some(({ problem }) => problem.code === "not-granted");
  const signInAgain = () => {
    if (!record) return;
    effects.signIn.connect({ fhirBaseUrl: record.fhirBaseUrl, session }, record.host);
  };
  return (
    <>
      <ProblemLines problems={section.problems} />
      {canRetry && (
        <Button id="section-retry" onPress={() => effects.record.load(session)}>
          {words.say("reload")}
        </Button>
      )}
      {canBeGranted && (
        <Button id="section-sign-in" onPress={signInAgain}>
          {words.say("sign-in-again")}
        </Button>
      )}
    </>
  );
}
