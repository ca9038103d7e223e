/**
 * The language files: `en.ftl`, `en-lock.ftl` and so on. A file that is put here is loaded. English is
 * there from the start, because what another language lacks is said in it; others come when wanted.
 */
import type { Language } from "./locale";

const english = import.meta.glob<string>("./en*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

const others: Record<Exclude<Language, "en">, () => Promise<{ default: readonly string[] }>> = {
  de: () => import("./german"),
};

const there = new Map<Language, readonly string[]>([["en", Object.values(english)]]);

/** The files of a language, where they came already. */
export function sourcesOf(language: Language): readonly string[] | null {
  return there.get(language) ?? null;
}

/** Fetches the files of a language. */
export async function fetchLanguage(language: Language): Promise<void> {
  if (language === "en" || there.has(language)) return;
  there.set(language, (await others[language]()).default);
}
