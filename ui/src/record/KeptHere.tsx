/** What is kept of the patient on this computer, and how to have it forgotten. */
import { useState } from "react";
import type { Keeping } from "../contract/contract";
import { Button } from "../design/Button";
import { Floating } from "../design/Floating";
import { useWords, type Words } from "../l10n/words";
import { useEffects } from "../state/context";
import type { RecordState } from "../state/state";
import styles from "./KeptHere.module.css";
import { patientName } from "./names";

type Props = { record: RecordState; onClose: () => void };

export function KeptHere({ record, onClose }: Props) {
  const words = useWords();
  const [asking, setAsking] = useState(false);
  if (asking) return <ForgetPatient record={record} onClose={onClose} />;
  return (
    <Floating title={words.say("kept-title")} onClose={onClose}>
      <p data-keeping={record.keeping?.type}>{keepingWords(record.keeping, words)}</p>
      <div className={styles.actions}>
        <Button id="forget-patient" onPress={() => setAsking(true)}>
          {words.say("forget-patient")}
        </Button>
        <Button onPress={onClose}>{words.say("close")}</Button>
      </div>
    </Floating>
  );
}

function ForgetPatient({ record, onClose }: Props) {
  const words = useWords();
  const effects = useEffects();
  const name = record.banner ? patientName(record.banner) : null;
  return (
    <Floating title={words.say("forget-patient-title")} onClose={onClose} decision>
      <p className={styles.who} dir="auto">
        {name ?? words.say("name-unknown")}
      </p>
      <p>{words.say("forget-patient-removed")}</p>
      <ul className={styles.removed}>
        {["record", "name", "news"].map((what) => (
          <li key={what}>{words.say(`forget-patient-${what}`)}</li>
        ))}
      </ul>
      <p className={styles.quiet}>{words.say("forget-patient-stays")}</p>
      <div className={styles.actions}>
        <Button id="forget-patient-cancel" onPress={onClose}>
          {words.say("cancel")}
        </Button>
        <Button
          id="forget-patient-confirm"
          look="primary"
          onPress={() => effects.record.forgetPatient(record.session)}
        >
          {words.say("forget-patient-confirm")}
        </Button>
      </div>
    </Floating>
  );
}

function keepingWords(keeping: Keeping | null, words: Words): string {
  if (!keeping) return words.say("kept-unknown");
  return words.say(keeping.type === "disk" ? "kept-disk" : `kept-memory-${keeping.because}`);
}
