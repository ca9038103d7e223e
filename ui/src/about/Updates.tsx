/** New versions of the app: how they come, which one there is, what is new in it, and when it is installed. */
import type { Updates as News, UpdateWhen } from "../contract/contract";
import { Button } from "../design/Button";
import { ProblemCard } from "../design/ProblemCard";
import { useWords } from "../l10n/words";
import { useAppState, useEffects } from "../state/context";
import styles from "./Updates.module.css";

export function Updates() {
  const words = useWords();
  const news = useAppState((state) => state.overview?.updates);
  if (!news) return null;
  return (
    <section className={styles.section} aria-labelledby="updates-title" data-updates={news.way}>
      <h2 id="updates-title" className={styles.title}>
        {words.say("updates")}
      </h2>
      {news.way === "itself" ? <OfItself news={news} /> : <p>{words.say(`updates-${news.way}`)}</p>}
    </section>
  );
}

function OfItself({ news }: { news: News }) {
  const words = useWords();
  const effects = useEffects();
  const { offered, stage, askedAt, problem } = news;
  return (
    <>
      {offered ? <Offered news={news} /> : <p role="status">{words.say(standing(news))}</p>}
      {problem && (
        <ProblemCard problem={problem}>
          {problem.retryable && <Look busy={stage !== "idle"} />}
        </ProblemCard>
      )}
      {askedAt && !offered && (
        <p className={styles.quiet}>{words.say("updates-asked", { at: words.clock(askedAt) })}</p>
      )}
      {!problem && !offered && <Look busy={stage !== "idle"} />}
      {stage === "ready" && offered && (
        <div className={styles.actions}>
          <Button id="update-now" onPress={() => effects.program.take("now")}>
            {words.say("update-restart")}
          </Button>
        </div>
      )}
    </>
  );
}

function standing({ stage, askedAt, problem }: News): string {
  if (stage === "asking") return "updates-asking";
  if (problem) return "updates-unknown";
  return askedAt ? "updates-none" : "updates-unasked";
}

function Look({ busy }: { busy: boolean }) {
  const words = useWords();
  const effects = useEffects();
  return (
    <div className={styles.actions}>
      <Button id="updates-check" isDisabled={busy} onPress={effects.program.check}>
        {words.say("updates-check")}
      </Button>
    </div>
  );
}

const ways: readonly UpdateWhen[] = ["atEnd", "now"];

function Offered({ news: { offered, stage } }: { news: News }) {
  const words = useWords();
  const effects = useEffects();
  if (!offered) return null;
  const { version, notes } = offered;
  return (
    <>
      <p role="status" className={styles.offered}>
        {words.say(`update-${stage === "asking" ? "idle" : stage}`, { version })}
      </p>
      {notes && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard
        <section className={styles.notes} aria-label={words.say("update-notes")} tabIndex={0}>
          {/* The update server's words: text, and nothing else. */}
          <pre dir="auto">{notes}</pre>
        </section>
      )}
      {stage === "idle" && (
        <div className={styles.actions}>
          {ways.map((when) => (
            <Button
              key={when}
              id={`update-${when}`}
              look={when === "atEnd" ? "primary" : undefined}
              onPress={() => effects.program.take(when)}
            >
              {words.say(`update-${when}`)}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
