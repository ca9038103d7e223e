/** How keys move through a list by panel, as through any tree. */
import type { RowStand } from "../contract/contract";

/** A panel that no resource stands for: there is nothing to look at but its results. */
export function isOnlyPanel(stand: RowStand | undefined): boolean {
  return stand?.panel?.hasResource === false;
}

/**
 * The row that the arrows to the sides lead to: from an open panel to its first result, from a result to
 * its panel. `null` for other keys, and where there is none.
 */
export function besides(
  key: string,
  at: number,
  standAt: (index: number) => RowStand | undefined,
): number | null {
  const stand = standAt(at);
  if (!stand) return null;
  if (key === "ArrowRight") return stand.panel?.isOpen && stand.panel.shown > 0 ? at + 1 : null;
  if (key !== "ArrowLeft") return null;
  for (let index = at - 1; index >= 0; index--) {
    const before = standAt(index);
    // Its page is not here.
    if (!before) return null;
    if (before.level < stand.level) return index;
  }
  return null;
}
