/** Which secret is pointed at, so that its equals are marked wherever they stand. */
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { Flow } from "../contract/contract";
import { type Appearance, type Equals, equalsIn } from "./equals";

type Marking = {
  marked: string | null;
  mark: (fingerprint: string | null) => void;
  equals: Equals;
  /** Opens the step that holds it and goes there. */
  goTo: (appearance: Appearance) => void;
};

const MarkingContext = createContext<Marking>({
  marked: null,
  mark: () => {},
  equals: new Map(),
  goTo: () => {},
});

type Props = { flow: Flow; goTo: (appearance: Appearance) => void; children: ReactNode };

export function MarkingProvider({ flow, goTo, children }: Props) {
  const [marked, mark] = useState<string | null>(null);
  const equals = useMemo(() => equalsIn(flow), [flow]);
  const marking = useMemo(() => ({ marked, mark, equals, goTo }), [marked, equals, goTo]);
  return <MarkingContext value={marking}>{children}</MarkingContext>;
}

export function useMarking(): Marking {
  return useContext(MarkingContext);
}
