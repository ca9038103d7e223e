/**
 * All that is on screen while the app is locked. It names no patient and no server: whoever passes by
 * learns that Chartside is on this computer, and nothing else.
 */
import { useEffect, useRef, useState } from "react";
import type { ProblemCode } from "../contract/contract";
import { Button } from "../design/Button";
import { Floating } from "../design/Floating";
import { Mark } from "../design/Mark";
import { ProblemCard } from "../design/ProblemCard";
import { useDelay } from "../design/useDelay";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import type { Locked } from "../state/state";
import styles from "./LockScreen.module.css";
import question from "./Question.module.css";

/** Asking again helps nobody: the way out is to sign out. */
const curedBySigningOut: readonly ProblemCode[] = ["unlock-unavailable"];

export function LockScreen({ lock }: { lock: Locked }) {
  const words = useWords();
  const { unlock } = useEffects().lock;
  const { failed, doing } = lock;
  const reason = `lock-reason-${lock.reason ?? "unknown"}`;
  const button = useUnlockFocus(doing !== null);
  const isStuck = failed !== null && curedBySigningOut.includes(failed.problem.code);
  return (
    <main id="lock" className={styles.page} data-reason={lock.reason ?? "unknown"}>
      <div className={styles.column}>
        <Mark size={56} />
        <h1 id="lock-title" className={styles.title}>
          {words.say("lock-title")}
        </h1>
        <p id="lock-reason" className={styles.reason}>
          <span>{words.say(reason)}</span> <span>{words.part(reason, "next")}</span>
        </p>
        <Button
          id="unlock"
          ref={button}
          look={isStuck ? "secondary" : "primary"}
          aria-describedby="lock-title lock-reason"
          onPress={() => void unlock()}
        >
          {words.say("unlock")}
        </Button>
        <p role="status" className={styles.status} hidden={failed !== null}>
          {doing && <Doing key={doing} doing={doing} />}
        </p>
        {failed && <Failed failed={failed} />}
        <SignOutEverywhere isStuck={isStuck} />
      </div>
    </main>
  );
}

/** Between what it says to do: the buttons above and below stay where they are. */
function Failed({ failed }: { failed: NonNullable<Locked["failed"]> }) {
  const words = useWords();
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    card.current?.scrollIntoView?.({ block: "nearest" });
  }, []);
  return (
    <div ref={card} className={styles.problem}>
      {failed.doing === "unlock" ? (
        <ProblemCard problem={failed.problem} bare />
      ) : (
        <ProblemCard
          problem={failed.problem}
          title={words.say("sign-out-everywhere-failed")}
          works={words.part("sign-out-everywhere-failed", "works")}
          action={words.part("sign-out-everywhere-failed", "action")}
        />
      )}
    </div>
  );
}

/** The button has the focus whenever nothing else could have it, so that Enter is all it takes. */
function useUnlockFocus(isBusy: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after every attempt, too
  useEffect(() => {
    // What had the focus is gone with its screen; a dialog that closes gives it back a frame later.
    const focus = () => {
      if (!isElsewhere()) button.current?.focus();
    };
    focus();
    const frame = requestAnimationFrame(() => requestAnimationFrame(focus));
    window.addEventListener("focus", focus);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("focus", focus);
    };
  }, [isBusy]);
  return button;
}

function isElsewhere(): boolean {
  const { activeElement, body } = document;
  return activeElement !== null && activeElement !== body;
}

/** Waiting is worth a word only after half a second. */
function Doing({ doing }: { doing: NonNullable<Locked["doing"]> }) {
  const words = useWords();
  if (!useDelay(500)) return null;
  return words.say(doing === "unlock" ? "unlock-asking" : "signing-out-everywhere");
}

function SignOutEverywhere({ isStuck }: { isStuck: boolean }) {
  const words = useWords();
  const { signOutEverywhere } = useEffects().lock;
  const [asking, setAsking] = useState(false);
  const confirm = () => {
    setAsking(false);
    void signOutEverywhere();
  };
  return (
    <div className={styles.out}>
      <Button
        id="sign-out-everywhere"
        look={isStuck ? "primary" : "quiet"}
        onPress={() => setAsking(true)}
      >
        {words.say("sign-out-everywhere")}
      </Button>
      {asking && (
        <Floating
          title={words.say("sign-out-everywhere-title")}
          onClose={() => setAsking(false)}
          decision
        >
          <p>{words.say("sign-out-everywhere-explained")}</p>
          <p>{words.say("sign-out-everywhere-stays")}</p>
          <div className={question.actions}>
            <Button id="sign-out-everywhere-cancel" onPress={() => setAsking(false)}>
              {words.say("cancel")}
            </Button>
            <Button id="sign-out-everywhere-confirm" look="primary" onPress={confirm}>
              {words.say("sign-out-everywhere")}
            </Button>
          </div>
        </Floating>
      )}
    </div>
  );
}
