/** The full reading view: below the patient's banner, above everything else of the record; Esc goes back. */
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { AttachmentSummary, Entry, Problem } from "../contract/contract";
import { Button } from "../design/Button";
import { Icon } from "../design/Icon";
import { ProblemCard } from "../design/ProblemCard";
import { useWords } from "../l10n/words";
import { rowStatus, titleOf } from "../record/entry-words";
import { useEffects } from "../state/context";
import { sizeText } from "./bytes";
import { Coming } from "./Coming";
import { Opened } from "./Opened";
import styles from "./Reader.module.css";
import { useDocument } from "./useDocument";
import { readingPlace, useTakesPlace } from "./useTakesPlace";

type Props = {
  record: string;
  entry: Entry;
  attachment: AttachmentSummary;
  onClose: () => void;
};

export function Reader(props: Props) {
  const place = readingPlace();
  return place ? createPortal(<Shown {...props} />, place) : null;
}

function Shown({ record, entry, attachment, onClose }: Props) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const wanted = { record, key: entry.key, index: attachment.index };
  const { reading, open, cancel } = useDocument(wanted);
  const name = attachment.title ?? titleOf(entry, words);
  useTakesPlace(onClose);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main
      className={styles.reader}
      data-region="reader"
      data-reading={reading.at}
      aria-label={words.say("reader-label", { name })}
      aria-busy={reading.at === "coming"}
    >
      <header className={styles.head}>
        <Button id="close-reader" look="quiet" onPress={onClose}>
          <Icon name="back" />
          {words.say("reader-back")}
        </Button>
        <div className={styles.about}>
          <h2 ref={heading} tabIndex={-1} className={styles.title} dir="auto">
            {name}
          </h2>
          <p className={styles.facts} dir="auto">
            {factsOf(entry, attachment)}
          </p>
        </div>
        <Save wanted={wanted} />
      </header>
      <Standing entry={entry} />
      <div className={styles.body} data-region="reader-body">
        {reading.at === "coming" && <Coming reading={reading} onCancel={cancel} />}
        {reading.at === "open" && (
          <Opened opened={reading.opened} bytes={reading.bytes} name={name} />
        )}
        {reading.at === "failed" && (
          <div className={styles.message}>
            <ProblemCard problem={reading.problem}>
              {reading.problem.retryable && (
                <Button onPress={open}>{words.say("reader-open-again")}</Button>
              )}
            </ProblemCard>
          </div>
        )}
        {reading.at === "cancelled" && (
          <div className={styles.message}>
            <p>{words.say("reader-cancelled")}</p>
            <Button onPress={open}>{words.say("reader-open-again")}</Button>
          </div>
        )}
      </div>
    </main>
  );

  function factsOf({ date, source }: Entry, { contentType, size }: AttachmentSummary): string {
    return [
      date ? words.moment(date.raw) : words.say("no-date"),
      source,
      rowStatus(entry, words),
      contentType,
      size === null ? null : sizeText(size, words),
    ]
      .filter(Boolean)
      .join(" · ");
  }
}

/** A document that must not be read as if it stood. */
function Standing({ entry }: { entry: Entry }) {
  const words = useWords();
  const id = standingId(entry);
  if (!id) return null;
  return (
    <p className={styles.standing} data-standing={entry.standing} role="status">
      <Icon name="warning" />
      {words.say(id)}
    </p>
  );
}

function standingId({ standing, status }: Entry): string | null {
  if (standing === "notAFact") return "document-status-not-a-fact";
  if (standing === "historical") return "document-status-superseded";
  if (standing === "tentative") return "document-status-preliminary";
  if (standing === "unknown") return "document-status-unknown";
  return status === "amended" ? "document-status-amended" : null;
}

function Save({ wanted }: { wanted: { record: string; key: string; index: number } }) {
  const words = useWords();
  const effects = useEffects();
  const [file, setFile] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    const saved = await effects.documents.save(wanted);
    setSaving(false);
    setFile(saved.answer?.file ?? null);
    setProblem(saved.problem);
  };
  return (
    <div className={styles.save}>
      <Button id="save-document" isDisabled={isSaving} onPress={() => void save()}>
        {words.say("reader-save")}
      </Button>
      <p className={styles.facts} role="status" data-saved={file ?? undefined}>
        {file && words.say("reader-saved", { file })}
      </p>
      {problem && <ProblemCard problem={problem} />}
    </div>
  );
}
