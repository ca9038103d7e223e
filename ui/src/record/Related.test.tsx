import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Link, Related } from "../contract/contract";
import { bundleFor, wordsOf } from "../l10n/words";
import { entry, problem, section } from "../test/make";
import { bySelector, renderRecord, unrelated } from "../test/render-app";
import { titleOf } from "./entry-words";
import { linkGroups, roleOf } from "./links";

const report = entry({
  key: "DiagnosticReport/1",
  resourceType: "DiagnosticReport",
  section: "reports",
  title: { text: "Blood count", isBareCode: false, code: null },
});
const result = entry({
  key: "Observation/1",
  resourceType: "Observation",
  section: "results",
  title: { text: "Hemoglobin", isBareCode: false, code: null },
  value: { text: "12.40", number: 12.4, comparator: null, unit: "g/dL", flag: "L", range: null },
});

function link(path: string, leads: Link["leads"], part: Partial<Link> = {}): Link {
  return {
    path,
    reference: `Practitioner/${path}`,
    display: `Who ${path}`,
    leads,
    entry: null,
    ...part,
  };
}

const ofReport: Related = {
  references: [
    link("result", "toRecord", { reference: "Observation/1", entry: result }),
    link("performer.actor", "toServer"),
    link("basedOn", "elsewhere"),
    link("subject", "toRecord", { entry: entry() }),
  ],
  referrers: [],
  referrersTotal: 0,
};
const ofResult: Related = { ...unrelated, referrers: [report], referrersTotal: 1 };

async function openReport(calls = {}) {
  const app = await renderRecord(
    [report, result],
    [section("reports", { counts: { current: 1, historical: 0, notAFact: 0 } })],
    [],
    { related: ({ key }) => (key === report.key ? ofReport : ofResult), ...calls },
  );
  await app.user.click(bySelector('[data-nav="reports"]') as HTMLElement);
  await waitFor(() => expect(bySelector(`[data-key="${report.key}"]`)).toBeTruthy());
  await app.user.click(bySelector(`[data-key="${report.key}"]`) as HTMLElement);
  await waitFor(() => expect(bySelector("[data-link]")).toBeTruthy());
  return app;
}

describe("the references of an entry", () => {
  it("lead to the results of a report with their values, and back", async () => {
    const app = await openReport();
    const target = bySelector('[data-link="Observation/1"]') as HTMLElement;
    expect(target.textContent).toContain("Hemoglobin");
    expect(target.textContent).toContain("12.40");
    await app.user.click(target);
    await waitFor(() => expect(bySelector('[data-detail-key="Observation/1"]')).toBeTruthy());
    // The other way round: the result names its report.
    await waitFor(() =>
      expect(bySelector('[data-link="DiagnosticReport/1"]')?.textContent).toContain("Blood count"),
    );
    await app.user.click(bySelector("#detail-back") as HTMLElement);
    await waitFor(() => expect(bySelector(`[data-detail-key="${report.key}"]`)).toBeTruthy());
    expect(bySelector("#detail-back")).toBeNull();
  });

  it("are read from the server only when asked, and shown as no part of the record", async () => {
    const asked: string[] = [];
    const app = await openReport({
      read_reference: ({ reference }: { reference: string }) => {
        asked.push(reference);
        return { entry: entry({ key: reference }), details: [], json: "{}" };
      },
    });
    expect(asked).toEqual([]);
    expect(document.querySelectorAll("[data-read]")).toHaveLength(1);
    await app.user.click(bySelector("[data-read]") as HTMLElement);
    await screen.findByText(/not part of the record/);
    expect(asked).toEqual(["Practitioner/performer.actor"]);
  });

  it("say what went wrong with one, beside it", async () => {
    const app = await openReport({
      read_reference: () => Promise.reject(problem("other-patient")),
    });
    await app.user.click(bySelector("[data-read]") as HTMLElement);
    await waitFor(() => expect(bySelector('[data-problem="other-patient"]')).toBeTruthy());
  });

  it("to other servers are named and not followed", async () => {
    await openReport();
    const out = bySelector('[data-leads="elsewhere"]') as HTMLElement;
    expect(out.textContent).toContain("Who basedOn");
    expect(out.querySelector("button")).toBeNull();
  });

  it("leave out whose record it is, and put results first", () => {
    const groups = linkGroups(ofReport.references);
    expect(groups.map(({ name, links }) => [name, links.length])).toEqual([
      ["results", 1],
      ["points", 2],
    ]);
    const words = wordsOf(bundleFor("en"));
    expect(roleOf("performer.actor", words)).toBe("Performed by");
    expect(roleOf("basedOn", words)).toBe("Ordered by");
    expect(roleOf("vendorThing", words)).toBe("vendorThing");
  });
});

describe("the versions of an entry", () => {
  it("are asked for on demand and listed with their JSON", async () => {
    const app = await openReport({
      history: () => ({
        offered: true,
        isCut: true,
        versions: [
          { version: "2", lastUpdated: "2026-02-01T10:00:00Z", entry: report, json: "{}" },
        ],
      }),
    });
    await app.user.click(bySelector("#show-versions") as HTMLElement);
    await waitFor(() => expect(bySelector('[data-version="2"]')).toBeTruthy());
    screen.getByText("Not all versions came.");
  });

  it("are said not to be offered where they are not", async () => {
    const app = await openReport({
      history: () => ({ offered: false, versions: [], isCut: false }),
    });
    await app.user.click(bySelector("#show-versions") as HTMLElement);
    await screen.findByText("This server does not offer earlier versions.");
  });
});

describe("the rules of an entry", () => {
  it("put a prohibition into the name, so that it is never read as an order", async () => {
    const words = wordsOf(bundleFor("en"));
    const order = entry({ title: { text: "Resuscitation", isBareCode: false, code: null } });
    expect(titleOf({ ...order, rules: ["DR-27"] }, words)).toMatch(
      /^Not to be done: .?Resuscitation/,
    );
    expect(titleOf(order, words)).toBe("Resuscitation");
  });

  it("stand in its details with their ids", async () => {
    const app = await renderRecord(
      [entry({ rules: ["DR-20", "DR-17"], verification: "provisional", standing: "tentative" })],
      [section("problems", { counts: { current: 1, historical: 0, notAFact: 0 } })],
    );
    await app.user.click(bySelector('[data-nav="problems"]') as HTMLElement);
    const row = await waitFor(() => bySelector('[data-key="Condition/1"]') as HTMLElement);
    expect(row.querySelector('[title^="DR-20: Not confirmed"]')?.textContent).toBe("provisional");
    await app.user.click(row);
    await app.user.click(
      await waitFor(() => {
        const button = bySelector("#show-rules");
        expect(button).toBeTruthy();
        return button as HTMLElement;
      }),
    );
    screen.getByText("DR-17");
    screen.getByText("Clinically active.");
  });
});
