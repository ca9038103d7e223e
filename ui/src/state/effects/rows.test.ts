import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Rows, RowsQuery } from "../../contract/contract";
import { memoryHost } from "../../host/memory";
import { entry, problem, section, sections, session } from "../../test/make";
import { type ListQuery, pageSize, sectionView } from "../lists";
import { createStore } from "../store";
import { rowsEffects } from "./rows";

const query: ListQuery = { session: "s", view: sectionView("section", "problems"), search: "" };

function world(answer: (query: RowsQuery) => Rows | Promise<Rows>) {
  const host = memoryHost({ rows: answer });
  const store = createStore();
  store.dispatch({ type: "appEvent", event: { type: "signedIn", session } });
  store.dispatch({ type: "loadBegan", session: "s" });
  plan(store, 1);
  const rows = rowsEffects(host, store, () => Date.now());
  return { host, store, rows };
}

function plan(store: ReturnType<typeof createStore>, revision: number): void {
  const event = {
    type: "planned",
    session,
    sections: sections(section("problems", { revision })),
  } as const;
  store.dispatch({ type: "recordEvent", session: "s", event });
}

function thousand({ from, count }: RowsQuery): Rows {
  const rows = Array.from({ length: Math.min(count, 1000 - from) }, (_, at) =>
    entry({ key: `Condition/${from + at}` }),
  );
  return { total: 1000, from, rows };
}

describe("rows", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("fetches only the pages that are on screen", async () => {
    const { host, rows } = world(thousand);
    rows.want(query, 150, 230);
    await vi.runAllTimersAsync();
    const windows = host.asked.map(({ request }) => request as RowsQuery);
    expect(windows.map(({ from, count }) => [from, count])).toEqual([
      [100, pageSize],
      [200, pageSize],
    ]);
  });

  it("asks once, however often the same window is wanted", async () => {
    const { host, rows } = world(thousand);
    for (let times = 0; times < 5; times++) rows.want(query, 0, 20);
    await vi.runAllTimersAsync();
    rows.want(query, 0, 20);
    await vi.runAllTimersAsync();
    expect(host.asked).toHaveLength(1);
  });

  it("fetches the window again for a new revision, at most every 250 ms while it loads", async () => {
    const { host, store, rows } = world(thousand);
    rows.want(query, 0, 20);
    await vi.advanceTimersByTimeAsync(0);
    for (let revision = 2; revision <= 21; revision++) {
      plan(store, revision);
      rows.want(query, 0, 20);
      await vi.advanceTimersByTimeAsync(50);
    }
    await vi.runAllTimersAsync();
    expect(host.asked.length).toBeGreaterThan(2);
    expect(host.asked.length).toBeLessThanOrEqual(6);
    const list = Object.values(store.get().lists)[0];
    expect(list?.pages[0]?.revision).toContain("21");
  });

  it("does not repeat a failed request by itself", async () => {
    const { host, store, rows } = world(() => Promise.reject(problem("internal")));
    rows.want(query, 0, 20);
    await vi.runAllTimersAsync();
    expect(host.asked).toHaveLength(1);
    expect(Object.values(store.get().lists)[0]?.problem?.code).toBe("internal");
  });

  it("does not take rows for a record that was closed meanwhile", async () => {
    const { store, rows } = world(thousand);
    rows.want(query, 0, 20);
    store.dispatch({ type: "recordClosed", session: "s" });
    await vi.runAllTimersAsync();
    expect(store.get().lists).toEqual({});
  });
});
