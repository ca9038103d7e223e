/** The allergies in the banner: named, "none known", or why nothing can be said. */
import type { Entry } from "../contract/contract";
import { Icon } from "../design/Icon";
import { useWords, type Words } from "../l10n/words";
import { sectionView } from "../state/lists";
import type { ListState, RecordState } from "../state/state";
import { isNoneAtAll } from "./absence";
import styles from "./BannerAllergies.module.css";
import { isSevere, rowStatus, titleOf } from "./entry-words";
import { factsOf, nothingOf } from "./nothing";
import { useRows } from "./useRows";

const allergies = sectionView("section", "allergies");
const named = 3;

export function BannerAllergies({ record }: { record: RecordState }) {
  const words = useWords();
  const { list, isCurrent } = useRows(record.session, allergies, "", 0, 19);
  const all = list.pages[0]?.rows ?? [];
  const rows = all.filter((row) => row.standing !== "historical");
  const known = rows.filter((row) => !row.absence);
  const severe = known.some(isSevere);
  const isWhole =
    isCurrent &&
    record.sections.allergies?.progress === "complete" &&
    list.total !== null &&
    all.length >= list.total;
  return (
    <span className={styles.allergies} data-severe={severe || undefined}>
      <span className={styles.label}>{words.say("banner-allergies")}: </span>
      {severe && (
        <span className={styles.icon}>
          <Icon name="warning" size={14} />
        </span>
      )}
      {known.length > 0
        ? namesOf(known, words)
        : rows.length > 0
          ? absenceOf(rows, isWhole, words)
          : wordFor(record, list, isWhole, words)}
      {rows.length > 0 && !isWhole && (
        <span className={styles.partial} data-partial>
          {" "}
          ({words.say("banner-allergies-partial")})
        </span>
      )}
    </span>
  );
}

function namesOf(known: readonly Entry[], words: Words): string {
  const sorted = [...known].sort((a, b) => Number(isSevere(b)) - Number(isSevere(a)));
  const names = sorted.slice(0, named).map((entry) => {
    const severity = isSevere(entry) && entry.severity;
    const name = titleOf(entry, words);
    return severity ? `${name} (${words.code("severity", severity)})` : name;
  });
  const more = known.length - names.length;
  if (more > 0) names.push(words.say("banner-allergies-more", { count: more }));
  return names.join(", ");
}

/** "None known" where the whole list says so of all allergies; else what the record says, as sent. */
function absenceOf(rows: readonly Entry[], isWhole: boolean, words: Words): string {
  if (isWhole && rows.some(isNoneAtAll)) return words.say("none-known");
  const said = rows.map((row) => {
    const status = rowStatus(row, words);
    return status ? `${titleOf(row, words)} (${status})` : titleOf(row, words);
  });
  return [...new Set(said)].join(", ");
}

/** The word where there is no row of today; past allergies alone are no "none known". */
function wordFor(record: RecordState, list: ListState, isWhole: boolean, words: Words): string {
  const section = record.sections.allergies;
  const progress = section?.progress ?? "loading";
  const { total } = list;
  if (isWhole && total) return words.say("none-current");
  const asked = {
    progress,
    total,
    held: factsOf(section),
    isNarrowed: false,
    latest: false,
    isCurrent: true,
  };
  switch (nothingOf(asked)) {
    case "nothingRecorded":
      return words.say("nothing-recorded");
    case "notAvailable":
    case "nothingArrived":
      return words.say("not-available");
    default:
      return "…";
  }
}
