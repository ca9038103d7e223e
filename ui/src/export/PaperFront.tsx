/** The front of a printed record: where it comes from, what was chosen, what is missing. */
import { useWords, type Words } from "../l10n/words";
import type { Paper, RecordState } from "../state/state";
import styles from "./Paper.module.css";

type Props = { paper: Paper; record: RecordState; time: string; printed: string };

export function PaperFront({ paper, record, time, printed }: Props) {
  const words = useWords();
  const { what } = paper;
  const facts: [string, string][] = [
    [words.say("paper-source"), record.fhirBaseUrl],
    [words.say("paper-as-of"), time],
    [words.say("paper-made"), printed],
    [words.say("paper-range"), rangeText(paper, words)],
  ];
  const without = [
    !what.historical && words.say("paper-without-historical"),
    !what.notFacts && words.say("paper-without-not-facts"),
  ].filter(Boolean);
  const missing = what.sections.filter(
    (section) => record.sections[section]?.progress !== "complete",
  );
  return (
    <header className={styles.front}>
      <h1>{words.say("paper-title")}</h1>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {without.length > 0 && (
        <p className={styles.quiet}>{words.say("paper-without", { what: without.join(", ") })}</p>
      )}
      {missing.length > 0 && (
        <p className={styles.incomplete}>
          <strong>{words.say("export-missing-title")}.</strong>{" "}
          {missing.map((section) => words.say(`place-${section}`)).join(", ")}
        </p>
      )}
    </header>
  );
}

function rangeText({ what: { from, to } }: Paper, words: Words): string {
  const day = (raw: string | undefined) => (raw ? words.day(raw) : "");
  const kind = from && to ? "between" : from ? "from" : to ? "to" : "all";
  return words.say(`paper-range-${kind}`, { from: day(from), to: day(to) });
}
