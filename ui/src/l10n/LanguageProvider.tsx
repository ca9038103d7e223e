/** The language of the screens: the system's, until the person chooses another. */
import { LocalizationProvider } from "@fluent/react";
import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useState,
} from "react";
import { I18nProvider } from "react-aria-components";
import { chooseLanguage, chosenLanguage, keepLanguage, type Language } from "./locale";
import { fetchLanguage, sourcesOf } from "./sources";
import { localization } from "./words";

type Choice = {
  /** `null`: as the system. */
  chosen: Language | null;
  choose: (language: Language | null) => void;
};

const ChoiceContext = createContext<Choice>({ chosen: null, choose: () => {} });

function languageOf(chosen: Language | null): Language {
  return chosen ?? chooseLanguage(navigator.languages);
}

/** Fetches the words of the language that the screens begin with. */
export async function fetchFirstLanguage(): Promise<void> {
  await fetchLanguage(languageOf(chosenLanguage(localStorage)));
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState(() => chosenLanguage(localStorage));
  const language = languageOf(chosen);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const l10n = useMemo(() => localization(language), [language]);
  const choice = useMemo(
    () => ({
      chosen,
      choose: (wanted: Language | null) => {
        keepLanguage(localStorage, wanted);
        const language = languageOf(wanted);
        if (sourcesOf(language)) setChosen(wanted);
        else void fetchLanguage(language).then(() => setChosen(wanted));
      },
    }),
    [chosen],
  );
  return (
    <ChoiceContext value={choice}>
      <LocalizationProvider l10n={l10n}>
        <I18nProvider locale={language}>{children}</I18nProvider>
      </LocalizationProvider>
    </ChoiceContext>
  );
}

export function useLanguageChoice(): Choice {
  return useContext(ChoiceContext);
}
