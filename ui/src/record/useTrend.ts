/** One analyte over time, once its section has ended: until then every page would change it. */
import { useEffect } from "react";
import type { Section } from "../contract/contract";
import { useAppState, useEffects } from "../state/context";
import { revisionOf, trendId } from "../state/lists";
import type { TrendState } from "../state/state";

export function useTrend(session: string, analyte: string, section: Section): TrendState | null {
  const effects = useEffects();
  const revision = useAppState((state) =>
    revisionOf(state.records[session], { type: "section", section }),
  );
  const isLoading = useAppState(
    (state) => state.records[session]?.sections[section]?.progress === "loading",
  );
  const trend = useAppState((state) => state.trends[trendId(session, analyte)]);
  useEffect(() => {
    if (!isLoading) effects.trends.want(session, analyte, revision);
  }, [effects, session, analyte, revision, isLoading]);
  return trend ?? null;
}
