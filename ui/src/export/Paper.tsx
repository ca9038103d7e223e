/** The chosen sections on paper, one after the other; who, whence and when stand on every page. */
import { useEffect } from "react";
import type { Section } from "../contract/contract";
import { useWords } from "../l10n/words";
import { patientName } from "../record/names";
import { afterPaint } from "../screens/after-paint";
import type { Paper as PaperState, RecordState } from "../state/state";
import styles from "./Paper.module.css";
import { PaperFront } from "./PaperFront";
import { PaperSection } from "./PaperSection";

type Props = { paper: PaperState; record: RecordState };

export function Paper({ paper, record }: Props) {
  const words = useWords();
  const { what, rows } = paper;
  useEffect(() => afterPaint(() => window.print()), []);
  const printed = words.stamp(new Date().toISOString());
  const time = record.asOf ? words.stamp(record.asOf) : words.say("paper-not-read");
  const count = [...rows.values()].reduce((sum, own) => sum + own.length, 0);
  // Only of a section that is complete may be said that it is empty.
  const isEmpty = (section: Section) =>
    !rows.has(section) && record.sections[section]?.progress === "complete";
  const empty = what.sections.filter(isEmpty);
  const shown = what.sections.filter((section) => !isEmpty(section));
  return (
    // A table, because its head and foot are what browsers put on every page.
    <table className={styles.paper} data-region="paper" role="presentation">
      <thead>
        <tr>
          <td>
            <Head record={record} />
          </td>
        </tr>
      </thead>
      <tfoot>
        <tr>
          <td className={styles.foot}>
            {words.say("paper-foot", { host: record.host, time, printed })}
          </td>
        </tr>
      </tfoot>
      <tbody>
        <tr>
          <td>
            <PaperFront paper={paper} record={record} time={time} printed={printed} />
            {shown.map((section) => (
              <PaperSection
                key={section}
                section={section}
                state={record.sections[section]}
                rows={rows.get(section) ?? []}
                session={record.session}
              />
            ))}
            {empty.length > 0 && (
              <p className={styles.empty} data-paper="empty">
                {words.say("paper-empty", {
                  sections: empty.map((section) => words.say(`place-${section}`)).join(", "),
                })}
              </p>
            )}
            <p className={styles.end}>{words.say("paper-end", { count })}</p>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** Whose page it is. */
function Head({ record }: { record: RecordState }) {
  const words = useWords();
  const { banner, host } = record;
  const facts = banner && [
    banner.birthDate && `${words.say("born")} ${words.day(banner.birthDate.raw)}`,
    banner.gender && words.code("gender", banner.gender),
    banner.identifier && `${words.say("identifier")} ${banner.identifier}`,
  ];
  return (
    <p className={styles.head}>
      <span>
        <strong dir="auto">{(banner && patientName(banner)) ?? words.say("name-unknown")}</strong>{" "}
        <span className={styles.quiet}>{facts?.filter(Boolean).join(" · ")}</span>
      </span>
      <span className={styles.quiet}>{host}</span>
    </p>
  );
}
