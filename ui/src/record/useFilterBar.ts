/** The filter of the list on screen: what it is, what it can be, and whether its choices are unfolded. */
import { useState } from "react";
import type { RowsFilter, View } from "../contract/contract";
import { useDispatch } from "../state/context";
import { isFiltering } from "../state/filters";
import type { Place, RecordState } from "../state/state";
import { useFacets } from "./useFacets";

export function useFilterBar(
  record: RecordState,
  place: Place,
  view: View,
  search: string,
  filter: RowsFilter,
) {
  const dispatch = useDispatch();
  const [isOpen, setOpen] = useState(false);
  const wanted = isOpen || isFiltering(filter) || place === "timeline";
  const { facets } = useFacets(record.session, view, search, filter, wanted);
  return {
    facets,
    isOpen,
    toggle: () => setOpen(!isOpen),
    change: (next: RowsFilter) =>
      dispatch({ type: "filtered", session: record.session, place, filter: next }),
  };
}
