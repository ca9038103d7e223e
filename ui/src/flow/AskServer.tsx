/** Asks the server what it knows of the session's access token, and says the answer in plain words. */
import { useState } from "react";
import type { TokenStanding } from "../contract/contract";
import { Button } from "../design/Button";
import { Fold } from "../design/Fold";
import { ProblemCard } from "../design/ProblemCard";
import { useWords } from "../l10n/words";
import { Scopes } from "../servers/ScopeList";
import { scopesOf } from "../servers/scope-words";
import { useEffects } from "../state/context";
import type { Outcome } from "../state/effects/outcome";
import styles from "./Story.module.css";

export function AskServer({ session }: { session: string }) {
  const words = useWords();
  const effects = useEffects();
  const [outcome, setOutcome] = useState<Outcome<TokenStanding> | null>(null);
  const [asking, setAsking] = useState(false);
  const ask = async () => {
    setAsking(true);
    setOutcome(await effects.flows.introspect(session));
    setAsking(false);
  };
  return (
    <section className={styles.story} data-region="introspect">
      <div>
        <Button id="introspect" isPending={asking} onPress={() => void ask()}>
          {words.say("introspect")}
        </Button>
      </div>
      {asking && <p role="status">{words.say("introspect-asking")}</p>}
      {outcome?.problem && <ProblemCard problem={outcome.problem} />}
      {outcome?.answer && <Standing standing={outcome.answer} />}
    </section>
  );
}

function Standing({ standing }: { standing: TokenStanding }) {
  const words = useWords();
  const { active, expires, scope } = standing;
  return (
    <div role="status" data-token={active ? "active" : "inactive"}>
      <p>{words.say(active ? "introspect-active" : "introspect-inactive")}</p>
      {expires && <p>{words.say("introspect-expires", { when: words.clock(expires) })}</p>}
      {scope && (
        <Fold id="introspect-scopes" title={words.say("introspect-scopes")}>
          <Scopes scopes={scopesOf(scope)} />
        </Fold>
      )}
    </div>
  );
}
