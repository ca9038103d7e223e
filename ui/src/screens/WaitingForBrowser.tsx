/** While the browser is open: how long it can wait, and the ways out when it does not come back. */
import { type FormEvent, useEffect, useState } from "react";
import { Button } from "../design/Button";
import { CopyButton } from "../design/CopyButton";
import { Field } from "../design/Field";
import { Fold } from "../design/Fold";
import { ProblemCard } from "../design/ProblemCard";
import { useDelay } from "../design/useDelay";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import type { SignIn } from "../state/state";
import styles from "./SignIn.module.css";

const pasteOfferedAfter = 20_000;
const waitsFor = 10 * 60_000;

export function WaitingForBrowser({ signIn }: { signIn: SignIn }) {
  const words = useWords();
  const effects = useEffects();
  const [byHand, setByHand] = useState<string | null>(null);
  const way = signIn.way ?? "scheme";
  const showLink = async () => setByHand((await effects.signIn.authorizeLink()) ?? "");
  return (
    <div className={styles.waiting}>
      {signIn.browserProblem ? (
        <ProblemCard problem={signIn.browserProblem} />
      ) : (
        <p data-way={way}>{words.say(`waiting-hint-${way}`)}</p>
      )}
      <div className={styles.ways}>
        <Button id="signin-reopen" onPress={effects.signIn.reopenBrowser}>
          {words.say("reopen-browser")}
        </Button>
        <CopyButton
          id="signin-copy"
          look="secondary"
          label={words.say("copy-link")}
          text={effects.signIn.authorizeLink}
          onRefused={() => void showLink()}
        />
      </div>
      {byHand !== null && <LinkByHand link={byHand} />}
      <PasteRedirect signIn={signIn} />
      {signIn.waitingSince !== null && <TimeLeft since={signIn.waitingSince} />}
    </div>
  );
}

/** Where the clipboard refuses, the link can still be selected; where there is none, that is said. */
function LinkByHand({ link }: { link: string }) {
  const words = useWords();
  if (link === "")
    return (
      <p role="alert" data-link="none">
        {words.say("link-none")}
      </p>
    );
  return (
    <Field
      id="signin-link"
      label={words.say("link-by-hand")}
      value={link}
      isReadOnly
      lines={3}
      monospaced
      autoFocus
    />
  );
}

function PasteRedirect({ signIn }: { signIn: SignIn }) {
  const words = useWords();
  const effects = useEffects();
  const offered = useDelay(pasteOfferedAfter);
  const isAwaited = signIn.way === "paste";
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) void effects.signIn.pasteRedirect(text.trim());
  };
  return (
    <Fold
      id="signin-paste-open"
      title={words.say(isAwaited ? "paste-title-awaited" : "paste-title")}
      isOpen={chosen ?? (isAwaited || offered)}
      onOpen={setChosen}
    >
      <form className={styles.paste} onSubmit={submit}>
        <p>{words.say("paste-hint")}</p>
        <Field
          id="signin-paste"
          label={words.say("paste-label")}
          value={text}
          onChange={setText}
          lines={3}
          monospaced
          autoComplete="off"
        />
        {signIn.pasteProblem && (
          <ProblemCard problem={signIn.pasteProblem} action={words.say("paste-again")} />
        )}
        <div className={styles.actions}>
          <Button id="signin-paste-submit" type="submit">
            {words.say("paste-submit")}
          </Button>
        </div>
      </form>
    </Fold>
  );
}

function TimeLeft({ since }: { since: number }) {
  const words = useWords();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.max(0, Math.floor((since + waitsFor - now) / 60_000));
  return <p className={styles.left}>{words.say("waiting-left", { minutes })}</p>;
}
