/** One page: its picture, and its text above it to be selected and read aloud. */
import { useEffect, useRef, useState } from "react";
import { useWords } from "../l10n/words";
import { type PDFDocumentProxy, type PDFPageProxy, pixelLimit, TextLayer } from "./pdf";
import styles from "./Reader.module.css";

type Props = { pdf: PDFDocumentProxy; number: number; width: number; onSeen: () => void };

export function PdfPage({ pdf, number, width, onSeen }: Props) {
  const words = useWords();
  const place = useRef<HTMLElement>(null);
  const seen = useRef(onSeen);
  seen.current = onSeen;
  const [isNear, setNear] = useState(false);
  const page = usePage(pdf, number, isNear);
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const root = element.parentElement;
    const near = new IntersectionObserver(([one]) => setNear(one?.isIntersecting ?? false), {
      root,
      rootMargin: "100% 0px",
    });
    const middle = new IntersectionObserver(([one]) => one?.isIntersecting && seen.current(), {
      root,
      rootMargin: "-45% 0px -45% 0px",
    });
    near.observe(element);
    middle.observe(element);
    return () => {
      near.disconnect();
      middle.disconnect();
    };
  }, []);

  useEffect(() => {
    const element = place.current;
    if (!page || !element) return;
    return draw(page, element, width, () => setDrawn(true));
  }, [page, width]);

  const natural = page?.getViewport({ scale: 1 });
  const ratio = natural ? natural.height / natural.width : Math.SQRT2;
  return (
    <section
      ref={place}
      className={styles.page}
      data-page={number}
      data-drawn={drawn || undefined}
      aria-label={words.say("pdf-page", { page: number, pages: pdf.numPages })}
      style={{ width, height: width * ratio }}
    />
  );
}

function usePage(pdf: PDFDocumentProxy, number: number, isNear: boolean): PDFPageProxy | null {
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  useEffect(() => {
    if (!isNear || page) return;
    let isWanted = true;
    pdf.getPage(number).then(
      (found) => isWanted && setPage(found),
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [pdf, number, isNear, page]);
  return page;
}

/** Draws a page into its place; gives what stops it. */
function draw(page: PDFPageProxy, place: HTMLElement, width: number, onDrawn: () => void) {
  const scale = width / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement("canvas");
  const wanted = window.devicePixelRatio || 1;
  const area = viewport.width * viewport.height;
  const density = Math.min(wanted, Math.sqrt(pixelLimit / area));
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  const task = page.render({
    canvas,
    viewport,
    ...(density === 1 ? {} : { transform: [density, 0, 0, density, 0, 0] }),
  });
  const text = document.createElement("div");
  text.className = styles.textLayer ?? "";
  text.style.setProperty("--total-scale-factor", String(scale));
  text.style.setProperty("--scale-factor", String(scale));
  const layer = new TextLayer({
    textContentSource: page.streamTextContent(),
    container: text,
    viewport,
  });
  Promise.all([task.promise, layer.render()]).then(
    () => {
      place.replaceChildren(canvas, text);
      onDrawn();
    },
    () => {},
  );
  return () => {
    task.cancel();
    layer.cancel();
  };
}
