/** How the person reads now, for words and for the size of things. */
import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useState,
} from "react";
import type { ReadsAs } from "../contract/contract";
import { PlainContext } from "../l10n/words";
import { useAppState } from "./context";
import { chosenReading, keepReading, usualReading } from "./reading";

type Reading = { reading: ReadsAs; choose: (reading: ReadsAs) => void };

const ReadingContext = createContext<Reading>({ reading: "clinician", choose: () => {} });

export function ReadingProvider({ children }: { children: ReactNode }) {
  const usual = useAppState(usualReading);
  const [chosen, setChosen] = useState(() => chosenReading(localStorage));
  const reading = chosen ?? usual;
  // What floats is no child of the app in the page: sizes are set at the root.
  useLayoutEffect(() => {
    document.documentElement.dataset.reading = reading;
  }, [reading]);
  const value = useMemo(
    () => ({
      reading,
      choose: (wanted: ReadsAs) => {
        keepReading(localStorage, wanted);
        setChosen(wanted);
      },
    }),
    [reading],
  );
  return (
    <ReadingContext value={value}>
      <PlainContext value={reading === "patient"}>{children}</PlainContext>
    </ReadingContext>
  );
}

export function useReading(): Reading {
  return useContext(ReadingContext);
}
