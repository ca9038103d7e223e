/** Words for people: every text of the screens comes through here, from the language files. */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { ReactLocalization, useLocalization } from "@fluent/react";
import { useMemo } from "react";
import { formatClock, formatDay, formatMoment, formatStamp, monthNames } from "./dates";
import type { Language } from "./locale";
import { sources } from "./sources";

export function bundleFor(language: Language): FluentBundle {
  const bundle = new FluentBundle(language);
  // What a language lacks is said in English rather than not at all.
  for (const source of [...sources.en, ...sources[language]])
    bundle.addResource(new FluentResource(source), { allowOverrides: true });
  return bundle;
}

export function localization(language: Language): ReactLocalization {
  return new ReactLocalization([bundleFor(language)]);
}

export type Arguments = Record<string, FluentVariable>;

export type Words = {
  language: string;
  /** A message. */
  say: (id: string, args?: Arguments) => string;
  /** The everyday words for a message; `null` where there are no others. */
  plain: (id: string) => string | null;
  /** An attribute of a message. */
  part: (id: string, name: string, args?: Arguments) => string;
  /** The message `prefix-code`, or the code as it was sent where there is no word for it. */
  code: (prefix: string, code: string) => string;
  day: (raw: string) => string;
  moment: (raw: string) => string;
  clock: (instant: string) => string;
  /** With day and zone, for paper. */
  stamp: (instant: string) => string;
  count: (value: number) => string;
};

/** The words of a bundle; made once for each. */
export function wordsOf(bundle: FluentBundle): Words {
  const language = bundle.locales[0] ?? "en";
  const months = monthNames(language);
  const numbers = new Intl.NumberFormat(language);
  const format = (pattern: Parameters<FluentBundle["formatPattern"]>[0], args?: Arguments) =>
    bundle.formatPattern(pattern, args ?? null, []);
  const say = (id: string, args?: Arguments) => {
    const pattern = bundle.getMessage(id)?.value;
    return pattern ? format(pattern, args) : id;
  };
  return {
    language,
    say,
    plain: (id) => (bundle.hasMessage(`plain-${id}`) ? say(`plain-${id}`) : null),
    part: (id, name, args) => {
      const pattern = bundle.getMessage(id)?.attributes[name];
      return pattern ? format(pattern, args) : "";
    },
    code: (prefix, code) => {
      const id = `${prefix}-${code}`;
      return bundle.hasMessage(id) ? say(id) : code;
    },
    day: (raw) => formatDay(raw, months),
    moment: (raw) => formatMoment(raw, months),
    clock: (instant) => formatClock(instant, new Date(), months),
    stamp: (instant) => formatStamp(instant, months),
    count: (value) => numbers.format(value),
  };
}

/** The words of the language in use. */
export function useWords(): Words {
  const { l10n } = useLocalization();
  return useMemo(() => {
    for (const bundle of l10n.bundles) return wordsOf(bundle);
    return wordsOf(bundleFor("en"));
  }, [l10n]);
}
