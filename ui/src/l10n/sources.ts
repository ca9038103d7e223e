/** The language files: `en.ftl`, `en-lock.ftl` and so on. A file that is put here is loaded. */
import type { Language } from "./locale";

const files = import.meta.glob<string>("./*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

function of(language: Language): readonly string[] {
  const named = new RegExp(`^\\./${language}(-[a-z-]+)?\\.ftl$`);
  return Object.entries(files)
    .filter(([name]) => named.test(name))
    .map(([, text]) => text);
}

export const sources: Record<Language, readonly string[]> = {
  en: of("en"),
  de: of("de"),
};
