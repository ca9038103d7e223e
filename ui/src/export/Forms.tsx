/** How it is taken along: one of a few forms, with a sentence for each. */
import { Radio, RadioGroup } from "react-aria-components";
import { useWords } from "../l10n/words";
import { type Chosen, type Form, forms } from "./choice";
import styles from "./Forms.module.css";

type Props = { chosen: Chosen; onChange: (chosen: Chosen) => void };

export function Forms({ chosen, onChange }: Props) {
  const words = useWords();
  return (
    <RadioGroup
      className={styles.group ?? ""}
      aria-labelledby="export-form"
      value={chosen.form}
      onChange={(form) => onChange({ ...chosen, form: form as Form })}
    >
      <h3 id="export-form">{words.say("export-form")}</h3>
      <div className={styles.forms}>
        {forms.map((form) => (
          <Radio key={form} value={form} id={`export-form-${form}`} className={styles.form ?? ""}>
            <span className={styles.dot} aria-hidden="true" />
            <span>
              <span className={styles.name}>{words.say(`export-form-${form}`)}</span>
              <span className={styles.explained}>
                {words.part(`export-form-${form}`, "explained")}
              </span>
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
