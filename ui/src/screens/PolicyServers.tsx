/** The servers that the owner of this computer has set, each one step from its sign-in page. */
import { Button } from "react-aria-components";
import type { PolicyServer } from "../contract/contract";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import styles from "./RecentConnections.module.css";

export function PolicyServers({ servers }: { servers: readonly PolicyServer[] }) {
  const words = useWords();
  const effects = useEffects();
  if (servers.length === 0) return null;
  return (
    <section aria-labelledby="policy-title">
      <h2 id="policy-title" className={styles.title}>
        {words.say("policy-servers-title")}
      </h2>
      <ul className={styles.list}>
        {servers.map(({ server, name, host }) => (
          <li key={server} className={styles.item}>
            <Button
              className={styles.connection ?? ""}
              data-policy-server={server}
              onPress={() => effects.signIn.connect({ server, fhirBaseUrl: "" }, name)}
            >
              <span className={styles.patient} dir="auto">
                {name}
              </span>
              <span className={styles.host}>{host}</span>
              <span className={styles.go}>
                <Icon name="chevron" />
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
