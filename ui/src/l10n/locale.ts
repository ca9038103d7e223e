/**
 * The language of the screens. A system without a locale reports "C" or "POSIX", with which `Intl`
 * throws: so nothing may ask `Intl` for the browser's own language before it went through here.
 */
export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

/** A tag that `Intl` accepts, or `null`. */
export function readableTag(tag: string | undefined): string | null {
  if (!tag) return null;
  const candidate = tag.split(".")[0]?.replaceAll("_", "-") ?? "";
  try {
    return Intl.getCanonicalLocales(candidate)[0] ?? null;
  } catch {
    return null;
  }
}

/** The first language of the person that the screens speak. */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = readableTag(tag)?.split("-")[0];
    const known = languages.find((language) => language === base);
    if (known) return known;
  }
  return "en";
}

/** Where the person's choice is kept: on this computer, and nothing of anybody's record with it. */
const choice = "chartside.language";

/** What the person chose; `null`: what the system speaks. */
export function chosenLanguage(storage: Storage): Language | null {
  const kept = read(storage);
  return languages.find((language) => language === kept) ?? null;
}

/** Keeps a choice; `null` forgets it. */
export function keepLanguage(storage: Storage, language: Language | null): void {
  try {
    if (language) storage.setItem(choice, language);
    else storage.removeItem(choice);
  } catch {
    // A page that may keep nothing speaks as the person chose until it is closed.
  }
}

function read(storage: Storage): string | null {
  try {
    return storage.getItem(choice);
  } catch {
    return null;
  }
}

/** Replaces a browser language that `Intl` refuses, for libraries that read it by themselves. */
export function guardNavigatorLanguage(target: Navigator): void {
  if (readableTag(target.language) !== null) return;
  const language = chooseLanguage(target.languages ?? []);
  Object.defineProperty(target, "language", { value: language, configurable: true });
  Object.defineProperty(target, "languages", { value: [language], configurable: true });
}
