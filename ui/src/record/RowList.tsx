/**
 * A list of any length, of which only the visible rows exist. A list box of its own, because the
 * collections of React Aria build a node for every row: 10,000 rows cost more than a second there.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { FacetYear } from "../contract/contract";
import { useWords } from "../l10n/words";
import { useDispatch } from "../state/context";
import type { ListState, Mode, Place } from "../state/state";
import { useKeptScroll } from "../state/useKept";
import { groupHeading, groupName } from "./groups";
import { markRules } from "./mark-rules";
import { besides, isOnlyPanel } from "./panels";
import { Row } from "./Row";
import styles from "./RowList.module.css";
import { useKeepPlace } from "./useKeepPlace";
import { indexOfKey, newsAt, rowAt, standAt } from "./useRows";

type Shown = { first: number; last: number };
type Props = {
  list: ListState;
  place: Place;
  mode: Mode;
  session: string;
  selected: string | null;
  onShow: (shown: Shown) => void;
  /** Opens or closes the panel of this key, in a list by panel. */
  onFold?: (key: string) => void;
  /** Where somebody asked to be led. */
  goTo?: GoTo | null;
  /** Where the years begin, in lists that run by time. */
  years?: readonly FacetYear[] | null;
};

/** A row, and a number that tells one wish from the next. */
export type GoTo = { index: number; turn: number };

const rowHeight = 52;

export function RowList(props: Props) {
  const { list, place, mode, session, selected, onShow, onFold, goTo = null, years = null } = props;
  const words = useWords();
  const dispatch = useDispatch();
  const scroll = useRef<HTMLDivElement>(null);
  const total = list.total ?? 0;
  const [active, setActive] = useState<{ index: number; key: string | null }>(() => ({
    index: (selected && indexOfKey(list, selected)) || 0,
    key: selected,
  }));
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (total > 0) onShow({ first, last });
  }, [first, last, total, onShow]);
  useKeepPlace(list, virtualizer, scroll);
  useKeptScroll(`scroll ${session} ${place} ${mode}`, scroll);

  const role = standAt(list, first) ? "tree" : "listbox";
  const activeIndex = Math.min(
    (active.key ? indexOfKey(list, active.key) : null) ?? active.index,
    Math.max(0, total - 1),
  );
  const fold = (index: number) => {
    const entry = rowAt(list, index);
    if (entry && standAt(list, index)?.panel) onFold?.(entry.key);
  };
  const open = (index: number) => {
    const entry = rowAt(list, index);
    if (!entry) return;
    // A panel that is no resource has no details.
    if (isOnlyPanel(standAt(list, index))) return;
    dispatch({ type: "selected", selected: { key: entry.key, section: entry.section } });
  };
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index));
    const entry = rowAt(list, next);
    setActive({ index: next, key: entry?.key ?? null });
    virtualizer.scrollToIndex(next, { align: "auto" });
    // Open details follow the row, so that reading on needs one key.
    if (selected) open(next);
  };
  const turn = goTo?.turn;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each wish is followed once
  useEffect(() => {
    if (!goTo) return;
    setActive({ index: goTo.index, key: null });
    virtualizer.scrollToIndex(goTo.index, { align: "start" });
    document.querySelector<HTMLElement>('[data-region="list"]')?.focus();
  }, [turn]);
  const top = items.find((item) => item.end > (virtualizer.scrollOffset ?? 0) + 1);
  const topEntry = top && rowAt(list, top.index);
  const topGroup = topEntry && groupName(topEntry, place, mode, words);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const stand = standAt(list, activeIndex);
    if (stand?.panel && (event.key === " " || (event.key === "Enter" && isOnlyPanel(stand))))
      fold(activeIndex);
    else if (event.key === "Enter" && selected === rowAt(list, activeIndex)?.key)
      document.querySelector<HTMLElement>("[data-preview]")?.click();
    else if (event.key === "Enter" || event.key === " ") open(activeIndex);
    else if (stand?.panel && event.key === (stand.panel.isOpen ? "ArrowLeft" : "ArrowRight"))
      fold(activeIndex);
    else {
      const target =
        besides(event.key, activeIndex, (index) => standAt(list, index)) ??
        yearBeside(event.key, activeIndex, years ?? []) ??
        targetOf(event.key, activeIndex, total, last - first);
      if (target === null) return;
      moveTo(target);
    }
    event.preventDefault();
  };

  const activeEntry = rowAt(list, activeIndex);
  const rules = activeEntry ? markRules(activeEntry, words) : null;
  return (
    <>
      <div ref={scroll} className={styles.scroll}>
        {topGroup && (
          <div className={styles.sticky} aria-hidden="true">
            <div className={styles.group}>{topGroup}</div>
          </div>
        )}
        {/* biome-ignore lint/a11y: a list box or a tree, both of which take the keys */}
        <div
          role={role}
          tabIndex={0}
          data-region="list"
          aria-label={words.say("list-label", { name: words.say(`place-${place}`) })}
          aria-activedescendant={
            items.some((item) => item.index === activeIndex) ? `row-${activeIndex}` : undefined
          }
          className={styles.list}
          style={{ height: virtualizer.getTotalSize() }}
          onKeyDown={onKeyDown}
        >
          {items.map(({ index, start }) => {
            const entry = rowAt(list, index);
            const heading =
              entry && groupHeading(entry, rowAt(list, index - 1), index, place, mode, words);
            return (
              <div
                key={index}
                ref={virtualizer.measureElement}
                data-index={index}
                role="presentation"
                className={styles.slot}
                style={{ transform: `translateY(${start}px)` }}
              >
                {heading && (
                  <div className={styles.group} aria-hidden="true">
                    {heading}
                  </div>
                )}
                <Row
                  id={`row-${index}`}
                  entry={entry}
                  place={place}
                  mode={mode}
                  session={session}
                  news={entry && newsAt(list, entry.key)}
                  stand={standAt(list, index)}
                  position={index + 1}
                  total={total}
                  isActive={index === activeIndex}
                  describedBy={rules && index === activeIndex ? "row-rules" : undefined}
                  isSelected={entry !== undefined && entry.key === selected}
                  onOpen={() => {
                    setActive({ index, key: entry?.key ?? null });
                    if (isOnlyPanel(standAt(list, index))) fold(index);
                    else open(index);
                  }}
                  onFold={() => {
                    setActive({ index, key: entry?.key ?? null });
                    fold(index);
                  }}
                />
              </div>
            );
          })}
        </div>
      </div>
      {rules && (
        <p id="row-rules" className={styles.rules}>
          {rules}
        </p>
      )}
    </>
  );
}

/** The first row of the year before or after, for [ and ]; `null` for other keys. */
export function yearBeside(key: string, at: number, years: readonly FacetYear[]): number | null {
  if (key === "]") return years.find(({ first }) => first > at)?.first ?? null;
  if (key === "[") return years.findLast(({ first }) => first < at)?.first ?? null;
  return null;
}

/** The row that a key leads to; `null` where the key is none of the list's. */
export function targetOf(key: string, at: number, total: number, page: number): number | null {
  switch (key) {
    case "ArrowDown":
    case "j":
      return at + 1;
    case "ArrowUp":
    case "k":
      return at - 1;
    case "PageDown":
      return at + Math.max(1, page - 16);
    case "PageUp":
      return at - Math.max(1, page - 16);
    case "Home":
      return 0;
    case "End":
      return total - 1;
    default:
      return null;
  }
}
