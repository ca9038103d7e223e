/**
 * One search at a time: what was typed, and what came of it. It lives as long as the screen and is nowhere
 * kept, because it names patients.
 */
import { useRef, useState } from "react";
import type { PatientSearch, Patients, Problem } from "../contract/contract";
import { monthNames } from "../l10n/dates";
import { readTyped } from "../l10n/typed-date";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";

export type Typed = Required<Omit<PatientSearch, "session">>;

type State =
  | { at: "idle" }
  | { at: "asking" }
  | { at: "found"; found: Patients }
  | { at: "failed"; problem: Problem };

export type Search = {
  typed: Typed;
  type: (change: Partial<Typed>) => void;
  /** Why nothing is asked. */
  error: "patients-empty" | "patients-date" | null;
  state: State;
  ask: () => void;
};

const nothing: Typed = { name: "", birthDate: "", identifier: "" };

export function useSearch(session: string): Search {
  const { language } = useWords();
  const { patients } = useEffects();
  const [typed, setTyped] = useState(nothing);
  const [error, setError] = useState<Search["error"]>(null);
  const [state, setState] = useState<State>({ at: "idle" });
  const turn = useRef(0);

  const ask = () => {
    const birthDate = typed.birthDate.trim();
    const date = birthDate === "" ? "" : readTyped(birthDate, monthNames(language));
    if (date === null) return setError("patients-date");
    if (!typed.name.trim() && !typed.identifier.trim() && !date) return setError("patients-empty");
    const mine = ++turn.current;
    setState({ at: "asking" });
    void patients.find({ session, ...typed, birthDate: date }).then(({ answer, problem }) => {
      // An answer that a later question overtook is about somebody else.
      if (mine !== turn.current) return;
      setState(answer ? { at: "found", found: answer } : { at: "failed", problem });
    });
  };

  return {
    typed,
    type: (change) => {
      setTyped((before) => ({ ...before, ...change }));
      setError(null);
    },
    error,
    state,
    ask,
  };
}
