/** What a list can be narrowed by. The last answer stays until the next one is there. */
import { useEffect, useState } from "react";
import type { Facets, RowsFilter, View } from "../contract/contract";
import { useAppState, useEffects } from "../state/context";
import { filterName } from "../state/filters";
import { revisionOf } from "../state/lists";

export type FacetsShown = {
  facets: Facets | null;
  /** The answer is to what is asked now. */
  isCurrent: boolean;
};

export function useFacets(
  record: string,
  view: View,
  search: string,
  filter: RowsFilter,
  wanted: boolean,
): FacetsShown {
  const effects = useEffects();
  const revision = useAppState((state) => revisionOf(state.records[record], view));
  const [held, setHeld] = useState<{ name: string; facets: Facets } | null>(null);
  const name = [revision, search.trim(), filterName(filter)].join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name stands for search and filter
  useEffect(() => {
    if (!wanted) return;
    let overtaken = false;
    const words = search.trim();
    const query = { record, view, filter, ...(words ? { search: words } : {}) };
    void effects.find.facets(query).then(({ answer }) => {
      if (!overtaken && answer) setHeld({ name, facets: answer });
    });
    return () => {
      overtaken = true;
    };
  }, [effects, record, view, name, wanted]);
  return { facets: held?.facets ?? null, isCurrent: held?.name === name };
}
