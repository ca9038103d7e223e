import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Trend } from "../contract/contract";
import { entry, section } from "../test/make";
import { bySelector, renderRecord } from "../test/render-app";

const point = {
  comparator: null,
  flag: null,
  low: 70,
  high: 99,
  range: { low: "70", high: "99", text: null },
  status: "final",
  standing: "current" as const,
  source: "Lab A",
  converted: false,
};

const glucose: Trend = {
  title: "Glucose",
  panels: [
    {
      unit: "mg/dL",
      converted: ["g/L"],
      pressure: false,
      series: [
        {
          title: "Glucose",
          points: [
            {
              ...point,
              key: "Observation/1",
              date: "2024-01",
              number: 85,
              text: "0.85",
              unit: "g/L",
              converted: true,
            },
            {
              ...point,
              key: "Observation/2",
              date: "2026-02-03",
              number: 158,
              text: "158.0",
              unit: "mg/dL",
              flag: "H",
            },
          ],
        },
      ],
    },
    {
      unit: "mmol/L",
      converted: [],
      pressure: false,
      series: [
        {
          title: "Glucose",
          points: [
            {
              ...point,
              key: "Observation/3",
              date: "2025",
              number: 5,
              text: "5.0",
              unit: "mmol/L",
              comparator: "<",
            },
          ],
        },
      ],
    },
  ],
  undrawn: [{ key: "Observation/4", part: null, date: null, text: "90 mg/dL", reason: "noDate" }],
};
const row = entry({
  key: "Observation/2",
  section: "results",
  analyte: "glucose|mg/dL",
  title: { text: "Glucose", isBareCode: false, code: null },
});

/** Without the marks that keep the directions of scripts apart. */
function plain(element: HTMLElement): string {
  return (element.textContent ?? "").replaceAll(/[\u2066-\u2069]/g, "");
}

async function openChart() {
  const app = await renderRecord([row], [section("results")], [], { trend: () => glucose });
  await app.user.keyboard("gr");
  await app.user.click(await waitFor(() => present('[data-key="Observation/2"]')));
  await waitFor(() => present('[data-region="trend"] svg'));
  return app;
}

function present(selector: string): HTMLElement {
  const found = bySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

describe("a chart", () => {
  it("says what is converted, split, a bound and not drawn", async () => {
    const app = await openChart();
    const text = plain(present('[data-region="trend"]'));
    expect(text).toContain("Drawn in mg/dL; some were sent in g/L");
    expect(text).toContain("have a panel of their own");
    expect(text).toContain("An open mark with an arrow is a bound");
    await app.user.click(present("#trend-undrawn"));
    expect(screen.getByText(/90 mg\/dL · no date to draw it at/)).toBeTruthy();
  });

  it("reads every point as it was sent, reached by arrow keys", async () => {
    const app = await openChart();
    present("#trend-chart").focus();
    const readout = () => plain(present('[data-region="trend"] [aria-live]'));
    expect(readout()).toMatch(/158\.0.mg\/dL H high · 03-Feb-2026/);
    await app.user.keyboard("{ArrowLeft}");
    expect(readout()).toMatch(/0\.85.g\/L.*Jan 2024.*range 70–99.*Lab A.*drawn in mg\/dL/);
    await app.user.keyboard("{ArrowDown}");
    expect(readout()).toMatch(/<.5\.0.mmol\/L/);
  });

  it("is a table after one key, and a chart after the same", async () => {
    const app = await openChart();
    present("#trend-chart").focus();
    await app.user.keyboard("t");
    const tables = within(present("#trend-table")).getAllByRole("table");
    expect(tables.map((table) => table.querySelector("caption")?.textContent)).toEqual([
      "Glucose mg/dL",
      "Glucose mmol/L",
    ]);
    expect(tables[0]?.textContent).toMatch(/158\.0.mg\/dL H/);
    expect(tables[0]?.textContent).toMatch(/0\.85.g\/L/);
    expect(document.activeElement?.id).toBe("trend-table");
    await app.user.keyboard("t");
    expect(document.activeElement?.id).toBe("trend-chart");
  });

  it("becomes large below the banner, and Escape leads back to the details", async () => {
    const app = await openChart();
    await app.user.click(present("#trend-wide"));
    expect(present('[data-region="trend"]').dataset.wide).toBe("true");
    await app.user.keyboard("{Escape}");
    expect(present('[data-region="trend"]').dataset.wide).toBeUndefined();
    expect(bySelector('[data-region="detail"]')).toBeTruthy();
  });
});
