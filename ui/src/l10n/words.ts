/** Words for people: every text of the screens comes through here, from the language files. */
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { ReactLocalization, useLocalization } from "@fluent/react";
import { createContext, useContext, useMemo } from "react";
import { formatClock, formatDay, formatMoment, formatStamp, monthNames } from "./dates";
import type { Language } from "./locale";
import { sourcesOf } from "./sources";

export function bundleFor(language: Language): FluentBundle {
  const bundle = new FluentBundle(language);
  // What a language lacks is said in English rather than not at all.
  for (const source of [...(sourcesOf("en") ?? []), ...(sourcesOf(language) ?? [])])
    bundle.addResource(new FluentResource(source), { allowOverrides: true });
  return bundle;
}

export function localization(language: Language): ReactLocalization {
  return new ReactLocalization([bundleFor(language)]);
}

export type Arguments = Record<string, FluentVariable>;

export type Words = {
  language: string;
  /** The person reads everyday words first. */
  isPlain: boolean;
  /** A message. */
  say: (id: string, args?: Arguments) => string;
  /** The everyday words for a message; `null` where there are no others. */
  plain: (id: string) => string | null;
  /** A message, in everyday words where the person reads those and there are some. */
  tell: (id: string, args?: Arguments) => string;
  /** An attribute of a message. */
  part: (id: string, name: string, args?: Arguments) => string;
  /**
   * The word for a code, in everyday words where the person reads those, however a vendor spells the code;
   * the code as it was sent where there is no word for it.
   */
  code: (prefix: string, code: string) => string;
  day: (raw: string) => string;
  moment: (raw: string) => string;
  clock: (instant: string) => string;
  /** With day and zone, for paper. */
  stamp: (instant: string) => string;
  count: (value: number) => string;
};

/** The words of a bundle; made once for each. */
export function wordsOf(bundle: FluentBundle, isPlain = false): Words {
  const language = bundle.locales[0] ?? "en";
  const months = monthNames(language);
  const numbers = new Intl.NumberFormat(language);
  const format = (pattern: Parameters<FluentBundle["formatPattern"]>[0], args?: Arguments) =>
    bundle.formatPattern(pattern, args ?? null, []);
  const say = (id: string, args?: Arguments) => {
    const pattern = bundle.getMessage(id)?.value;
    return pattern ? format(pattern, args) : id;
  };
  const known = (id: string) => {
    if (isPlain && bundle.hasMessage(`plain-${id}`)) return `plain-${id}`;
    return bundle.hasMessage(id) ? id : null;
  };
  return {
    language,
    isPlain,
    say,
    tell: (id, args) => say(known(id) ?? id, args),
    plain: (id) => (bundle.hasMessage(`plain-${id}`) ? say(`plain-${id}`) : null),
    part: (id, name, args) => {
      const pattern = bundle.getMessage(id)?.attributes[name];
      return pattern ? format(pattern, args) : "";
    },
    code: (prefix, code) => {
      const id = known(`${prefix}-${code}`) ?? known(`${prefix}-${normalForm(code)}`);
      return id ? say(id) : code;
    },
    day: (raw) => formatDay(raw, months),
    moment: (raw) => formatMoment(raw, months),
    clock: (instant) => formatClock(instant, new Date(), months),
    stamp: (instant) => formatStamp(instant, months),
    count: (value) => numbers.format(value),
  };
}

/** `Entered in Error` and `ENTERED_IN_ERROR` are `entered-in-error`. */
function normalForm(code: string): string {
  return code.trim().toLowerCase().replaceAll(/[ _]/g, "-");
}

/** Whether the person reads everyday words first. */
export const PlainContext = createContext(false);

/** The words of the language in use. */
export function useWords(): Words {
  const { l10n } = useLocalization();
  const isPlain = useContext(PlainContext);
  return useMemo(() => {
    for (const bundle of l10n.bundles) return wordsOf(bundle, isPlain);
    return wordsOf(bundleFor("en"), isPlain);
  }, [l10n, isPlain]);
}
