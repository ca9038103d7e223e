/** A PDF while it is on screen. */
import { useEffect, useState } from "react";
import { openPdf, type PDFDocumentProxy } from "./pdf";

export function usePdf(bytes: Uint8Array) {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const task = openPdf(bytes);
    let isWanted = true;
    task.promise.then(
      (opened) => isWanted && setPdf(opened),
      () => isWanted && setFailed(true),
    );
    return () => {
      isWanted = false;
      setPdf(null);
      void task.destroy();
    };
  }, [bytes]);
  return { pdf, hasFailed };
}
