/** The entries in a table. */
import type { ActivityEntry } from "../contract/contract";
import { Icon } from "../design/Icon";
import { useWords, type Words } from "../l10n/words";
import styles from "./Entries.module.css";

const columns = ["time", "what", "where", "result"] as const;

type Props = { entries: readonly ActivityEntry[]; isFiltered: boolean };

export function Entries({ entries, isFiltered }: Props) {
  const words = useWords();
  if (entries.length === 0)
    return (
      <p className={styles.none} data-empty>
        {words.say(isFiltered ? "activity-empty-filter" : "activity-empty")}
      </p>
    );
  return (
    <table className={styles.table} aria-label={words.say("activity-table")}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {words.say(`activity-${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Entry key={entry.sequence} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function Entry({ entry }: { entry: ActivityEntry }) {
  const words = useWords();
  const { sequence, at, event, outcome, server } = entry;
  const utc = words.say("activity-utc", { time: at.replace("T", " ").replace("Z", "") });
  const who = whose(words, entry);
  const reason = reasonOf(words, entry);
  return (
    <tr data-entry={sequence} data-event={event} data-outcome={outcome}>
      <td className={styles.time}>
        <time dateTime={at} title={utc}>
          {words.clock(at)}
        </time>
      </td>
      <td>
        {words.code("activity-event", event)}
        {entry.detail && `: ${detailOf(words, entry.detail)}`}
        {who.length > 0 && <span className={styles.quiet}>{who.join(" · ")}</span>}
      </td>
      <td className={styles.where} title={server ?? undefined}>
        {server?.replace("https://", "")}
      </td>
      <td className={styles.result}>
        <span className={styles.outcome}>
          {outcome !== "done" && <Icon name="warning" size={14} />}
          {words.say(`activity-outcome-${outcome}`)}
        </span>
        {reason && <span className={styles.quiet}>{reason}</span>}
      </td>
    </tr>
  );
}

function whose(words: Words, { patient, user }: ActivityEntry): string[] {
  return [
    ...(patient ? [words.say("activity-patient", { digits: patient })] : []),
    ...(user ? [words.say("activity-user", { digits: user })] : []),
  ];
}

/** The name of a section, or why the app locked; a type of resource stands as it is called. */
function detailOf(words: Words, detail: string): string {
  const reason = words.code("activity-detail", detail);
  return reason === detail ? words.code("place", detail) : reason;
}

/** The sentence of a problem, where the code is one. */
function reasonOf(words: Words, { code }: ActivityEntry): string | null {
  return code && words.code("problem", code);
}
