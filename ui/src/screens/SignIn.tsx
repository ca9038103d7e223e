/** One card that says where a sign-in is, and what can be done about it. */
import { useEffect, useRef } from "react";
import { Button } from "../design/Button";
import { Fold } from "../design/Fold";
import { Icon } from "../design/Icon";
import { ProblemCard } from "../design/ProblemCard";
import { WhatHappened } from "../flow/WhatHappened";
import { useWords } from "../l10n/words";
import { useAppState, useEffects } from "../state/context";
import { isSameServer } from "../state/server-name";
import type { SignIn as SignInState } from "../state/state";
import { EndpointChanges } from "./EndpointChanges";
import { Forget } from "./Forget";
import { OfferedWays } from "./OfferedWays";
import styles from "./SignIn.module.css";
import { WaitingForBrowser } from "./WaitingForBrowser";

const steps = [
  "checkingServer",
  "waitingForBrowser",
  "receivingPermission",
  "openingRecord",
] as const;

export function SignIn({ signIn }: { signIn: SignInState }) {
  const words = useWords();
  const failed = signIn.problem !== null;
  const title = failed ? "sign-in-failed" : "sign-in-title";
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone: reading goes on with the card.
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className={styles.page}>
      <section
        className={styles.card}
        data-signin-step={signIn.step}
        aria-labelledby="signin-title"
      >
        <h1 id="signin-title" ref={heading} tabIndex={-1} className={styles.title}>
          {words.say(title, { server: signIn.server })}
        </h1>
        <Steps signIn={signIn} />
        {signIn.problem ? (
          <Failed signIn={signIn} />
        ) : (
          <>
            {signIn.step === "waitingForBrowser" && <WaitingForBrowser signIn={signIn} />}
            <CancelButton signIn={signIn} />
          </>
        )}
        {signIn.warnings.length > 0 && <Deviations codes={signIn.warnings} />}
      </section>
    </main>
  );
}

function Steps({ signIn }: { signIn: SignInState }) {
  const words = useWords();
  const now = steps.indexOf(signIn.step);
  const stateOf = (index: number) => {
    if (index < now) return "done";
    if (index > now) return "later";
    return signIn.problem ? "failed" : "now";
  };
  return (
    <ol className={styles.steps} aria-live="polite">
      {steps.map((step, index) => {
        const state = stateOf(index);
        return (
          <li
            key={step}
            className={styles.step}
            data-state={state}
            aria-current={state === "now" ? "step" : undefined}
          >
            <span className={styles.number} aria-hidden="true">
              {state === "done" ? <Icon name="check" size={14} /> : index + 1}
            </span>
            {words.say(`step-${step}`)}
            {state !== "later" && (
              <span className="visually-hidden">: {words.say(`step-${state}`)}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function CancelButton({ signIn }: { signIn: SignInState }) {
  const words = useWords();
  const effects = useEffects();
  return (
    <div className={styles.actions}>
      <Button id="signin-cancel" onPress={effects.signIn.cancel}>
        {words.say("cancel")}
      </Button>
      {signIn.name && <WhatHappened wanted={{ flow: signIn.name }} isOver={false} />}
    </div>
  );
}

/** What the server's description does not say as the specification asks: nothing to act on here. */
function Deviations({ codes }: { codes: readonly string[] }) {
  const words = useWords();
  /** A code may be followed by the member that it is about; one without a sentence stands alone. */
  const sentenceOf = (code: string) => {
    const name = code.split(":")[0] ?? code;
    const sentence = words.code("deviation", name);
    return sentence === name ? null : sentence;
  };
  return (
    <div className={styles.deviations}>
      <Fold id="signin-warnings" title={words.say("deviations", { count: codes.length })}>
        <p>{words.say("deviations-explained")}</p>
        <ul>
          {codes.map((code) => (
            <li key={code} data-warning={code}>
              {sentenceOf(code)} <code>{code}</code>
            </li>
          ))}
        </ul>
      </Fold>
    </div>
  );
}

function Failed({ signIn }: { signIn: SignInState }) {
  const words = useWords();
  const effects = useEffects();
  const hasRecord = useAppState(({ records }) => signIn.back && records[signIn.back.session]);
  if (!signIn.problem) return null;
  const { code } = signIn.problem;
  const isAddress = code.startsWith("address-");
  const isTyped = signIn.request.session === undefined && signIn.request.launch === undefined;
  const back = hasRecord ? "back-to-record" : isTyped ? "change-address" : "back-to-start";
  // A launch can be used once: it has to be started again in the EHR.
  const canRepeat =
    signIn.request.launch === undefined && !isAddress && code !== "endpoint-changed";
  const isFirst = signIn.ways.length === 0;
  return (
    <ProblemCard problem={signIn.problem} bare={!hasRecord}>
      <OfferedWays signIn={signIn} />
      {canRepeat && (
        <Button
          id="signin-again"
          look={isFirst ? "primary" : "secondary"}
          onPress={() => effects.signIn.connect(signIn.request, signIn.server)}
        >
          {words.say("try-again")}
        </Button>
      )}
      {signIn.endpoints && <EndpointChanges signIn={signIn} endpoints={signIn.endpoints} />}
      {code === "endpoint-changed" && <ForgetServer signIn={signIn} />}
      <Button
        id="signin-close"
        look={canRepeat || !isFirst ? "secondary" : "primary"}
        onPress={effects.signIn.cancel}
      >
        {words.say(back)}
      </Button>
      {signIn.name && <WhatHappened wanted={{ flow: signIn.name }} isOver />}
    </ProblemCard>
  );
}

/** The way on where a clinic moved its sign-in: what is kept of the old one goes. */
function ForgetServer({ signIn }: { signIn: SignInState }) {
  const connections = useAppState((state) => state.overview?.connections);
  const { fhirBaseUrl } = signIn.request;
  const kept = connections?.filter((one) => isSameServer(one.fhirBaseUrl, fhirBaseUrl)) ?? [];
  return <Forget connections={kept} />;
}
