/**
 * Says that the app is about to lock because nobody did anything. It floats, so that nothing moves under
 * a pointer; it is read out once, and takes no focus: any key or movement is an answer as well.
 */
import { useEffect, useState } from "react";
import { Button } from "../design/Button";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { useAppState, useEffects } from "../state/context";
import styles from "./LockingSoon.module.css";

export function LockingSoon() {
  const words = useWords();
  const soon = useAppState((state) => state.lockingSoon);
  const { active } = useEffects().lock;
  return (
    // Stays reachable beside a dialog.
    <div data-react-aria-top-layer="true">
      <p role="status" className="visually-hidden">
        {soon && words.say("lock-soon-spoken", soon)}
      </p>
      {soon && (
        <div className={styles.notice} data-notice="locking-soon">
          <span className={styles.icon}>
            <Icon name="lock" />
          </span>
          <p className={styles.text} aria-hidden="true">
            <strong>
              <Left seconds={soon.seconds} />
            </strong>
            <span className={styles.quiet}>{words.say("lock-soon-why")}</span>
          </p>
          <Button id="lock-stay" onPress={active}>
            {words.say("lock-stay")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Left({ seconds }: { seconds: number }) {
  const words = useWords();
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const look = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    look();
    const timer = setInterval(look, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return left > 0 ? words.say("lock-soon", { seconds: left }) : words.say("lock-soon-now");
}
