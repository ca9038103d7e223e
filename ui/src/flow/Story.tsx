/** Where the token comes from, and why there is a code: with the values of this very sign-in. */
import type { Flow, FlowParameter } from "../contract/contract";
import { useWords } from "../l10n/words";
import { find } from "./equals";
import { Secret } from "./Secret";
import styles from "./Story.module.css";

export function Story({ flow }: { flow: Flow }) {
  const words = useWords();
  const { kind, host } = flow.summary;
  if (kind !== "signIn")
    return (
      <section className={styles.story} data-region="flow-story">
        <p>{words.say(`flow-story-${kind}`, { host })}</p>
      </section>
    );
  return (
    <section className={styles.story} data-region="flow-story" aria-labelledby="flow-story-title">
      <h2 id="flow-story-title" className={styles.title}>
        {words.say("flow-story-title")}
      </h2>
      <ol className={styles.points}>
        <li>{words.say("flow-story-browser", { host })}</li>
        <li>
          {words.say("flow-story-code")} <Value parameter={find(flow, "code", true)} />
        </li>
        <li>
          {words.say("flow-story-exchange", { host })}{" "}
          <Value parameter={find(flow, "code_verifier", false)} />
        </li>
        <li>
          {words.say("flow-story-token")} <Value parameter={find(flow, "access_token", true)} />
        </li>
      </ol>
      <p className={styles.quiet}>{words.say("flow-story-marks")}</p>
    </section>
  );
}

function Value({ parameter }: { parameter: FlowParameter | null }) {
  if (parameter?.value.type !== "redacted") return null;
  return <Secret value={parameter.value} />;
}
