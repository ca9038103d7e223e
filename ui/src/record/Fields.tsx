/** The fields of an entry, each with its name. What the source did not send is not listed. */
import { Fragment, type ReactNode } from "react";
import type { Entry, PartialDate } from "../contract/contract";
import { useWords, type Words } from "../l10n/words";
import { flagsOf, rangeText, valueText } from "./entry-words";
import styles from "./Fields.module.css";

export function Fields({ entry }: { entry: Entry }) {
  const words = useWords();
  return (
    <dl className={styles.fields}>
      {fieldsOf(entry, words).map(([name, content]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{content}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function fieldsOf(entry: Entry, words: Words): [string, ReactNode][] {
  const { value, status, verification, severity, category, title } = entry;
  const fields: [string, ReactNode | null | undefined][] = [
    [words.say("field-range"), value && rangeText(value.range, words)],
    [words.say("field-flag"), value?.flag && flagWords(value.flag, words)],
    ...entry.components.map((part): [string, ReactNode] => [
      part.title?.text ?? words.say("field-value"),
      part.value ? componentText(part.value, words) : words.say("no-value"),
    ]),
    [words.say("field-detail"), entry.detail],
    [
      words.say("field-status"),
      status ? words.code("status", status) : words.say("standing-unknown"),
    ],
    [words.say("field-verification"), verification && words.code("verification", verification)],
    [words.say("field-severity"), severity && words.code("severity", severity)],
    [
      words.say("field-date"),
      entry.date ? <Moment key="date" date={entry.date} /> : words.say("no-date"),
    ],
    [words.say("field-end"), entry.end && <Moment key="end" date={entry.end} />],
    [words.say("field-source"), entry.source],
    [words.say("field-category"), category && words.code("category", category)],
    [words.say("field-code"), title?.code && <code>{title.code}</code>],
    [words.say("field-key"), <code key="key">{entry.key}</code>],
  ];
  return fields.filter((field): field is [string, ReactNode] => Boolean(field[1]));
}

function flagWords(flag: string, words: Words): string {
  const word = words.code("flag", flag);
  return word === flag ? flag : `${flag} (${word})`;
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
