import { describe, expect, it } from "vitest";
import type { ListState } from "../state/state";
import { entry } from "../test/make";
import { arrivedRows, isReadyForPaper } from "./usePrinting";

const page = (revision: string, rows: number) => ({
  revision,
  rows: Array.from({ length: rows }, () => entry()),
});
const list = (part: Partial<ListState>): ListState => ({
  total: 150,
  revision: "2",
  pages: { 0: page("2", 100), 1: page("2", 50) },
  problem: null,
  ...part,
});

describe("what goes on paper", () => {
  it("is ready when every row of the newest revision is here", () => {
    expect(isReadyForPaper(list({}), true)).toBe(true);
    expect(isReadyForPaper(list({ pages: { 0: page("2", 100) } }), true)).toBe(false);
    expect(isReadyForPaper(list({}), false)).toBe(false);
  });

  it("counts no rows of an older revision", () => {
    const mixed = list({ pages: { 0: page("2", 100), 1: page("1", 50) } });
    expect(arrivedRows(mixed)).toBe(100);
    expect(isReadyForPaper(mixed, true)).toBe(false);
  });

  it("is not ready before the list was answered, though it holds nothing", () => {
    expect(isReadyForPaper(list({ total: null, pages: {} }), true)).toBe(false);
    expect(isReadyForPaper(list({ total: 0, pages: {} }), true)).toBe(true);
  });
});
