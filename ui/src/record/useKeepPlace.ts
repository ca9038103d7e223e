/** Keeps the row at the top of a scrolled list where it is, when rows arrive above it. */
import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useRef } from "react";
import type { ListState } from "../state/state";
import { indexOfKey, rowAt } from "./useRows";

type Anchor = { key: string; index: number; offset: number };

export function useKeepPlace(
  list: ListState,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  scroll: RefObject<HTMLDivElement | null>,
): void {
  const anchor = useRef<Anchor | null>(null);
  useLayoutEffect(() => {
    const kept = anchor.current;
    if (!kept) return;
    const now = indexOfKey(list, kept.key);
    if (now === null || now === kept.index) return;
    const target = virtualizer.getOffsetForIndex(now, "start");
    if (target) virtualizer.scrollToOffset(target[0] + kept.offset);
  }, [list, virtualizer]);
  useLayoutEffect(() => {
    const top = scroll.current?.scrollTop ?? 0;
    const item = top > 0 ? virtualizer.getVirtualItems().find((one) => one.end > top) : undefined;
    const entry = item && rowAt(list, item.index);
    anchor.current =
      item && entry ? { key: entry.key, index: item.index, offset: top - item.start } : null;
  });
}
