/** Several analytes over time, once the record has arrived. */
import { useEffect, useMemo } from "react";
import type { Section, Trend } from "../contract/contract";
import { useAppState, useEffects } from "../state/context";
import { revisionOf, trendId } from "../state/lists";

export type Analyte = { analyte: string; section: Section; title: string };

/** Those that are here, in the order in which they are asked for. */
export function useTrends(record: string, analytes: readonly Analyte[]): readonly Trend[] {
  const effects = useEffects();
  const state = useAppState((all) => all.records[record]);
  const trends = useAppState((all) => all.trends);
  useEffect(() => {
    for (const { analyte, section } of analytes) {
      if (state?.sections[section]?.progress === "loading") continue;
      effects.trends.want(record, analyte, revisionOf(state, { type: "section", section }));
    }
  }, [effects, record, state, analytes]);
  return useMemo(
    () => analytes.flatMap(({ analyte }) => trends[trendId(record, analyte)]?.trend ?? []),
    [trends, analytes, record],
  );
}
