/** Which panels of a list are open. */
import type { Unfolded } from "../contract/contract";
import { useDispatch } from "../state/context";
import { toggled } from "../state/filters";
import type { Mode, RecordState } from "../state/state";

/** Paper has no panels to open. */
const allOpen: Unfolded = { all: true, except: [] };

export function usePanels(record: RecordState, mode: Mode, isNarrowed: boolean) {
  const dispatch = useDispatch();
  const unfolded = isNarrowed ? record.unfolded.narrowed : record.unfolded.whole;
  const change = (next: Unfolded) =>
    dispatch({
      type: "unfolded",
      session: record.session,
      narrowed: isNarrowed,
      unfolded: next,
    });
  const isByPanel = mode === "panels";
  return {
    /** `undefined`: the list is not by panel. */
    unfolded: isByPanel ? unfolded : undefined,
    onPaper: isByPanel ? allOpen : undefined,
    isAllOpen: unfolded.all && unfolded.except.length === 0,
    toggleAll: () => change({ all: !(unfolded.all && unfolded.except.length === 0), except: [] }),
    toggle: (key: string) => change({ ...unfolded, except: toggled(unfolded.except, key) }),
  };
}
