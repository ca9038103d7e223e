/** Why a row is shown as it is: the display rules that applied, with their ids (docs/display-rules.md). */
import { displayRules, type Entry } from "../contract/contract";
import type { Words } from "../l10n/words";

export type RuleName = keyof typeof displayRules;

export function follows(entry: Entry, name: RuleName): boolean {
  return entry.rules.includes(displayRules[name]);
}

/** "DR-11: Not final: it may still change." */
export function ruleText(rule: string, words: Words): string {
  return `${rule}: ${words.say(`rule-${rule}`)}`;
}

/** All rules that applied, one a line. */
export function rulesText({ rules }: Pick<Entry, "rules">, words: Words): string {
  return rules.map((rule) => ruleText(rule, words)).join("\n");
}

/** Rules about values, names and dates come after those about the status, which have smaller numbers. */
const firstOfValues = 41;

/** What to say when the status of a row is pointed at. */
export function statusRules(entry: Entry, words: Words): string {
  const own = entry.rules.filter((rule) => Number(rule.slice(3)) < firstOfValues);
  return own.map((rule) => ruleText(rule, words)).join("\n");
}

const warned: readonly RuleName[] = [
  "modifier-extension",
  "malformed",
  "missing-unit",
  "unreadable-date",
];

/** What to say when the warning sign of a row is pointed at; `null`: it has none. */
export function warningRules(entry: Entry, words: Words): string | null {
  const own = warned.filter((name) => follows(entry, name));
  if (own.length === 0) return null;
  return own.map((name) => ruleText(displayRules[name], words)).join("\n");
}
