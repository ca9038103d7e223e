/** Forgets connections to one server, once the person has read what that means. */
import { useState } from "react";
import type { ConnectionSummary } from "../contract/contract";
import { Button } from "../design/Button";
import { Floating } from "../design/Floating";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import styles from "./Question.module.css";

type Props = { connections: readonly ConnectionSummary[]; look?: "secondary" | "quiet" };

export function Forget({ connections, look = "secondary" }: Props) {
  const words = useWords();
  const effects = useEffects();
  const [asking, setAsking] = useState(false);
  const [first] = connections;
  if (!first) return null;
  const { session, host } = first;
  const nameOf = ({ patient }: ConnectionSummary) => patient ?? words.say("recent-unnamed");
  const names = connections.map(nameOf);
  const forget = () => {
    setAsking(false);
    effects.record.forget(connections.map((one) => one.session));
  };
  return (
    <>
      <Button
        look={look}
        data-forget={session}
        aria-label={words.say("forget-label", { name: names.join("; "), host })}
        onPress={() => setAsking(true)}
      >
        {words.say("forget")}
      </Button>
      {asking && (
        <Floating
          title={words.say("forget-title", { host, count: connections.length })}
          onClose={() => setAsking(false)}
          decision
        >
          <ul className={styles.facts}>
            {connections.map((one) => (
              <li key={one.session} className={styles.host} dir="auto">
                {nameOf(one)}
              </li>
            ))}
          </ul>
          <p>{words.say("forget-explained", { count: connections.length })}</p>
          <div className={styles.actions}>
            <Button id="forget-cancel" onPress={() => setAsking(false)}>
              {words.say("cancel")}
            </Button>
            <Button id="forget-confirm" look="primary" onPress={forget}>
              {words.say("forget")}
            </Button>
          </div>
        </Floating>
      )}
    </>
  );
}
