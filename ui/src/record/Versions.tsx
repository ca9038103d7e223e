/** The versions of the entry that the server keeps, asked for when a person wants to see them. */
import { useState } from "react";
import type { Entry, Version } from "../contract/contract";
import { Button } from "../design/Button";
import { Fold } from "../design/Fold";
import { ProblemCard } from "../design/ProblemCard";
import { Skeleton } from "../design/Skeleton";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import { useOutcome } from "../state/useOutcome";
import { measured, titleOf } from "./entry-words";
import { JsonView } from "./JsonView";
import styles from "./Versions.module.css";

export function Versions({ session, entry }: { session: string; entry: Entry }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Fold
      level={3}
      id="show-versions"
      title={words.say("versions-title")}
      isOpen={open}
      onOpen={setOpen}
    >
      {open && <Listed session={session} entry={entry} />}
    </Fold>
  );
}

function Listed({ session, entry }: { session: string; entry: Entry }) {
  const words = useWords();
  const effects = useEffects();
  const { outcome, again } = useOutcome(`${session} ${entry.key}`, () =>
    effects.record.history(session, entry.key),
  );
  if (!outcome) return <Skeleton rows={2} />;
  if (outcome.problem)
    return (
      <ProblemCard problem={outcome.problem}>
        <Button onPress={again}>{words.say("try-again")}</Button>
      </ProblemCard>
    );
  const { offered, versions, isCut } = outcome.answer;
  if (!offered) return <p>{words.say("versions-not-offered")}</p>;
  return (
    <>
      <ol className={styles.versions}>
        {versions.map((version, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a server may give one version twice
          <li key={index} className={styles.version} data-version={version.version}>
            <One version={version} />
          </li>
        ))}
      </ol>
      {versions.length === 0 && <p>{words.say("versions-none")}</p>}
      {isCut && <p className={styles.cut}>{words.say("versions-cut")}</p>}
    </>
  );
}

function One({ version }: { version: Version }) {
  const words = useWords();
  const { entry, lastUpdated } = version;
  const said = [titleOf(entry, words), measured(entry, words), entry.detail];
  const status = entry.verification ?? entry.status;
  return (
    <>
      <p>
        <strong>{lastUpdated ? words.moment(lastUpdated) : words.say("no-date")}</strong>
        {version.version && (
          <span className={styles.number}>
            {words.say("version-number", { number: version.version })}
          </span>
        )}
      </p>
      <p dir="auto">
        {said.filter(Boolean).join(", ")}
        {status && ` · ${words.code("status", status)}`}
      </p>
      <JsonView json={version.json} />
    </>
  );
}
