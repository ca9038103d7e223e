/** The first page of a PDF. */
import { PdfPage } from "./PdfPage";
import { usePdf } from "./usePdf";

/** As wide as the details are; the page is clipped below. */
const width = 340;

export default function PdfPreview({ bytes }: { bytes: Uint8Array }) {
  const { pdf } = usePdf(bytes);
  return pdf && <PdfPage pdf={pdf} number={1} width={width} onSeen={nothing} />;
}

function nothing(): void {}
