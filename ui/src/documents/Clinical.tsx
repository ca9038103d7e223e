/** A clinical document (CDA): whose, by whom, when, and its sections. */
import { Fragment, type ReactNode, useId } from "react";
import type { Cda, CdaSection, Party, Person } from "../contract/contract";
import { useWords, type Words } from "../l10n/words";
import { LeftOut } from "./LeftOut";
import styles from "./Reader.module.css";
import { Remarks } from "./Remarks";
import { SafePage } from "./SafePage";

export function Clinical({ document, children }: { document: Cda; children: ReactNode }) {
  const words = useWords();
  const id = useId();
  const { sections, leftOut, links, cut } = document;
  return (
    <div className={styles.measure} data-content="clinical">
      {document.title && (
        <p className={styles.documentTitle} dir="auto">
          {document.title}
        </p>
      )}
      <dl className={styles.header}>
        {headerOf(document, words).map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </Fragment>
        ))}
      </dl>
      <Remarks remarks={[cut && words.say("cda-cut")]} />
      <LeftOut leftOut={leftOut} links={links} />
      {sections.length > 3 && (
        <nav aria-label={words.say("cda-sections")} className={styles.contents}>
          {sections.map((section, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: sections have no name of their own
            <button key={index} type="button" onClick={() => goTo(`${id}-${index}`)}>
              {section.title ?? words.say("cda-untitled")}
            </button>
          ))}
        </nav>
      )}
      {sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections have no name of their own
        <Section key={index} id={`${id}-${index}`} section={section} />
      ))}
      {children}
    </div>
  );
}

function goTo(id: string): void {
  const heading = document.getElementById(id);
  heading?.scrollIntoView({ block: "start" });
  heading?.focus({ preventScroll: true });
}

function Section({ id, section }: { id: string; section: CdaSection }) {
  const words = useWords();
  const { title, html, entries, level } = section;
  const Heading = level > 1 ? "h4" : "h3";
  return (
    <section data-cda-section={level}>
      <Heading id={id} tabIndex={-1} className={styles.sectionTitle} dir="auto">
        {title ?? words.say("cda-untitled")}
      </Heading>
      {html ? (
        <SafePage html={html} />
      ) : (
        <p className={styles.facts}>{words.say("cda-no-text", { count: entries })}</p>
      )}
    </section>
  );
}

function headerOf(document: Cda, words: Words): [string, string][] {
  const { kind, time, patients, authors, custodian, authenticator, title } = document;
  const fields: [string, string | null][] = [
    [words.say("cda-patient"), listed(patients.map((one) => personText(one, words)))],
    [words.say("cda-kind"), kind === title ? null : kind],
    [words.say("cda-time"), time && words.moment(time)],
    [words.say("cda-author"), listed(authors.map((one) => partyText(one, words)))],
    [words.say("cda-authenticator"), authenticator && partyText(authenticator, words)],
    [words.say("cda-custodian"), custodian],
  ];
  return fields.filter((field): field is [string, string] => Boolean(field[1]));
}

function listed(texts: readonly string[]): string | null {
  return texts.filter(Boolean).join("; ") || null;
}

function personText({ family, given, text, birthDate }: Person, words: Words): string {
  const name = [family?.toUpperCase(), given].filter(Boolean).join(", ") || text;
  return [
    name ?? words.say("cda-no-name"),
    birthDate && words.say("cda-born", { date: words.day(birthDate) }),
  ]
    .filter(Boolean)
    .join(", ");
}

function partyText({ name, organization, time }: Party, words: Words): string {
  return [name, organization, time && words.day(time)].filter(Boolean).join(", ");
}
