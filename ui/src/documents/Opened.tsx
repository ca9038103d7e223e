/** A document that came: what to know before it is read, and the document. */
import { lazy, Suspense } from "react";
import type { Content, DocumentEvent, PlainText } from "../contract/contract";
import { Skeleton } from "../design/Skeleton";
import { useWords } from "../l10n/words";
import { Clinical } from "./Clinical";
import { ImageView } from "./ImageView";
import { LeftOut } from "./LeftOut";
import styles from "./Reader.module.css";
import { Remarks } from "./Remarks";
import { SafePage } from "./SafePage";

/** The reader of PDF is larger than the rest of the app: it comes when it is needed. */
const PdfView = lazy(() => import("./PdfView"));

type Props = {
  opened: Extract<DocumentEvent, { type: "opened" }>;
  bytes: Uint8Array | null;
  name: string;
};

export function Opened({ opened, bytes, name }: Props) {
  const words = useWords();
  const { content, doubts, differences, declared } = opened;
  return (
    <>
      {differences.length > 0 && (
        <div className={styles.otherPerson} role="alert" data-region="other-person">
          <p className={styles.strong}>{words.say("other-person")}</p>
          <ul>
            {differences.map((one) => (
              <li key={one}>{words.say(`other-person-${one}`)}</li>
            ))}
          </ul>
          <p>{words.part("other-person", "action")}</p>
        </div>
      )}
      <Remarks
        remarks={doubts.map((one) => words.say(`doubt-${one}`, { declared: declared ?? "" }))}
      />
      <Shown content={content} bytes={bytes} name={name} />
    </>
  );
}

type ShownProps = { content: Content; bytes: Uint8Array | null; name: string };

function Shown({ content, bytes, name }: ShownProps) {
  const words = useWords();
  switch (content.type) {
    case "pdf":
      return (
        <Suspense fallback={<Skeleton rows={5} />}>
          <PdfView bytes={bytes ?? new Uint8Array()} />
        </Suspense>
      );
    case "image":
      return (
        <ImageView bytes={bytes ?? new Uint8Array()} mediaType={content.mediaType} name={name} />
      );
    case "text":
      return <Text text={content.text} />;
    case "page":
      return (
        <div className={styles.measure} data-content="page">
          <LeftOut leftOut={content.page.leftOut} links={content.page.links} />
          <SafePage html={content.page.html} label={name} />
        </div>
      );
    case "clinical":
      return (
        <Clinical document={content.document}>
          {content.body && <Shown content={content.body} bytes={bytes} name={name} />}
        </Clinical>
      );
    case "unknown":
      return (
        <div className={styles.message} data-content="unknown">
          <p className={styles.strong}>{words.say("reader-unknown")}</p>
          <p>{words.part("reader-unknown", "action")}</p>
        </div>
      );
  }
}

function Text({ text }: { text: PlainText }) {
  const words = useWords();
  return (
    <div className={styles.measure} data-content="text">
      <Remarks
        remarks={[
          text.guessed && words.say("text-guessed"),
          text.cut && words.say("text-cut"),
          text.pictures > 0 && words.say("text-pictures", { count: text.pictures }),
        ]}
      />
      <pre className={styles.text} dir="auto">
        {text.text}
      </pre>
    </div>
  );
}
