/** What scopes allow, in plain words; the scope itself stands beside. */
import { Fold } from "../design/Fold";
import { useWords } from "../l10n/words";
import styles from "./ScopeList.module.css";
import { scopeInWords, scopesOf } from "./scope-words";

export function ScopeList({ title, scope }: { title: string; scope: string }) {
  const words = useWords();
  const scopes = scopesOf(scope).map((one) => scopeInWords(one, words));
  return (
    <Fold id="scope-words" title={`${title} (${words.count(scopes.length)})`}>
      <Scopes scopes={scopes.map((one) => one.scope)} />
    </Fold>
  );
}

export function Scopes({ scopes }: { scopes: readonly string[] }) {
  const words = useWords();
  return (
    <ul className={styles.list}>
      {scopes
        .map((one) => scopeInWords(one, words))
        .map(({ scope, says }) => (
          <li key={scope} data-scope={scope}>
            {says ?? words.say("scope-unknown")}
            <code className={styles.technical}>{scope}</code>
          </li>
        ))}
    </ul>
  );
}
