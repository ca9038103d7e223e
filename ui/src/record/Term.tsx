/** A term as the person reads: everyday words with the clinical term beneath, or the other way round. */
import { useWords, type Words } from "../l10n/words";
import { useReading } from "../state/ReadingProvider";
import styles from "./Term.module.css";

export type Term = { first: string; beneath: string | null };

/** The term for a message, and its everyday words where there are other ones. */
export function useTerm(): (id: string) => Term {
  const words = useWords();
  const { reading } = useReading();
  return (id) => termOf(words, reading === "patient", id);
}

function termOf(words: Words, isPatient: boolean, id: string): Term {
  const clinical = words.say(id);
  const plain = words.plain(id);
  if (plain === null || plain === clinical) return { first: clinical, beneath: null };
  return isPatient ? { first: plain, beneath: clinical } : { first: clinical, beneath: plain };
}

export function TermText({ id }: { id: string }) {
  const { reading } = useReading();
  const { first, beneath } = useTerm()(id);
  // A clinician knows the term: lists stay short.
  if (beneath === null || reading === "clinician") return first;
  return (
    <span className={styles.term}>
      <span>{first}</span> <span className={styles.beneath}>{beneath}</span>
    </span>
  );
}

/** For a clinician, the words to say to the patient. */
export function Everyday({ id }: { id: string }) {
  const { reading } = useReading();
  const { beneath } = useTerm()(id);
  return beneath === null || reading === "patient" ? null : (
    <span className={styles.beneath}>{beneath}</span>
  );
}
