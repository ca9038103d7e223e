/** What the palette can do with a record. */
import type { MenuEntry } from "../design/Menu";
import { useWords } from "../l10n/words";
import { usePageEntries } from "../screens/AppMenu";
import { useDispatch, useEffects } from "../state/context";
import { sessionOf } from "../state/record-name";
import type { RecordState } from "../state/state";
import { exportKeys } from "./keys";

export function useActions({
  session,
  fhirBaseUrl,
  host,
  findsPatients,
}: RecordState): MenuEntry[] {
  const words = useWords();
  const dispatch = useDispatch();
  const effects = useEffects();
  return [
    {
      id: "not-shown",
      label: words.say("palette-not-shown"),
      run: () => dispatch({ type: "dialogShown", dialog: "notShown" }),
    },
    { id: "load", label: words.say("reload"), run: () => effects.record.load(session) },
    {
      id: "load-everything",
      label: words.say("reload-everything"),
      run: () => effects.record.loadEverything(session),
    },
    {
      id: "export",
      label: words.say("export-open"),
      run: () => dispatch({ type: "dialogShown", dialog: "export" }),
      keys: exportKeys,
    },
    {
      id: "print",
      label: words.say("print"),
      run: () => dispatch({ type: "printing", printing: "asked" }),
    },
    {
      id: "shortcuts",
      label: words.say("shortcuts-open"),
      run: () => dispatch({ type: "dialogShown", dialog: "shortcuts" }),
    },
    {
      id: "sign-in",
      label: words.say("sign-in-again"),
      run: () => effects.signIn.connect({ fhirBaseUrl, session }, host),
    },
    ...(findsPatients
      ? [
          {
            id: "other-patient",
            label: words.say("patients-title"),
            run: () => effects.patients.look(sessionOf(session)),
          },
        ]
      : []),
    {
      id: "close-record",
      label: words.say("key-tab-close"),
      run: () => effects.record.close(session),
    },
    {
      id: "kept",
      label: words.say("kept-open"),
      run: () => dispatch({ type: "dialogShown", dialog: "kept" }),
    },
    ...usePageEntries(),
    {
      id: "home",
      label: words.say("palette-start"),
      run: () => dispatch({ type: "wentHome" }),
    },
    { id: "sign-out", label: words.say("sign-out"), run: () => effects.record.signOut(session) },
  ];
}
