/**
 * pdf.js as this app uses it: its worker from our own files, nothing fetched, no scripts, no forms, no
 * links, no WebAssembly (the page's policy allows none of these either).
 */
import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  TextLayer,
} from "pdfjs-dist/legacy/build/pdf.min.mjs";
import workerAddress from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

GlobalWorkerOptions.workerSrc = workerAddress;

export type { PDFDocumentProxy, PDFPageProxy };
export { TextLayer };

/** Pixels that one page may have: more would be memory that a hostile page decides about. */
export const pixelLimit = 24_000_000;

export function openPdf(bytes: Uint8Array) {
  return getDocument({
    // pdf.js takes the buffer over; what was received stays ours.
    data: bytes.slice(),
    enableXfa: false,
    disableAutoFetch: true,
    disableRange: true,
    disableStream: true,
    useWasm: false,
    useWorkerFetch: false,
    stopAtErrors: false,
    maxImageSize: pixelLimit,
    canvasMaxAreaInBytes: pixelLimit * 4,
    verbosity: 0,
  });
}
