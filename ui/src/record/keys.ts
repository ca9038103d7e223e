/** Keys that a record answers to. */
import type { Place } from "../state/state";

/** After "g". */
export const placeKeys: Record<Place, string> = {
  summary: "s",
  allergies: "a",
  problems: "p",
  medications: "m",
  alerts: "w",
  results: "r",
  vitals: "v",
  immunizations: "i",
  procedures: "c",
  encounters: "e",
  reports: "l",
  documents: "d",
  carePlans: "n",
  orders: "x",
  careTeam: "k",
  devices: "u",
  assessments: "q",
  socialHistory: "h",
  familyHistory: "f",
  directives: "z",
  appointments: "b",
  coverage: "y",
  other: "o",
  timeline: "t",
};

export function placeOfKey(key: string): Place | null {
  const found = Object.entries(placeKeys).find(([, letter]) => letter === key);
  return found ? (found[0] as Place) : null;
}

/** Opens what takes the record along. */
export const exportKeys: readonly string[] = ["e"];

export const isApple = /Mac|iPhone|iPad/.test(navigator.platform ?? "");
export const paletteKeys: readonly string[] = isApple ? ["⌘", "K"] : ["Ctrl", "K"];

/** `true` where letters are text and not commands. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
