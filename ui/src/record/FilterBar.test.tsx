import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Facets, RowsQuery } from "../contract/contract";
import { filterName, toggled } from "../state/filters";
import { entry, section } from "../test/make";
import { bySelector, renderRecord, rowsOf } from "../test/render-app";

const facets: Facets = {
  total: 30,
  matching: 30,
  undated: 2,
  new: 0,
  categories: { values: [], leftOut: 0 },
  sources: {
    values: [
      { value: "Lab A", rows: 20 },
      { value: "", rows: 10 },
    ],
    leftOut: 0,
  },
  statuses: { values: [{ value: "final", rows: 30 }], leftOut: 0 },
  sections: [],
  years: [],
};
const all = Array.from({ length: 30 }, (_, index) =>
  entry({ key: `Condition/${index}`, source: index < 20 ? "Lab A" : null }),
);

async function openProblems(rows: (query: RowsQuery) => ReturnType<ReturnType<typeof rowsOf>>) {
  const counted = section("problems", { counts: { current: 30, historical: 0, notAFact: 0 } });
  const app = await renderRecord(all, [counted], [], { facets: () => facets, rows });
  await app.user.keyboard("gp");
  await waitFor(() => present('[data-key="Condition/0"]'));
  return app;
}

function present(selector: string): HTMLElement {
  const found = bySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

const plain = (element: HTMLElement) =>
  (element.textContent ?? "").replaceAll(/[\u2066-\u2069]/g, "");

const filtered = (query: RowsQuery) =>
  rowsOf(query.filter?.sources ? all.slice(0, 20) : all)(query);

describe("a filter", () => {
  it("opens with f, narrows the list, and says of how many rows it shows how many", async () => {
    const app = await openProblems(filtered);
    await app.user.keyboard("f");
    await app.user.click(await screen.findByRole("button", { name: /Lab A/ }));
    await waitFor(() =>
      expect(plain(present('[data-region="filter"] [role="status"]'))).toBe(
        "20 of 30 shown, filtered",
      ),
    );
    const asked = app.host.asked.filter(({ command }) => command === "rows").at(-1);
    expect(asked?.request).toMatchObject({ filter: { sources: ["Lab A"] } });
  });

  it("is kept for its section, and taken away chip by chip", async () => {
    const app = await openProblems(filtered);
    await app.user.keyboard("f");
    await app.user.click(await screen.findByRole("button", { name: /Lab A/ }));
    await waitFor(() => present('[data-region="filter"]'));
    await app.user.keyboard("ga");
    expect(bySelector('[data-region="filter"]')).toBeNull();
    await app.user.keyboard("gp");
    await app.user.click(await screen.findByRole("button", { name: /Take away.*Lab A/ }));
    await waitFor(() => expect(bySelector('[data-region="filter"]')).toBeNull());
  });

  it("that nothing matches is no statement about the patient", async () => {
    const app = await openProblems((query) =>
      query.filter ? { total: 0, from: 0, rows: [] } : rowsOf(all)(query),
    );
    await app.user.keyboard("f");
    await app.user.click(await screen.findByRole("button", { name: /Lab A/ }));
    await waitFor(() => present('[data-nothing="nothingMatches"]'));
    expect(screen.getByText("Nothing here matches the filter")).toBeTruthy();
    expect(screen.queryByText("Nothing recorded")).toBeNull();
  });

  it("takes a date when it is whole, and says what it cannot read", async () => {
    const app = await openProblems(filtered);
    await app.user.keyboard("f");
    const from = await waitFor(() => present("#filter-from"));
    await app.user.type(from, "02/03/2024{Enter}");
    expect(screen.getByText(/Write a year, a month or a day/)).toBeTruthy();
    await app.user.clear(present("#filter-from"));
    await app.user.type(present("#filter-from"), "2024-03{Enter}");
    await waitFor(() => present('[data-region="filter"]'));
    expect(plain(present('[data-region="filter"]'))).toContain("from Mar 2024");
  });
});

describe("the name of a filter", () => {
  it("is the same for the same wants, and none for none", () => {
    expect(filterName({})).toBe("");
    expect(filterName({ sources: [], withoutUndated: true })).toBe("");
    expect(filterName({ sources: ["b", "a"] })).toBe(filterName({ sources: ["a", "b"] }));
    expect(filterName({ sources: ["a"] })).not.toBe(filterName({ statuses: ["a"] }));
    expect(toggled(["a"], "b")).toEqual(["a", "b"]);
    expect(toggled(["a", "b"], "a")).toEqual(["b"]);
  });
});
