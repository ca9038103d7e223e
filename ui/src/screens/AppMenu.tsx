/**
 * The one menu of the app: what can be done here, then the screens that are not about a patient. It
 * is the same everywhere, so that no screen has entrances of its own.
 */
import { Menu, type MenuEntry } from "../design/Menu";
import { useLanguageChoice } from "../l10n/LanguageProvider";
import { type Language, languages } from "../l10n/locale";
import { useWords } from "../l10n/words";
import { useDispatch, useEffects, useReadState } from "../state/context";
import { useReading } from "../state/ReadingProvider";
import { pages } from "../state/state";
import { lockKeys } from "./useLockKey";

/** What can be done everywhere, for the menu and the palette. */
export function usePageEntries(): MenuEntry[] {
  const words = useWords();
  const dispatch = useDispatch();
  const effects = useEffects();
  const read = useReadState();
  const entries = pages.map((page) => ({
    id: page,
    label: words.say(`page-${page}`),
    run: () => dispatch({ type: "pageOpened", page }),
  }));
  const flows = () => {
    const { route } = read();
    effects.flows.open(route.at === "record" ? { session: route.session } : {});
  };
  return [
    ...entries,
    { id: "flows", label: words.say("flow-open"), run: flows },
    useReadingEntry(),
    ...useLanguageEntries(),
    { id: "lock", label: words.say("lock"), run: effects.lock.lock, keys: lockKeys },
  ];
}

/** The other way of reading. */
function useReadingEntry(): MenuEntry {
  const words = useWords();
  const { reading, choose } = useReading();
  const other = reading === "patient" ? "clinician" : "patient";
  return { id: "reading", label: words.say(`reading-${other}`), run: () => choose(other) };
}

/** The languages that are not spoken now, each by its own name, and the system's where one was chosen. */
function useLanguageEntries(): MenuEntry[] {
  const words = useWords();
  const { chosen, choose } = useLanguageChoice();
  const others = languages.filter((language) => language !== words.language);
  return [
    ...others.map((language) => ({
      id: `language-${language}`,
      label: ownNames[language],
      run: () => choose(language),
    })),
    ...(chosen === null
      ? []
      : [{ id: "language-system", label: words.say("language-system"), run: () => choose(null) }]),
  ];
}

/** Whoever does not read this language reads the name of theirs. */
const ownNames: Record<Language, string> = { en: "English", de: "Deutsch" };

/** `here`: what can be done on this screen. */
export function AppMenu({ here = [] }: { here?: readonly MenuEntry[] }) {
  const words = useWords();
  return <Menu id="app-menu" label={words.say("menu")} groups={[here, usePageEntries()]} />;
}
