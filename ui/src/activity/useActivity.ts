/** The entries that are on screen: the newest first, older ones when they are asked for. */
import { useCallback, useEffect, useRef, useState } from "react";
import type {
  ActivityEntry,
  ActivityExported,
  ActivityGroup,
  ActivityPage,
  ActivityState,
  Problem,
} from "../contract/contract";
import { useEffects } from "../state/context";

type Held = {
  group: ActivityGroup | null;
  page: ActivityPage | null;
  problem: Problem | null;
};

export type ActivityLog = {
  /** `null` until the core answered. */
  entries: readonly ActivityEntry[] | null;
  more: boolean;
  state: ActivityState | null;
  /** What is done now cannot be written down. */
  notWritten: Problem | null;
  /** Why there is no answer, or no export. */
  problem: Problem | null;
  exported: ActivityExported | null;
  isExporting: boolean;
  older: () => void;
  again: () => void;
  export: () => void;
};

export function useActivity(group: ActivityGroup | null): ActivityLog {
  const effects = useEffects();
  const [held, setHeld] = useState<Held | null>(null);
  const [exported, setExported] = useState<ActivityExported | null>(null);
  const [isExporting, setExporting] = useState(false);
  // An answer that a later question overtook is about something else.
  const turn = useRef(0);
  const ask = useCallback(
    async (before: number | null, shown: readonly ActivityEntry[]) => {
      const mine = ++turn.current;
      const { answer, problem } = await effects.activity.page(group, before);
      if (mine !== turn.current) return;
      const entries = answer ? [...shown, ...answer.entries] : [];
      setHeld((known) => ({
        group,
        page: answer ? { ...answer, entries } : known?.group === group ? known.page : null,
        problem,
      }));
    },
    [effects, group],
  );
  const again = useCallback(() => void ask(null, []), [ask]);
  useEffect(again, [again]);
  const page = held?.group === group ? held.page : null;
  const last = page?.entries.at(-1);
  const exportAll = async () => {
    setExporting(true);
    setExported(null);
    const { answer, problem } = await effects.activity.export();
    setExporting(false);
    setExported(answer);
    if (problem) setHeld({ group, page, problem });
    else again();
  };
  return {
    entries: page?.entries ?? null,
    more: page?.more ?? false,
    // Which entries are shown says nothing about the log.
    state: held?.page?.state ?? null,
    notWritten: held?.page?.problem ?? null,
    problem: held?.problem ?? null,
    exported,
    isExporting,
    older: () => void ask(last?.sequence ?? null, page?.entries ?? []),
    again,
    export: () => void exportAll(),
  };
}
