/** The app registers itself with a server that takes that, and says what came back. */
import { useState } from "react";
import type { Authentication, ClientRegistered, ServerSummary } from "../contract/contract";
import { Button } from "../design/Button";
import { Field } from "../design/Field";
import { Fold } from "../design/Fold";
import { ProblemCard } from "../design/ProblemCard";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import type { Outcome } from "../state/effects/outcome";
import styles from "./Registration.module.css";
import { Scopes } from "./ScopeList";
import { scopesOf } from "./scope-words";

type Props = {
  kind: Authentication;
  /** `null` while it is not saved. */
  server: string | null;
  onSaved: (server: ServerSummary) => void;
};

export function RegisterHere({ kind, server, onSaved }: Props) {
  const words = useWords();
  const effects = useEffects();
  const [token, setToken] = useState("");
  const [isAsking, setAsking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ClientRegistered> | null>(null);
  const register = async (saved: string) => {
    const accessToken = token.trim();
    setAsking(true);
    // Whatever comes of it, it does not stay on the screen.
    setToken("");
    const asked = await effects.servers.register({
      server: saved,
      authentication: kind,
      ...(accessToken ? { accessToken } : {}),
    });
    setAsking(false);
    setOutcome(asked);
    if (asked.answer) onSaved(asked.answer.server);
  };
  return (
    <section className={styles.here} data-region="register-here">
      <h3>{words.say("register-here-title")}</h3>
      <p>{words.say(server ? "register-here-explained" : "register-here-save")}</p>
      {server && (
        <>
          <Field
            id="register-token"
            label={words.say("register-here-token")}
            hint={words.say("register-here-token-hint")}
            type="password"
            value={token}
            onChange={setToken}
            autoComplete="off"
          />
          <Button
            id="register-here"
            look="primary"
            isDisabled={isAsking}
            onPress={() => void register(server)}
          >
            {words.say(isAsking ? "register-here-under-way" : "register-here")}
          </Button>
        </>
      )}
      {outcome?.problem && <ProblemCard problem={outcome.problem} />}
      {outcome?.answer && <Registered registered={outcome.answer} />}
    </section>
  );
}

function Registered({ registered }: { registered: ClientRegistered }) {
  const words = useWords();
  const { clientId, authentication, scope, secretExpires, canBeEnded } = registered;
  return (
    <div className={styles.here} role="status" data-registered={clientId}>
      <p>{words.say("register-here-done")}</p>
      <dl className={styles.answers}>
        <div>
          <dt>{words.say("register-here-client")}</dt>
          <dd>
            <code>{clientId}</code>
          </dd>
        </div>
        <div>
          <dt>{words.say("register-here-kind")}</dt>
          <dd>{words.say(`client-${authentication}`)}</dd>
        </div>
        {secretExpires && (
          <div>
            <dt>{words.say("register-here-secret-ends")}</dt>
            <dd>{words.clock(secretExpires)}</dd>
          </div>
        )}
      </dl>
      {scope && (
        <Fold id="registered-scopes" title={words.say("scope-asks")}>
          <Scopes scopes={scopesOf(scope)} />
        </Fold>
      )}
      {canBeEnded && <p className={styles.quiet}>{words.say("register-here-ended")}</p>}
    </div>
  );
}
