/** The name of a section, how much of it there is and whether that is all. */
import { useEffect, useState } from "react";
import type { SectionProgress, SectionState } from "../contract/contract";
import { useWords, type Words } from "../l10n/words";
import type { Place } from "../state/state";
import { rowsOf } from "./progress";
import styles from "./SectionHeading.module.css";
import { Everyday, TermText } from "./Term";

type Props = {
  place: Place;
  section: SectionState | undefined;
  progress: SectionProgress;
  /** Rows that a search found. */
  matching: number | null;
  /** Series, where only the newest of each is listed. */
  series?: number | null;
};

export function SectionHeading(props: Props) {
  const { place, section, progress, matching, series } = props;
  const words = useWords();
  const removed = section?.news?.removed ?? 0;
  const counts = () => {
    if (matching !== null) return [words.say("count-matching", { count: matching })];
    if (!section) return [];
    if (series == null) return countWords(section, place, words);
    const { current, historical } = section.counts;
    return [
      words.say("count-latest", { section: place, count: series }),
      words.say("count-values", { count: current + historical }),
    ];
  };
  return (
    <div className={styles.heading}>
      <h2 id="section-title" className={styles.title} data-progress={progress}>
        <TermText id={`place-${place}`} />
      </h2>
      <Everyday id={`place-${place}`} />
      <p className={styles.counts}>
        {counts().map((text) => (
          <span key={text}>{text}</span>
        ))}
        {section?.asOf && (
          <span data-as-of={section.asOf}>
            {words.say("section-as-of", { time: words.clock(section.asOf) })}
          </span>
        )}
        {removed > 0 && (
          <span data-removed={removed}>{words.say("news-removed", { count: removed })}</span>
        )}
        <span className={styles[progress]}>{progressWords(progress, section, words)}</span>
      </p>
    </div>
  );
}

export function countWords(section: SectionState, place: Place, words: Words): string[] {
  const { current, historical } = section.counts;
  const counts: string[] = [];
  if (current > 0) counts.push(words.say("count-current", { section: place, count: current }));
  if (historical > 0)
    counts.push(words.say("count-historical", { section: place, count: historical }));
  return counts;
}

export function progressWords(
  progress: SectionProgress,
  section: SectionState | undefined,
  words: Words,
): string {
  switch (progress) {
    case "loading":
      return section?.expected
        ? words.say("section-loading-of", { here: rowsOf(section), expected: section.expected })
        : words.say("section-loading");
    case "incomplete":
      return words.say("section-incomplete");
    case "notAvailable":
      return words.say("section-not-available");
    case "complete":
      return "";
  }
}

type AnnouncerProps = { place: Place; progress: SectionProgress; count: number };

/** Says where a section stands when that changes, and not with every row that arrives. */
export function Announcer({ place, progress, count }: AnnouncerProps) {
  const words = useWords();
  const [said, setSaid] = useState("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count alone is not worth a sentence
  useEffect(() => {
    const timer = setTimeout(() => {
      setSaid(words.say(`announce-${progress}`, { name: words.say(`place-${place}`), count }));
    }, 400);
    return () => clearTimeout(timer);
  }, [place, progress]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {said}
    </p>
  );
}
