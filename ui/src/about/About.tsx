/** What this program is, who may use it how, and what others wrote that is part of it. */
import { Fold } from "../design/Fold";
import { useWords } from "../l10n/words";
import { useAppState } from "../state/context";
import styles from "./About.module.css";
import { Updates } from "./Updates";
import { useTerms } from "./useTerms";

const paragraphs = ["about-purpose", "about-privacy", "about-licence", "about-help"];

export function About() {
  const words = useWords();
  const version = useAppState((state) => state.overview?.version ?? "");
  return (
    <div className={styles.page}>
      <p className={styles.version}>{words.say("about-version", { version })}</p>
      {paragraphs.map((id) => (
        <p key={id}>{words.say(id)}</p>
      ))}
      <Updates />
      <Fold id="about-others" title={words.say("about-others")}>
        <Terms />
      </Fold>
    </div>
  );
}

function Terms() {
  const words = useWords();
  const terms = useTerms();
  if (terms === undefined) return <p data-terms="asking">{words.say("about-others-waiting")}</p>;
  if (terms === null) return <p data-terms="none">{words.say("about-others-none")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard
    <section className={styles.terms} aria-label={words.say("about-others")} tabIndex={0}>
      <pre data-terms="shown">{terms}</pre>
    </section>
  );
}
