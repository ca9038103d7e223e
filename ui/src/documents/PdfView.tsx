/** A PDF: its pages one below the other, drawn when they come into sight. */
import { useEffect, useRef, useState } from "react";
import { useWords } from "../l10n/words";
import { PdfPage } from "./PdfPage";
import styles from "./Reader.module.css";
import { usePdf } from "./usePdf";
import { Zoom } from "./Zoom";

export default function PdfView({ bytes }: { bytes: Uint8Array }) {
  const words = useWords();
  const { pdf, hasFailed } = usePdf(bytes);
  const [zoom, setZoom] = useState(1);
  const [page, setPage] = useState(1);
  const scroll = useRef<HTMLElement>(null);
  const width = useWidth(scroll, pdf !== null);
  if (hasFailed)
    return (
      <div className={styles.message} role="alert" data-content="pdf-failed">
        <p className={styles.strong}>{words.say("pdf-failed")}</p>
        <p>{words.part("pdf-failed", "action")}</p>
      </div>
    );
  if (!pdf) return null;
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);
  return (
    <div className={styles.viewer} data-content="pdf" data-pages={pdf.numPages}>
      <div className={styles.tools}>
        <p className={styles.facts} role="status">
          {words.say("pdf-page", { page, pages: pdf.numPages })}
        </p>
        <Zoom zoom={zoom} onZoom={setZoom} />
      </div>
      <section
        ref={scroll}
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
        tabIndex={0}
        aria-label={words.say("pdf-pages")}
      >
        {width > 0 &&
          numbers.map((number) => (
            <PdfPage
              key={number}
              pdf={pdf}
              number={number}
              width={width * zoom}
              onSeen={() => setPage(number)}
            />
          ))}
      </section>
    </div>
  );
}

/** How wide a page is at "fit the width". */
function useWidth(place: React.RefObject<HTMLElement | null>, isThere: boolean): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = place.current;
    if (!element || !isThere) return;
    const measure = () => setWidth(Math.min(1000, Math.max(200, element.clientWidth - 32)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [place, isThere]);
  return width;
}
