/** Says that sign-ins are forgotten at the end, where there is no place to keep them, and why. */
import { useState } from "react";
import { Button } from "../design/Button";
import { Floating } from "../design/Floating";
import { Notice } from "../design/Notice";
import { useWords } from "../l10n/words";
import { useAppState, useEffects } from "../state/context";
import styles from "./Question.module.css";

const curedByReset: readonly string[] = ["keyring-entry-lost", "vault-damaged"];

export function CustodyNotice() {
  const words = useWords();
  const effects = useEffects();
  const custody = useAppState((state) => state.custody);
  const [asking, setAsking] = useState(false);
  if (!custody || custody.persistent) return null;
  const canReset = custody.problem && curedByReset.includes(custody.problem.code);
  const reset = () => {
    setAsking(false);
    void effects.resetVault();
  };
  return (
    <>
      <Notice title={words.say("custody-session-only")} problem={custody.problem}>
        <Button id="retry-keyring" onPress={() => void effects.retryKeyring()}>
          {words.say("retry-keyring")}
        </Button>
        {canReset && (
          <Button id="reset-vault" onPress={() => setAsking(true)}>
            {words.say("reset-vault")}
          </Button>
        )}
      </Notice>
      {asking && (
        <Floating title={words.say("reset-vault-title")} onClose={() => setAsking(false)} decision>
          <p>{words.say("reset-vault-explained")}</p>
          <div className={styles.actions}>
            <Button onPress={() => setAsking(false)}>{words.say("cancel")}</Button>
            <Button id="reset-vault-confirm" look="primary" onPress={reset}>
              {words.say("reset-vault")}
            </Button>
          </div>
        </Floating>
      )}
    </>
  );
}
