/** Who the patient is. Always there, never scrolls away, always in the same order. */
import type { PatientBanner } from "../contract/contract";
import { Button } from "../design/Button";
import { Icon } from "../design/Icon";
import { useWords, type Words } from "../l10n/words";
import { useAppState, useDispatch } from "../state/context";
import type { RecordState } from "../state/state";
import styles from "./Banner.module.css";
import { BannerAllergies } from "./BannerAllergies";
import { ageText, deathText } from "./life";
import { namesake, patientName } from "./names";
import { notShownCount } from "./not-shown";
import { loadedShare } from "./progress";
import { ReadReference } from "./ReadReference";
import { ageWords as ageOfRecord } from "./record-age";
import { rulesText } from "./rules";
import { Visit } from "./Visit";
import { Waiting } from "./Waiting";

export function Banner({ record }: { record: RecordState }) {
  const words = useWords();
  const { banner } = record;
  const name = banner ? patientName(banner) : null;
  return (
    <section className={styles.banner} data-region="banner" aria-label={words.say("patient-label")}>
      <div className={styles.who}>
        <h1 className={styles.name} dir="auto">
          {banner ? (
            (name ?? words.say("name-unknown"))
          ) : record.load === "failed" ? (
            words.say("record-not-loaded")
          ) : (
            <span className={styles.wait} />
          )}
        </h1>
        {banner && <Facts record={record} />}
        {banner && <BannerAllergies record={record} />}
      </div>
      <Namesake record={record} />
      {banner?.replaced && <Replaced banner={banner} session={record.session} />}
      <Standing record={record} />
    </section>
  );
}

/** Another record took the place of this one, or it was withdrawn. Nothing is opened unasked. */
function Replaced({ banner, session }: { banner: PatientBanner; session: string }) {
  const words = useWords();
  return (
    <div className={styles.replaced} title={rulesText(banner, words)}>
      <p>{words.say("record-replaced")}</p>
      {banner.replacedBy && (
        <div className={styles.replacement}>
          {words.say("replaced-by")} <code>{banner.replacedBy}</code>{" "}
          <ReadReference session={session} reference={banner.replacedBy} />
        </div>
      )}
    </div>
  );
}

function Facts({ record }: { record: RecordState }) {
  const words = useWords();
  const { banner } = record;
  if (!banner) return null;
  const { birthDate, gender, identifier, deceased } = banner;
  return (
    <>
      <span className={styles.fact} title={birthDate?.raw}>
        {birthDate ? (
          <>
            <span className={styles.label}>{words.say("born")}</span> {words.day(birthDate.raw)}
            {deceased === null && <> {ageText(birthDate.raw, words)}</>}
          </>
        ) : (
          words.say("born-unknown")
        )}
      </span>
      {deceased !== null && (
        <strong className={styles.fact} title={rulesText(banner, words)}>
          {deathText(birthDate?.raw, deceased, words)}
        </strong>
      )}
      {gender && <span className={styles.fact}>{words.code("gender", gender)}</span>}
      {identifier && (
        <span className={styles.fact}>
          <span className={styles.label}>{words.say("identifier")}</span> {identifier}
        </span>
      )}
    </>
  );
}

function bornText({ birthDate }: PatientBanner, words: Words): string {
  return birthDate ? `${words.say("born")} ${words.day(birthDate.raw)}` : words.say("born-unknown");
}

/** Two open records that a hurried reader takes for one another. */
function Namesake({ record }: { record: RecordState }) {
  const words = useWords();
  const records = useAppState((state) => state.records);
  const other = namesake(record, Object.values(records));
  if (!other?.banner) return null;
  return (
    <p className={styles.namesake} data-namesake={other.session}>
      <Icon name="warning" size={14} />
      {words.say("namesake", {
        name: patientName(other.banner) ?? "",
        born: bornText(other.banner, words),
        identifier: other.banner.identifier ?? "–",
        host: other.host,
      })}
    </p>
  );
}

function Standing({ record }: { record: RecordState }) {
  const words = useWords();
  const dispatch = useDispatch();
  const hidden = notShownCount(record);
  return (
    <div className={styles.standing}>
      <span>{record.host}</span>
      <Age record={record} />
      <Visit record={record} />
      <Waiting wait={record.wait} />
      {record.network && (
        <span data-network={record.network}>
          {words.say(record.network === "away" ? "network-away" : "network-back")}
        </span>
      )}
      <Announcement key={record.load} record={record} />
      {hidden > 0 && (
        <Button
          id="open-not-shown"
          look="quiet"
          onPress={() => dispatch({ type: "dialogShown", dialog: "notShown" })}
        >
          {words.say("not-shown", { count: hidden })}
        </Button>
      )}
    </div>
  );
}

/** How old what is shown is, and whether it is being brought up to date. */
function Age({ record }: { record: RecordState }) {
  const words = useWords();
  if (record.kept)
    return (
      <span data-load={record.load} data-kept={record.load} className={styles.kept}>
        {ageOfRecord(record, words)}
      </span>
    );
  return (
    <>
      {record.asOf && <span>{words.say("as-of", { time: words.clock(record.asOf) })}</span>}
      <span data-load={record.load}>{loadText(record, words)}</span>
    </>
  );
}

/** Says how the load stands when that changes, and not with every percent. */
function Announcement({ record }: { record: RecordState }) {
  const words = useWords();
  return (
    <span className="visually-hidden" role="status">
      {words.say(`record-${record.load}`)}
    </span>
  );
}

function loadText(record: RecordState, words: Words): string | null {
  switch (record.load) {
    case "loading": {
      const percent = Math.floor(loadedShare(record) * 100);
      return percent > 0 ? words.say("loading-share", { percent }) : words.say("loading-plain");
    }
    case "incomplete":
      return words.say("record-incomplete");
    case "failed":
      return words.say("record-failed");
    case "complete":
      return null;
  }
}
