/** The first screen: where to connect, and where one connected before. */
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "../design/Button";
import { Field } from "../design/Field";
import { Icon } from "../design/Icon";
import { ProblemCard } from "../design/ProblemCard";
import { useWords } from "../l10n/words";
import { useAppState, useDispatch, useEffects } from "../state/context";
import { isAddress, withScheme } from "../state/server-name";
import type { SignOutResult } from "../state/state";
import { useKept } from "../state/useKept";
import { AppMenu } from "./AppMenu";
import styles from "./Home.module.css";
import { PolicyServers } from "./PolicyServers";
import { RecentConnections } from "./RecentConnections";
import { UpdateNotice } from "./UpdateNotice";

export function Home() {
  const words = useWords();
  const overview = useAppState((state) => state.overview);
  const problem = useAppState((state) => state.overviewProblem);
  const effects = useEffects();
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever comes back from another screen goes on reading here; the app's first moment is left alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: on arrival only
  useEffect(() => {
    if (overview) heading.current?.focus();
  }, []);
  return (
    <div className={styles.page} aria-busy={!overview && !problem}>
      <div className={styles.menu}>
        <AppMenu />
      </div>
      <main className={styles.main}>
        <header className={styles.head}>
          <p className={styles.mark}>{words.say("app-name")}</p>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {words.say("home-title")}
          </h1>
          <p className={styles.lead}>{words.say("home-lead")}</p>
        </header>
        {problem && (
          <ProblemCard problem={problem}>
            <Button onPress={effects.overview}>{words.say("try-again")}</Button>
          </ProblemCard>
        )}
        <UpdateNotice />
        <SignedOut />
        <Beginning />
        {overview && <RecentConnections connections={overview.connections} />}
      </main>
      <footer className={styles.foot}>
        {overview && words.say("version", { version: overview.version })}
      </footer>
    </div>
  );
}

/** How the last sign-out ended: said once, until something else is begun. */
function SignedOut() {
  const words = useWords();
  const result = useAppState((state) => state.signedOut);
  if (result === null) return null;
  const { host, answer } = result;
  const how = answer.revoked ? "confirmed" : "unconfirmed";
  return (
    <p role="status" className={styles.signedOut} data-signed-out={how}>
      {words.say(sentenceOf(result), { host: host ?? "" })}
    </p>
  );
}

function sentenceOf({ host, answer: { revoked } }: SignOutResult): string {
  if (host === null)
    return revoked ? "signed-out-everywhere-confirmed" : "signed-out-everywhere-unconfirmed";
  return revoked ? "signed-out-confirmed" : "signed-out-unconfirmed";
}

/** Where to begin: what the owner of this computer has set, and a server of one's own where that is left. */
function Beginning() {
  const words = useWords();
  const policy = useAppState((state) => state.overview?.policy);
  if (policy?.problem) return <ProblemCard problem={policy.problem} bare />;
  if (!policy || policy.mayChange)
    return (
      <>
        <PolicyServers servers={policy?.servers ?? []} />
        <ConnectForm />
      </>
    );
  return (
    <>
      <PolicyServers servers={policy.servers} />
      <p className={styles.locked} data-locked="servers">
        <Icon name="lock" size={14} />
        {words.say("servers-locked")}
      </p>
    </>
  );
}

function ConnectForm() {
  const words = useWords();
  const effects = useEffects();
  const dispatch = useDispatch();
  const demo = useAppState((state) => state.overview?.demo);
  const before = useAppState((state) => state.lastAttempt);
  const [address, setAddress] = useKept("home-address", () => before?.fhirBaseUrl ?? "");
  const [error, setError] = useState<"server-missing" | "server-not-address" | null>(null);
  const edit = (text: string) => {
    setAddress(text);
    setError(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isAddress(address)) {
      setError(address.trim() === "" ? "server-missing" : "server-not-address");
      document.getElementById("server-address")?.focus();
      return;
    }
    effects.signIn.connect({ fhirBaseUrl: withScheme(address) });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.address}>
        <Field
          id="server-address"
          label={words.say("server-label")}
          hint={words.say("server-hint")}
          placeholder={words.say("server-example")}
          error={error && words.say(error)}
          value={address}
          onChange={edit}
          type="text"
          inputMode="url"
          autoComplete="off"
          large
        />
        <Button id="connect" look="primary" type="submit">
          {words.say("connect")}
        </Button>
      </div>
      {demo && (
        <div className={styles.demo}>
          <Button
            id="demo-connect"
            onPress={() => effects.signIn.connect({ fhirBaseUrl: demo.fhirBaseUrl })}
          >
            {words.say("try-demo")}
          </Button>
          <p className={styles.quiet}>{words.say("demo-note")}</p>
        </div>
      )}
      <div className={styles.more}>
        <Button
          id="more"
          look="quiet"
          onPress={() => dispatch({ type: "pageOpened", page: "connections" })}
        >
          <Icon name="chevron" size={14} />
          {words.say("more")}
        </Button>
      </div>
    </form>
  );
}
