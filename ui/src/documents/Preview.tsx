/**
 * How a document begins: its first page or its first lines, as safe as in the reader, which one key opens.
 * What does not fit the patient is not shown before the reader has said so.
 */
import { lazy, Suspense } from "react";
import { Button as Press } from "react-aria-components";
import type { Content } from "../contract/contract";
import { Skeleton } from "../design/Skeleton";
import { useDelay } from "../design/useDelay";
import { useWords } from "../l10n/words";
import styles from "./Preview.module.css";
import { SafePage } from "./SafePage";
import { useBlob } from "./useBlob";
import { useDocument } from "./useDocument";

const PdfPreview = lazy(() => import("./PdfPreview"));

type Props = {
  attachment: { record: string; key: string; index: number };
  name: string;
  onOpen: () => void;
};

/** Who moves through a list with the keys does not fetch every document that is passed. */
const calm = 400;

export function Preview(props: Props) {
  return useDelay(calm) ? <Begun {...props} /> : null;
}

function Begun({ attachment, name, onOpen }: Props) {
  const words = useWords();
  const { reading } = useDocument(attachment);
  if (reading.at === "coming") return <Skeleton rows={3} />;
  // Why it cannot be read is told where it is opened.
  if (reading.at !== "open") return null;
  const { content, differences } = reading.opened;
  if (differences.length > 0)
    return <p className={styles.withheld}>{words.say("preview-other-person")}</p>;
  const first = <First content={content} bytes={reading.bytes ?? new Uint8Array()} />;
  if (content.type === "unknown") return null;
  return (
    <div className={styles.preview} data-region="preview" data-content={content.type}>
      <div className={styles.clip} inert aria-hidden="true">
        {first}
      </div>
      <Press
        className={styles.cover ?? ""}
        data-preview=""
        aria-label={words.say("document-open-name", { name })}
        onPress={onOpen}
      />
    </div>
  );
}

type FirstProps = { content: Content; bytes: Uint8Array };

function First({ content, bytes }: FirstProps) {
  switch (content.type) {
    case "pdf":
      return (
        <Suspense fallback={<Skeleton rows={3} />}>
          <PdfPreview bytes={bytes} />
        </Suspense>
      );
    case "image":
      return <Picture bytes={bytes} mediaType={content.mediaType} />;
    case "text":
      return (
        <pre className={styles.text} dir="auto">
          {content.text.text.slice(0, firstLetters)}
        </pre>
      );
    case "page":
      return <SafePage html={content.page.html} />;
    case "clinical": {
      const section = content.document.sections.find(({ html }) => html);
      return (
        <>
          {section?.title && <p className={styles.title}>{section.title}</p>}
          {section?.html && <SafePage html={section.html} />}
          {!section && content.body && <First content={content.body} bytes={bytes} />}
        </>
      );
    }
    case "unknown":
      return null;
  }
}

/** More than fits into the box. */
const firstLetters = 2_000;

function Picture({ bytes, mediaType }: { bytes: Uint8Array; mediaType: string }) {
  const source = useBlob(bytes, mediaType);
  return source && <img className={styles.picture} src={source} alt="" />;
}
