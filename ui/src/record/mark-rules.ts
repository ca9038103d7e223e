/** The words of the display rules behind the marks of a row: pointing at a mark says them one by one. */
import { displayRules, type Entry } from "../contract/contract";
import type { Words } from "../l10n/words";
import { rowStatus } from "./entry-words";
import { follows, ruleText, statusRules, warningRules } from "./rules";

/** What the marks of a row mean, for who cannot point at them; `null`: it has none. */
export function markRules(entry: Entry, words: Words): string | null {
  const named = (["bare-code", "composed-dosage"] as const).filter((name) => follows(entry, name));
  const marks = [
    rowStatus(entry, words) ? statusRules(entry, words) : null,
    ...named.map((name) => ruleText(displayRules[name], words)),
    warningRules(entry, words),
  ];
  return marks.filter(Boolean).join("\n") || null;
}
