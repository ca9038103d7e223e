/** Asks when something is first shown, and again for another question; an overtaken answer is dropped. */
import { useCallback, useEffect, useState } from "react";
import type { Outcome } from "./effects/outcome";

export type Asked<T> = {
  outcome: Outcome<T> | null;
  /** Asks again, and shows the old answer until the new one is there. */
  again: () => void;
};

/** `key` names the question; `null`: nothing is asked. */
export function useOutcome<T>(key: string | null, ask: () => Promise<Outcome<T>>): Asked<T> {
  const [held, setHeld] = useState<{ key: string; outcome: Outcome<T> } | null>(null);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the question
  useEffect(() => {
    if (key === null) return;
    let overtaken = false;
    void ask().then((outcome) => {
      if (!overtaken) setHeld({ key, outcome });
    });
    return () => {
      overtaken = true;
    };
  }, [key, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { outcome: held && held.key === key ? held.outcome : null, again };
}
