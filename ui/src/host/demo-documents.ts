/** Documents of the made-up host: one of each kind, so that every viewer can be looked at. */
import type {
  AttachmentSummary,
  Attachments,
  Content,
  DocumentEvent,
  Entry,
  LeftOut,
  Narrative,
} from "../contract/contract";
import type { CallAnswers, StreamAnswers } from "./memory";

const nothing: LeftOut = { active: 0, pictures: 0, cut: false };

const plain: AttachmentSummary = {
  index: 0,
  contentType: "text/plain",
  title: "Letter to the practice",
  creation: "2023-11-03",
  size: 1840,
  place: { type: "record" },
};

const kinds: readonly AttachmentSummary[] = [
  { ...plain, contentType: "application/pdf", title: "Discharge summary", size: 182_300 },
  plain,
  { ...plain, contentType: "text/html", title: "History and physical", size: 9200 },
  { ...plain, contentType: "application/xml", title: "Continuity of care", size: 61_000 },
  { ...plain, contentType: "image/png", title: "Electrocardiogram", size: 640 },
  {
    ...plain,
    contentType: "application/pdf",
    title: "Radiology report",
    place: { type: "elsewhere", host: "images.city-lab.example", mayOpen: true },
  },
  { ...plain, contentType: "application/msword", title: "Referral", size: 44_000 },
];

const narrative: Narrative = {
  status: "additional",
  text: {
    html: "<div><p><b>Discharge summary</b>, 3 November 2023.</p><ul><li>Wound dry</li><li>Walks without help</li></ul></div>",
    links: [],
    leftOut: nothing,
  },
} as unknown as Narrative;

function attachments(entry: Entry | undefined): Attachments {
  if (entry?.resourceType !== "DocumentReference")
    return { attachments: [], narrative: null, versions: [] };
  const older = { ...entry, key: `${entry.key}-1`, status: "superseded", date: null };
  return {
    attachments: kinds.map((one, index) => ({ ...one, index })),
    narrative,
    versions: [entry, older],
  };
}

function contentOf(index: number): Content {
  switch (index) {
    case 0:
      return { type: "pdf" };
    case 1:
      return {
        type: "text",
        text: {
          text: "Dear colleague,\n\nMs Smith was seen for review. Feels well.\nNo hypoglycaemia.\n\nKind regards\nDr A. Okafor",
          cut: false,
          guessed: true,
          pictures: 0,
        },
      };
    case 2:
      return {
        type: "page",
        page: {
          html: "<h2>History and physical</h2><p><b>Assessment.</b> Blood pressure above target; see the guideline [guidelines.example].</p><table><tbody><tr><th>Weight</th><td>81.4 kg</td></tr><tr><th>Pulse</th><td>72 /min</td></tr></tbody></table><p><del>5 mg</del> 10 mg once daily</p>",
          links: [{ host: "guidelines.example", url: "https://guidelines.example/hypertension" }],
          leftOut: { active: 1, pictures: 2, cut: false },
        },
      } as unknown as Content;
    case 3:
      return clinical;
    case 4:
      return { type: "image", mediaType: "image/png" };
    default:
      return { type: "unknown" };
  }
}

const clinical = {
  type: "clinical",
  body: null,
  document: {
    title: "Continuity of care",
    kind: "Summary of episode note",
    time: "2026-02-03T14:05:00+01:00",
    patients: [
      { family: "Smyth", given: "Anna", text: null, birthDate: "1961-02-03", gender: "Female" },
    ],
    authors: [{ name: "Dr Lena Brandt", organization: "Riverside Clinic", time: "2026-02-03" }],
    custodian: "Riverside Clinic",
    authenticator: null,
    sections: [
      {
        title: "Allergies",
        level: 1,
        entries: 1,
        html: "<table><thead><tr><th>Substance</th><th>Reaction</th></tr></thead><tbody><tr><td>Penicillin</td><td>Hives</td></tr></tbody></table>",
      },
      {
        title: "Plan of treatment",
        level: 1,
        entries: 2,
        html: "<ol><li>Blood pressure daily</li><li>HbA1c in <strong>3 months</strong></li></ol>",
      },
      { title: "Functional status", level: 1, entries: 3, html: null },
      { title: "Social history", level: 2, entries: 0, html: "<p>Does not smoke.</p>" },
    ],
    cut: false,
    links: [],
    leftOut: nothing,
  },
} as unknown as Content;

/** Two pages of a PDF, written by hand. */
function pdf(): string {
  const page = (text: string) =>
    `BT /F1 20 Tf 60 760 Td 26 TL (${text}) Tj T* /F1 12 Tf (St Mary's Hospital) Tj T* (Ms Smith was admitted with community-acquired pneumonia.) Tj T* (Amoxicillin was replaced by doxycycline because of a penicillin allergy.) Tj ET`;
  const pages = [page("Discharge summary"), page("Page two")];
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
    ...pages.map(
      (_, at) =>
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + at} 0 R /Resources << /Font << /F1 7 0 R >> >> >>`,
    ),
    ...pages.map((text) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`),
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  const parts = objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`);
  return btoa(`%PDF-1.4\n${parts.join("")}trailer\n<< /Size 8 /Root 1 0 R >>\n%%EOF\n`);
}

const dot =
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9QzzCKRxWOKqSvQgBAlAUXDZ8JwQAAAABJRU5ErkJggg==";

function open(index: number, send: (event: DocumentEvent) => void): void {
  const content = contentOf(index);
  send({
    type: "opened",
    content,
    size: 182_300,
    declared: kinds[index]?.contentType ?? null,
    doubts: index === 1 ? ["hash"] : [],
    differences: index === 3 ? ["familyName"] : [],
  });
  if (content.type === "pdf") send({ type: "bytes", base64: pdf() });
  if (content.type === "image") send({ type: "bytes", base64: dot });
  send({ type: "finished" });
}

export function demoDocuments(entries: readonly Entry[], isSlow: boolean) {
  const calls: CallAnswers = {
    attachments: ({ key }) => attachments(entries.find((one) => one.key === key)),
    close_document: () => null,
    save_document: () => ({ file: "document-2023-11-03.pdf" }),
    open_elsewhere: () => null,
  };
  const streams: StreamAnswers = {
    open_document: ({ index }, send) => {
      if (!isSlow) return open(index, send);
      send({ type: "progress", received: 1_400_000, expected: 5_200_000 });
    },
  };
  return { calls, streams };
}
