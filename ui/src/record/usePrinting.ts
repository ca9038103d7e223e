/** Paper: a list in view first fetches its rows, then lays all of them out while the browser prints. */
import { useEffect } from "react";
import { flushSync } from "react-dom";
import { useAppState, useDispatch, useEffects } from "../state/context";
import { pageSize } from "../state/lists";
import type { ListState } from "../state/state";

/** Rows of a list that go on paper. */
export const printedRows = 1000;

/** Follows the browser, which may print by its own command, too. */
export function usePrintLayout(session: string): void {
  const dispatch = useDispatch();
  const effects = useEffects();
  useEffect(() => {
    const before = () => {
      flushSync(() => dispatch({ type: "printing", printing: "laidOut" }));
      effects.activity.printed(session);
    };
    const after = () => dispatch({ type: "printing", printing: "no" });
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, [dispatch, effects, session]);
}

/** Opens the print dialog that was asked for, once what goes on paper is here. */
export function usePrintWhen(isReady: boolean): void {
  const isAsked = useAppState((state) => state.printing === "asked");
  useEffect(() => {
    if (isAsked && isReady) window.print();
  }, [isAsked, isReady]);
}

/** How many rows of one revision have arrived, from the first one on and without a gap. */
export function arrivedRows({ pages, revision }: ListState): number {
  let rows = 0;
  for (let page = 0; pages[page] && pages[page]?.revision === revision; page++) {
    rows += pages[page]?.rows.length ?? 0;
    if (rows % pageSize !== 0) break;
  }
  return Math.min(rows, printedRows);
}

/** All rows that go on paper are here; a list that was not answered yet is not an empty one. */
export function isReadyForPaper(list: ListState, isCurrent: boolean): boolean {
  if (!isCurrent || list.total === null) return false;
  return arrivedRows(list) >= Math.min(list.total, printedRows);
}
