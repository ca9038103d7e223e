/** Reads what a reference leads to, from the server, when a person asks for it. It stays out of the record. */
import { useState } from "react";
import type { ResourceRead } from "../contract/contract";
import { Button } from "../design/Button";
import { ProblemCard } from "../design/ProblemCard";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import type { Outcome } from "../state/effects/outcome";
import { titleOf } from "./entry-words";
import { Fields } from "./Fields";
import { JsonView } from "./JsonView";
import styles from "./ReadReference.module.css";

export function ReadReference({ session, reference }: { session: string; reference: string }) {
  const words = useWords();
  const effects = useEffects();
  const [reading, setReading] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<ResourceRead> | null>(null);
  const read = () => {
    setReading(true);
    void effects.record.readReference(session, reference).then((next) => {
      setReading(false);
      setOutcome(next);
    });
  };
  if (outcome?.answer) return <Found found={outcome.answer} />;
  return (
    <>
      <Button look="quiet" data-read={reference} isDisabled={reading} onPress={read}>
        {words.say(reading ? "reference-reading" : "reference-read")}
      </Button>
      {outcome?.problem && <ProblemCard problem={outcome.problem} />}
    </>
  );
}

function Found({ found }: { found: ResourceRead }) {
  const words = useWords();
  return (
    <div className={styles.found}>
      <p className={styles.note}>{words.say("reference-outside")}</p>
      <p className={styles.title} dir="auto">
        {titleOf(found.entry, words)}
      </p>
      <Fields entry={found.entry} details={found.details} fetched={null} />
      <JsonView json={found.json} />
    </div>
  );
}
