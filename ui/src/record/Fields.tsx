/** The fields of an entry, each with its name. What the source did not send is not listed. */
import { Fragment, type ReactNode } from "react";
import type { Detail, Entry, PartialDate } from "../contract/contract";
import { useWords, type Words } from "../l10n/words";
import { flagsOf, flagWord, rangeText, valueText, withCode } from "./entry-words";
import styles from "./Fields.module.css";
import { follows } from "./rules";

type Props = {
  entry: Entry;
  details: readonly Detail[];
  /** When the record was fetched; `null` where the entry is not part of it, or is still arriving. */
  fetched: string | null;
};

export function Fields({ entry, details, fetched }: Props) {
  const words = useWords();
  const fields = [
    ...fieldsOf(entry, details, words),
    ...(fetched ? [[words.say("field-fetched"), words.clock(fetched)] as [string, ReactNode]] : []),
  ];
  return (
    <dl className={styles.fields}>
      {fields.map(([name, content]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{content}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

type Field = [string, ReactNode | null | undefined];

function fieldsOf(entry: Entry, details: readonly Detail[], words: Words): [string, ReactNode][] {
  const { value, status, verification, severity, category, title } = entry;
  // What a detail says by its own name is not said again by a general one.
  const said = new Set(details.flatMap(({ lines }) => lines));
  const joined = details.map(({ lines }) => lines.join("; "));
  const unsaid = (text: string | null) =>
    text === null || said.has(text) || joined.includes(text) ? null : text;
  const fields: Field[] = [
    [words.say("field-range"), value && rangeText(value.range, words)],
    [words.say("field-flag"), value?.flag && withCode(flagWord(value.flag, words), value.flag)],
    ...entry.components.map((part): [string, ReactNode] => [
      part.title?.text ?? words.say("field-value"),
      part.value ? componentText(part.value, words) : words.say("no-value"),
    ]),
    [words.say("field-detail"), unsaid(entry.detail)],
    [
      words.say("field-status"),
      status
        ? withCode(words.code("status", status), status)
        : follows(entry, "status-not-in-fhir")
          ? null
          : words.say("standing-unknown"),
    ],
    [
      words.say("field-verification"),
      verification && withCode(words.code("verification", verification), verification),
    ],
    [words.say("field-severity"), severity && words.code("severity", severity)],
    [
      words.say("field-date"),
      entry.date ? <Moment key="date" date={entry.date} /> : words.say("no-date"),
    ],
    [words.say("field-end"), entry.end && <Moment key="end" date={entry.end} />],
    ...details.map(
      (detail): Field => [
        words.code("detail", detail.label),
        <Content key={detail.label} detail={detail} />,
      ],
    ),
    [words.say("field-source"), unsaid(entry.source)],
    [words.say("field-category"), category && words.code("category", category)],
    [words.say("field-code"), title?.code && <code>{title.code}</code>],
    [words.say("field-key"), <code key="key">{entry.key}</code>],
  ];
  return fields.filter((field): field is [string, ReactNode] => Boolean(field[1]));
}

function Content({ detail }: { detail: Detail }) {
  const words = useWords();
  const { lines, date, end } = detail;
  return (
    <>
      {date && <Moment date={date} />}
      {end && (
        <>
          {" – "}
          <Moment date={end} />
        </>
      )}
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one element keep their order
        <span key={index} className={styles.line} dir="auto">
          {detail.label === "criticality" || detail.label === "severity"
            ? words.code("severity", line)
            : line}
        </span>
      ))}
    </>
  );
}

function componentText(value: NonNullable<Entry["value"]>, words: Words): string {
  const range = rangeText(value.range, words);
  return [
    valueText(value, words),
    flagsOf({ value, components: [] } as unknown as Entry).join(" "),
    range && words.say("range", { range }),
  ]
    .filter(Boolean)
    .join(", ");
}

/** The date with its time; as it was sent, zone included, below where that says more. */
function Moment({ date }: { date: PartialDate }) {
  const words = useWords();
  const shown = words.moment(date.raw);
  return (
    <>
      {shown}
      {date.precision === "time" && (
        <span className={styles.sent}>{words.say("sent-as", { raw: date.raw })}</span>
      )}
    </>
  );
}
