/** Connections of before, the last one first. */
import { Button } from "react-aria-components";
import type { ConnectionSummary } from "../contract/contract";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import { Forget } from "./Forget";
import styles from "./RecentConnections.module.css";

export function RecentConnections({ connections }: { connections: readonly ConnectionSummary[] }) {
  const words = useWords();
  if (connections.length === 0) return null;
  return (
    <section aria-labelledby="recent-title">
      <h2 id="recent-title" className={styles.title}>
        {words.say("recent-title")}
      </h2>
      <ul className={styles.list}>
        {connections.map((connection) => (
          <li key={connection.session} className={styles.item}>
            <Connection connection={connection} />
            <Forget connections={[connection]} look="quiet" />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Connection({ connection }: { connection: ConnectionSummary }) {
  const words = useWords();
  const effects = useEffects();
  const { session, fhirBaseUrl, host, patient, signedIn, lastUsed, choosesPatient } = connection;
  const open = () =>
    signedIn
      ? effects.record.open(session)
      : effects.signIn.connect({ fhirBaseUrl, session }, host);
  return (
    <Button className={styles.connection ?? ""} data-connection={session} onPress={open}>
      <span className={styles.patient} dir="auto">
        {patient ?? words.say(choosesPatient ? "recent-several" : "recent-unnamed")}
      </span>
      <span className={styles.host}>{host}</span>
      <span className={styles.when}>
        {words.say(signedIn ? "recent-ready" : "recent-sign-in")} ·{" "}
        {words.say("recent-last-used", { when: words.clock(lastUsed) })}
      </span>
      <span className={styles.go}>
        <Icon name="chevron" />
      </span>
    </Button>
  );
}
