/** Whom to look for. */
import type { FormEvent } from "react";
import { Button } from "../design/Button";
import { Field } from "../design/Field";
import { useWords } from "../l10n/words";
import styles from "./SearchForm.module.css";
import type { Search } from "./useSearch";

export function SearchForm({ search }: { search: Search }) {
  const words = useWords();
  const { typed, type, error, state, ask } = search;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        id="patient-name"
        label={words.say("patients-name")}
        hint={words.say("patients-name-hint")}
        error={error === "patients-empty" ? words.say(error) : null}
        value={typed.name}
        onChange={(name) => type({ name })}
        autoComplete="off"
      />
      <Field
        id="patient-birth-date"
        label={words.say("patients-birth-date")}
        hint={words.say("patients-birth-date-hint", {
          day: words.day("1961-02-03"),
        })}
        error={
          error === "patients-date" ? words.say(error, { day: words.day("1961-02-03") }) : null
        }
        value={typed.birthDate}
        onChange={(birthDate) => type({ birthDate })}
        autoComplete="off"
      />
      <Field
        id="patient-identifier"
        label={words.say("patients-identifier")}
        hint={words.say("patients-identifier-hint")}
        value={typed.identifier}
        onChange={(identifier) => type({ identifier })}
        autoComplete="off"
      />
      <Button id="find-patients" look="primary" type="submit" isDisabled={state.at === "asking"}>
        {words.say("patients-find")}
      </Button>
    </form>
  );
}
