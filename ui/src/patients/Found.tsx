/** The patients that were found, to choose one of them. */
import { ListBox, ListBoxItem } from "react-aria-components";
import type { PatientMatch } from "../contract/contract";
import { Button } from "../design/Button";
import { Icon } from "../design/Icon";
import { ProblemCard } from "../design/ProblemCard";
import { Skeleton } from "../design/Skeleton";
import { useWords } from "../l10n/words";
import { patientName } from "../record/names";
import { useEffects } from "../state/context";
import type { Desk } from "../state/state";
import { alike } from "./alike";
import styles from "./Found.module.css";
import { PersonFacts } from "./PersonFacts";
import type { Search } from "./useSearch";

export function Found({ desk, search }: { desk: Desk; search: Search }) {
  const { state, ask } = search;
  return (
    <div className={styles.found} aria-busy={state.at === "asking"} data-found={state.at}>
      <Said search={search} />
      {state.at === "asking" && <Skeleton />}
      {state.at === "failed" && <Failed desk={desk} problem={state.problem} again={ask} />}
      {state.at === "found" && (
        <>
          {state.found.problems.map((problem) => (
            <ProblemCard key={problem.reference} problem={problem} announce={false} />
          ))}
          {state.found.patients.length > 0 && (
            <Patients desk={desk} patients={state.found.patients} />
          )}
        </>
      )}
    </div>
  );
}

/** How many there are, read out when they come. */
function Said({ search: { state } }: { search: Search }) {
  const words = useWords();
  const found = state.at === "found" ? state.found : null;
  const count = found?.patients.length ?? 0;
  const isSure = found !== null && found.problems.length === 0;
  return (
    <p role="status" className={styles.said}>
      {found &&
        (count === 0
          ? words.say(isSure ? "patients-none" : "patients-none-so-far")
          : words.say(found.more ? "patients-more" : "patients-found", { count }))}
    </p>
  );
}

type FailedProps = {
  desk: Desk;
  problem: import("../contract/contract").Problem;
  again: () => void;
};

function Failed({ desk, problem, again }: FailedProps) {
  const words = useWords();
  const { signIn } = useEffects();
  const { session, fhirBaseUrl, host } = desk;
  return (
    <ProblemCard problem={problem} bare>
      <Button id="find-again" onPress={again}>
        {words.say("try-again")}
      </Button>
      {!problem.retryable && (
        <Button
          id="sign-in-again"
          look="primary"
          onPress={() => signIn.connect({ fhirBaseUrl, session }, host)}
        >
          {words.say("sign-in-again")}
        </Button>
      )}
    </ProblemCard>
  );
}

function Patients({ desk, patients }: { desk: Desk; patients: readonly PatientMatch[] }) {
  const words = useWords();
  const effects = useEffects();
  const twins = alike(patients);
  return (
    <ListBox
      aria-label={words.say("patients-list")}
      className={styles.list ?? ""}
      onAction={(id) => void effects.patients.open(desk.session, String(id))}
    >
      {patients.map((match) => (
        <ListBoxItem
          key={match.patient.id}
          id={match.patient.id}
          textValue={patientName(match.patient) ?? words.say("name-unknown")}
          className={styles.item ?? ""}
          data-patient={match.patient.id}
        >
          <PersonFacts match={match} isAlike={twins.has(match.patient.id)} />
          <span className={styles.go}>
            <Icon name="chevron" />
          </span>
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
