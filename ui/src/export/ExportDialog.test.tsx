import { screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Entry, ExportChoice, SectionState } from "../contract/contract";
import { demoExport } from "../host/demo-export";
import { memoryHost, type StreamAnswers } from "../host/memory";
import { sectionNames } from "../state/state";
import { entry, overview, problem, section, sections, session } from "../test/make";
import { bySelector, renderOn } from "../test/render-app";

afterEach(() => vi.unstubAllGlobals());

const rows: readonly Entry[] = [
  entry(),
  entry({
    key: "Condition/2",
    standing: "historical",
    title: { text: "Measles", isBareCode: false, code: null },
  }),
  entry({
    key: "Condition/3",
    standing: "notAFact",
    title: { text: "Gout", isBareCode: false, code: null },
  }),
  entry({
    key: "Observation/1",
    section: "results",
    title: { text: "HbA1c", isBareCode: false, code: null },
  }),
];

type Given = {
  changed?: SectionState[];
  streams?: StreamAnswers;
  obstacle?: ReturnType<typeof problem>;
};

async function opened({ changed = [], streams = {}, obstacle }: Given = {}) {
  const states = sections(...changed);
  const exporting = demoExport({
    entries: rows,
    states: () => states,
    obstacle: obstacle ?? null,
    isSlow: false,
  });
  const host = memoryHost(
    {
      overview: () => overview,
      rows: ({ from }) => ({ total: 0, from, rows: [] }),
      mark: () => null,
      printed: () => null,
      ...exporting.calls,
    },
    {
      load_record: (_, send) => {
        send({ type: "planned", session, sections: states });
        send({ type: "finished", resources: 1, complete: true, asOf: "2026-11-01T10:00:00Z" });
      },
      ...exporting.streams,
      ...streams,
    },
  );
  const app = renderOn(host);
  await app.user.click(await screen.findByText("SMITH, Anna"));
  await app.user.keyboard("e");
  await screen.findByRole("dialog", { name: "Take it along" });
  await waitFor(() => expect(run().disabled).toBe(false));
  return app;
}

const run = () => bySelector("#export-run") as HTMLButtonElement;

/** What the last command of this name was asked for. */
function asked(app: Awaited<ReturnType<typeof opened>>, command: string) {
  const found = app.host.asked.filter((one) => one.command === command).at(-1);
  return found?.request as { what: ExportChoice; form?: string } | undefined;
}

describe("taking a record along", () => {
  it("takes everything but what is not a fact unless something else is chosen", async () => {
    const app = await opened();
    await app.user.click(screen.getByText("FHIR file"));
    await app.user.click(run());
    expect(await screen.findByText("Saved to your downloads folder")).toBeTruthy();
    expect(bySelector("#export-name")?.textContent).toBe("chartside-record-2026-12-01.json");
    expect(asked(app, "export_record")).toEqual({
      record: "s",
      form: "bundle",
      what: { sections: [...sectionNames], historical: true, notFacts: false },
    });
  });

  it("leaves out the sections, the times and the history that were taken out", async () => {
    const app = await opened();
    await app.user.click(screen.getByRole("checkbox", { name: "Results" }));
    await app.user.click(screen.getByRole("checkbox", { name: /resolved/ }));
    await app.user.click(screen.getByRole("radio", { name: "Between" }));
    await app.user.type(screen.getByLabelText("From"), "2024-03");
    await app.user.click(screen.getByText("Spreadsheet (CSV)"));
    await app.user.click(run());
    const what = asked(app, "export_record")?.what;
    expect(what?.sections).not.toContain("results");
    expect(what).toMatchObject({ from: "2024-03", historical: false });
    expect(what?.to).toBeUndefined();
  });

  it("does not begin with what is no date", async () => {
    const app = await opened();
    await app.user.click(screen.getByRole("radio", { name: "Between" }));
    await app.user.type(screen.getByLabelText("To"), "12/03/2024");
    expect(screen.getByText("2024, 2024-03 or 2024-03-15")).toBeTruthy();
    expect(run().disabled).toBe(true);
  });

  it("says what is missing before anything is written", async () => {
    const changed = [
      section("allergies", { progress: "notAvailable" }),
      section("results", { progress: "incomplete" }),
    ];
    const app = await opened({ changed });
    const said = bySelector("[data-missing='2']")?.textContent;
    expect(said).toMatch(/Allergies.?: not available\./);
    expect(said).toMatch(/Results.?: incomplete\./);
    expect(asked(app, "export_record")).toBeUndefined();
  });

  it("names a policy that forbids files, and still prints", async () => {
    const app = await opened({ obstacle: problem("export-not-allowed") });
    await app.user.click(screen.getByText("FHIR file"));
    expect(bySelector("[data-problem='export-not-allowed']")).not.toBeNull();
    expect(run().disabled).toBe(true);
    await app.user.click(screen.getByText("Print or PDF"));
    expect(run().disabled).toBe(false);
  });

  it("says why there is no copy, and that nothing is left behind", async () => {
    const app = await opened({
      streams: {
        export_record: (_, send) => send({ type: "failed", problem: problem("export-failed") }),
      },
    });
    await app.user.click(screen.getByText("Patient summary (IPS)"));
    await app.user.click(run());
    const card = bySelector("[data-problem='export-failed']");
    expect(card?.textContent).toContain("Nothing of it was left behind");
  });

  it("gives up what is being written when it is closed", async () => {
    const app = await opened({
      streams: { export_record: (_, send) => send({ type: "progress", done: 1, total: 4 }) },
    });
    await app.user.click(screen.getByText("FHIR file"));
    await app.user.click(run());
    await screen.findByRole("progressbar", { name: /Writing/ });
    await app.user.click(screen.getByText("Stop"));
    expect(app.host.cancelled).toContain("export_record");
    expect(run()).not.toBeNull();
  });

  it("prints the chosen sections below each other, and is gone after", async () => {
    const print = vi.fn();
    vi.stubGlobal("print", print);
    const changed = [section("allergies", { progress: "incomplete" })];
    const app = await opened({ changed });
    await app.user.click(screen.getByRole("checkbox", { name: /not a fact/ }));
    await waitFor(() => expect(asked(app, "count_export")?.what.notFacts).toBe(true));
    await app.user.click(run());
    await waitFor(() => expect(print).toHaveBeenCalledOnce());
    const paper = bySelector("[data-region=paper]");
    const headings = [...(paper?.querySelectorAll("h2") ?? [])].map((one) =>
      one.textContent?.trim(),
    );
    expect(headings).toEqual(["Allergies", "Problems 2", "Results 1"]);
    expect(paper?.querySelector("[data-paper=empty]")?.textContent).toContain("Coverage");
    expect(paper?.querySelector("[data-paper=problems]")?.textContent).toMatch(
      /Asthma.*Measles.*Not facts.*Gout/,
    );
    expect(paper?.querySelector("[data-paper=allergies]")?.textContent).toContain("INCOMPLETE");
    expect(paper?.querySelector("tfoot")?.textContent).toContain("printed");
    window.dispatchEvent(new Event("afterprint"));
    await waitFor(() => expect(bySelector("[data-region=paper]")).toBeNull());
  });
});
