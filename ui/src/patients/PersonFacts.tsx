/** Who somebody in the list is: in the order of the banner, and with what tells two of a name apart. */
import type { PatientMatch } from "../contract/contract";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { ageText, deathText } from "../record/life";
import { patientName } from "../record/names";
import styles from "./PersonFacts.module.css";

export function PersonFacts({ match, isAlike }: { match: PatientMatch; isAlike: boolean }) {
  const words = useWords();
  const { patient, identifiers, address, alsoNamed } = match;
  const { birthDate, gender, deceased, replaced } = patient;
  return (
    <span className={styles.person}>
      <span className={styles.first}>
        <span className={styles.name} dir="auto">
          {patientName(patient) ?? words.say("name-unknown")}
        </span>
        {deceased !== null && (
          <strong className={styles.deceased}>{deathText(birthDate?.raw, deceased, words)}</strong>
        )}
      </span>
      <span className={styles.facts}>
        <span>
          {birthDate
            ? `${words.say("born")} ${words.day(birthDate.raw)} ${
                deceased === null ? ageText(birthDate.raw, words) : ""
              }`
            : words.say("born-unknown")}
        </span>
        {gender && <span>{words.code("gender", gender)}</span>}
        {identifiers.length > 0 && (
          <span className={isAlike ? styles.tells : undefined}>
            {words.say("identifier")} {identifiers.join(" · ")}
          </span>
        )}
        {address && <span dir="auto">{address}</span>}
        {alsoNamed.length > 0 && (
          <span dir="auto">
            {words.say("patients-also-named", { names: alsoNamed.join(" · ") })}
          </span>
        )}
      </span>
      {isAlike && <Remark text={words.say("patients-alike")} />}
      {replaced && <Remark text={words.say("patients-replaced")} />}
    </span>
  );
}

function Remark({ text }: { text: string }) {
  return (
    <span className={styles.remark}>
      <Icon name="warning" size={14} />
      {text}
    </span>
  );
}
