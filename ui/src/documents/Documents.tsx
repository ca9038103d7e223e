/** What a resource brings to be read: attachments, its text, its versions. */
import { useState } from "react";
import type { AttachmentSummary, Entry, ResourceView } from "../contract/contract";
import { Button } from "../design/Button";
import { useWords } from "../l10n/words";
import { rowStatus, titleOf } from "../record/entry-words";
import { useDispatch } from "../state/context";
import { sizeText } from "./bytes";
import styles from "./Documents.module.css";
import { Elsewhere } from "./Elsewhere";
import { Narrative } from "./Narrative";
import { Preview } from "./Preview";
import { Reader } from "./Reader";
import { useAttachments } from "./useAttachments";

type Props = { record: string; view: ResourceView };

export function Documents({ record, view }: Props) {
  const words = useWords();
  const { entry, json } = view;
  const held = useAttachments(record, entry.key, json);
  const [reading, setReading] = useState<AttachmentSummary | null>(null);
  const answer = held?.answer;
  if (!answer) return null;
  const { attachments, narrative, versions } = answer;
  const first = attachments.find(isSmall);
  return (
    <>
      {attachments.length > 0 && (
        <section className={styles.documents} aria-label={words.say("documents")}>
          <ul className={styles.list}>
            {attachments.map((one) => (
              <Attachment
                key={one.index}
                record={record}
                entry={entry}
                attachment={one}
                onOpen={() => setReading(one)}
              />
            ))}
          </ul>
          {first && !reading && (
            <Preview
              key={`${entry.key} ${first.index}`}
              attachment={{ record, key: entry.key, index: first.index }}
              name={first.title ?? titleOf(entry, words)}
              onOpen={() => setReading(first)}
            />
          )}
        </section>
      )}
      {versions.length > 0 && <Versions versions={versions} entry={entry} />}
      {narrative && <Narrative narrative={narrative} />}
      {reading && (
        <Reader
          key={reading.index}
          record={record}
          entry={entry}
          attachment={reading}
          onClose={() => {
            setReading(null);
            document.getElementById(`open-document-${reading.index}`)?.focus();
          }}
        />
      )}
    </>
  );
}

/** Larger ones come when they are asked for. */
const largestPreview = 5_000_000;

function isSmall({ place, size }: AttachmentSummary): boolean {
  return (place.type === "record" || place.type === "server") && (size ?? 0) <= largestPreview;
}

type AttachmentProps = {
  record: string;
  entry: Entry;
  attachment: AttachmentSummary;
  onOpen: () => void;
};

function Attachment({ record, entry, attachment, onOpen }: AttachmentProps) {
  const words = useWords();
  const { index, title, contentType, size, place } = attachment;
  const name = title ?? titleOf(entry, words);
  const facts = [contentType, size === null ? null : sizeText(size, words)];
  return (
    <li className={styles.attachment} data-attachment={index} data-place={place.type}>
      <div>
        <p className={styles.name} dir="auto">
          {name}
        </p>
        <p className={styles.quiet}>{facts.filter(Boolean).join(" · ")}</p>
      </div>
      {(place.type === "record" || place.type === "server") && (
        <Button
          id={`open-document-${index}`}
          look="primary"
          aria-label={words.say("document-open-name", { name })}
          onPress={onOpen}
        >
          {words.say("document-open")}
        </Button>
      )}
      {place.type === "nowhere" && <p className={styles.quiet}>{words.say("document-nowhere")}</p>}
      {place.type === "elsewhere" && (
        <Elsewhere
          attachment={{ record, key: entry.key, index }}
          host={place.host}
          mayOpen={place.mayOpen}
        />
      )}
    </li>
  );
}

function Versions({ versions, entry }: { versions: readonly Entry[]; entry: Entry }) {
  const words = useWords();
  const dispatch = useDispatch();
  return (
    <section className={styles.documents} aria-label={words.say("document-versions")}>
      <h3 className={styles.heading}>{words.say("document-versions")}</h3>
      <ol className={styles.list}>
        {versions.map((one) => (
          <li key={one.key} className={styles.version} data-version={one.key}>
            {one.key === entry.key ? (
              <span>
                {dated(one)} · {words.say("document-version-this")}
              </span>
            ) : (
              <Button
                look="quiet"
                onPress={() =>
                  dispatch({ type: "selected", selected: { key: one.key, section: one.section } })
                }
              >
                {dated(one)}
              </Button>
            )}
            <span className={styles.quiet}>{rowStatus(one, words)}</span>
          </li>
        ))}
      </ol>
    </section>
  );

  function dated(one: Entry): string {
    return one.date ? words.day(one.date.raw) : words.say("no-date");
  }
}
