import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { PanelsQuery, RowStand } from "../contract/contract";
import { panelRows } from "../host/demo-panels";
import { entry, section } from "../test/make";
import { renderRecord } from "../test/render-app";
import { besides } from "./panels";

const panel = { results: 2, abnormal: 0, critical: 0, hasResource: true };
const stands: RowStand[] = [
  { level: 0, position: 1, siblings: 2, panel: { ...panel, shown: 2, isOpen: true } },
  { level: 1, position: 1, siblings: 2 },
  { level: 1, position: 2, siblings: 2 },
  { level: 0, position: 2, siblings: 2, panel: { ...panel, shown: 2, isOpen: false } },
];

describe("the arrows to the sides", () => {
  const to = (key: string, at: number) => besides(key, at, (index) => stands[index]);

  it("lead into an open panel, and from a result to its panel", () => {
    expect([to("ArrowRight", 0), to("ArrowLeft", 2), to("ArrowLeft", 1)]).toEqual([1, 0, 0]);
  });

  it("lead nowhere else", () => {
    expect([to("ArrowRight", 3), to("ArrowRight", 1), to("ArrowLeft", 0), to("j", 1)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

const value = { number: 1, comparator: null, unit: "g", range: null };
const result = (id: string, flag: string | null) =>
  entry({
    key: `Observation/${id}`,
    resourceType: "Observation",
    section: "results",
    title: { text: `Test ${id}`, isBareCode: false, code: null },
    status: "final",
    date: { sort: "2026-02-03", raw: "2026-02-03", precision: "day" },
    value: { ...value, text: "1", flag },
  });
const facts = [result("a", "HH"), result("b", "L"), result("c", null)];

async function openPanels() {
  const counted = section("results", { counts: { current: 3, historical: 0, notAFact: 0 } });
  const app = await renderRecord(facts, [counted], [], {
    panels: ({ unfolded, from, count }) => panelRows(facts, unfolded, from, count),
  });
  const { user } = app;
  await user.click(await screen.findByRole("button", { name: /^Results/ }));
  await user.click(await screen.findByRole("radio", { name: "By panel" }));
  const tree = await screen.findByRole("tree");
  return { app, user, tree };
}

describe("results by panel", () => {
  it("say what stands out, and open and close with the arrows", async () => {
    const { app, user, tree } = await openPanels();
    const head = await within(tree).findByRole("treeitem");
    for (const part of ["3 results", "1 critical", "1 abnormal"])
      expect(head.textContent?.replaceAll(/[\u2068\u2069]/g, "")).toContain(part);
    expect(head.getAttribute("aria-expanded")).toBe("false");
    tree.focus();
    await user.keyboard("{ArrowRight}");
    await within(tree).findByText("Test b");
    const items = within(tree).getAllByRole("treeitem");
    expect(items.map((one) => one.getAttribute("aria-level"))).toEqual(["1", "2", "2", "2"]);
    expect(items[1]?.getAttribute("aria-setsize")).toBe("3");
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowLeft}{ArrowLeft}");
    await waitFor(() => expect(within(tree).getAllByRole("treeitem")).toHaveLength(1));
    const asked = app.host.asked.filter(({ command }) => command === "panels");
    const last = asked.at(-1)?.request as PanelsQuery;
    expect(last.unfolded).toEqual({ all: false, except: [] });
  });
});
