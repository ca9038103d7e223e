/** Birth, age and death in words, for the banner and for lists of patients. */
import { ageOn } from "../l10n/age";
import { isoDay } from "../l10n/dates";
import type { Words } from "../l10n/words";

function ageWords(birth: string, day: string, words: Words): string | null {
  const age = ageOn(birth, day);
  return age && words.say(`age-${age.unit}`, { count: age.count, about: age.about ? "yes" : "no" });
}

/** The age today in brackets; empty where it cannot be told. */
export function ageText(birth: string, words: Words): string {
  const age = ageWords(birth, isoDay(new Date()), words);
  return age ? `(${age})` : "";
}

export function deathText(birth: string | undefined, deceased: string, words: Words): string {
  if (deceased === "") return words.say("deceased");
  const died = words.say("died", { date: words.day(deceased) });
  const age = birth ? ageWords(birth, deceased, words) : null;
  return age ? `${died} (${words.say("died-aged", { age })})` : died;
}
