/** The addresses that a server changed: seen side by side before anything is sent to the new ones. */
import { Button } from "../design/Button";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import type { SignIn } from "../state/state";
import styles from "./EndpointChanges.module.css";

type Props = { signIn: SignIn; endpoints: NonNullable<SignIn["endpoints"]> };

export function EndpointChanges({ signIn, endpoints }: Props) {
  const words = useWords();
  const effects = useEffects();
  const { changes, confirmation } = endpoints;
  return (
    <div className={styles.changes} data-region="endpoints">
      <p>{words.say("endpoints-changed")}</p>
      {changes.map(({ name, before, now }) => (
        <dl key={name} className={styles.change} data-endpoint={name}>
          <dt className={styles.name}>{words.code("endpoint-name", name)}</dt>
          <dd>
            <span className={styles.when}>{words.say("endpoints-before")}</span>{" "}
            {before ?? words.say("endpoints-none")}
          </dd>
          <dd>
            <span className={styles.when}>{words.say("endpoints-now")}</span>{" "}
            <strong>{now ?? words.say("endpoints-none")}</strong>
          </dd>
        </dl>
      ))}
      <div>
        <Button
          id="endpoints-agree"
          onPress={() => effects.signIn.connect({ ...signIn.request, confirmation }, signIn.server)}
        >
          {words.say("endpoints-agree")}
        </Button>
      </div>
    </div>
  );
}
