import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { PatientBanner, PatientMatch, RecordEvent } from "../contract/contract";
import { entry, overview, problem, section, sections, session } from "../test/make";
import { bySelector, renderApp } from "../test/render-app";

function person(id: string, part: Partial<PatientBanner> = {}): PatientBanner {
  return {
    id,
    family: "Smith",
    given: "Anna",
    prefix: null,
    text: null,
    birthDate: { sort: "1961-02-03", raw: "1961-02-03", precision: "day" },
    gender: "female",
    deceased: null,
    identifier: `MR-${id}`,
    replaced: false,
    replacedBy: null,
    rules: [],
    ...part,
  };
}

function match(patient: PatientBanner): PatientMatch {
  const identifiers = patient.identifier ? [patient.identifier] : [];
  return { patient, alsoNamed: [], identifiers, address: null };
}

const found = [
  match(person("a")),
  match(person("b")),
  match(person("c", { family: "Zhou", deceased: "2025-11-02", replaced: true })),
];

const bannerOf = (record: string) =>
  found.find(({ patient }) => record.endsWith(`.${patient.id}`))?.patient ?? person("?");

/** A clinician who is signed in without a patient in context, before the search. */
async function looking(find: () => readonly PatientMatch[] = () => found, more = false) {
  const connection = { ...(overview.connections[0] as (typeof overview.connections)[0]) };
  const connections = [{ ...connection, patient: null, choosesPatient: true }];
  const summary = { ...session, hasPatient: false, findsPatients: true };
  const app = renderApp(
    {
      overview: () => ({ ...overview, connections }),
      find_patients: () => ({ patients: [...find()], more, problems: [] }),
      recent_patients: () => ({ patients: [] }),
      open_patient: ({ patient }) => ({ record: `s.${patient}` }),
      close_record: () => null,
      signed_in_as: () => ({ name: null }),
      sign_out: () => ({ revoked: true }),
      rows: ({ record, from }) => {
        const text = `Of ${record}`;
        const rows = [entry({ title: { text, isBareCode: false, code: null } })];
        return { total: 1, from, rows };
      },
    },
    {
      load_record: ({ record }, send) => {
        const problems = section("problems", {
          counts: { current: 1, historical: 0, notAFact: 0 },
        });
        const events: RecordEvent[] = [
          { type: "planned", session: summary, sections: sections(problems) },
          { type: "banner", banner: bannerOf(record) },
          { type: "finished", resources: 1, complete: true, asOf: "2026-11-01T10:00:00Z" },
        ];
        for (const event of events) send(event);
      },
    },
  );
  await app.user.click(await screen.findByText("Several patients"));
  const search = async (name: string) => {
    const field = screen.getByLabelText("Name");
    await app.user.clear(field);
    await app.user.type(field, `${name}{Enter}`);
  };
  const open = async (id: string) => {
    if (!bySelector('[data-screen="patients"]'))
      await app.user.click(bySelector("#new-tab") as HTMLElement);
    await search("smith");
    await waitFor(() => expect(bySelector(`[data-patient="${id}"]`)).not.toBeNull());
    await app.user.click(bySelector(`[data-patient="${id}"]`) as HTMLElement);
    await waitFor(() => expect(app.store.get().route).toMatchObject({ session: `s.${id}` }));
  };
  return { ...app, search, open };
}

const banner = () => bySelector('[data-region="banner"]') as HTMLElement;
const tabs = () =>
  [...document.querySelectorAll<HTMLElement>("[data-record-tab]")].map((tab) => [
    tab.dataset.recordTab,
    tab.dataset.shown,
  ]);

describe("looking for a patient", () => {
  it("asks for what was typed, with the date as the server reads it", async () => {
    const app = await looking();
    await app.user.type(screen.getByLabelText("Birth date"), "03-Feb-1961");
    await app.search("Smith, An");
    await screen.findByText(/3.? patients were found/);
    expect(app.host.asked).toContainEqual({
      command: "find_patients",
      request: { session: "s", name: "Smith, An", birthDate: "1961-02-03", identifier: "" },
    });
  });

  it("asks nothing where nothing was typed, or a date that could be two", async () => {
    const app = await looking();
    await app.user.click(screen.getByRole("button", { name: "Find" }));
    expect(screen.getByText("Enter a name, a birth date or an identifier.")).toBeTruthy();
    await app.user.type(screen.getByLabelText("Birth date"), "02/03/1961{Enter}");
    expect(screen.getByText(/Write the date as .?03-Feb-1961/)).toBeTruthy();
    expect(app.host.asked.some(({ command }) => command === "find_patients")).toBe(false);
  });

  it("tells two of a name apart, and marks who died and whose record was merged", async () => {
    const app = await looking();
    await app.search("smith");
    const [a, b, c] = await screen.findAllByRole("option");
    for (const [one, id] of [
      [a, "MR-a"],
      [b, "MR-b"],
    ] as const) {
      expect(one?.textContent).toContain(id);
      expect(one?.textContent).toContain("Same name and birth date as another patient here");
    }
    expect(c?.textContent).not.toContain("Same name");
    expect(c?.textContent).toMatch(/died .?02-Nov-2025/);
    expect(c?.textContent).toContain("This record was merged");
  });

  it("says when nobody was found", async () => {
    const app = await looking(() => []);
    await app.search("x");
    expect(await screen.findByText("No patient was found.")).toBeTruthy();
  });

  it("says when there are more than are listed", async () => {
    const app = await looking(() => found, true);
    await app.search("x");
    expect(await screen.findByText(/More than .?3.? patients were found/)).toBeTruthy();
  });

  it("says why it failed", async () => {
    const app = await looking(() => {
      throw problem("not-permitted");
    });
    await app.search("x");
    await waitFor(() => expect(bySelector('[data-problem="not-permitted"]')).not.toBeNull());
  });
});

describe("records side by side", () => {
  it("each have a tab, and never anything of each other on screen", async () => {
    const app = await looking();
    await app.open("a");
    await app.open("c");
    expect(tabs()).toEqual([
      ["s.a", "false"],
      ["s.c", "true"],
    ]);
    expect(await screen.findAllByText("Of s.c")).not.toEqual([]);
    expect(within(banner()).getByRole("heading").textContent).toBe("ZHOU, Anna");
    expect(screen.queryByText("Of s.a")).toBeNull();
    await app.user.keyboard("{Control>}1{/Control}");
    expect(within(banner()).getByRole("heading").textContent).toBe("SMITH, Anna");
    expect(await screen.findAllByText("Of s.a")).not.toEqual([]);
    expect(screen.queryByText("Of s.c")).toBeNull();
  });

  it("say so where another one has the same name", async () => {
    const app = await looking();
    await app.open("a");
    expect(bySelector("[data-namesake]")).toBeNull();
    await app.open("b");
    expect(bySelector('[data-namesake="s.a"]')?.textContent).toContain("MR-a");
    expect(bySelector('[data-record-tab="s.b"]')?.textContent).toContain("MR-b");
  });

  it("go round with Ctrl Tab, and close with Ctrl W, in the core too", async () => {
    const app = await looking();
    await app.open("a");
    await app.open("c");
    await app.user.keyboard("{Control>}{Tab}{/Control}");
    expect(app.store.get().route).toMatchObject({ session: "s.a" });
    await app.user.keyboard("{Control>}{Shift>}{Tab}{/Shift}{/Control}");
    expect(app.store.get().route).toMatchObject({ session: "s.c" });
    await app.user.keyboard("{Control>}w{/Control}");
    expect(tabs()).toEqual([["s.a", "true"]]);
    expect(Object.keys(app.store.get().records)).toEqual(["s.a"]);
    expect(Object.keys(app.store.get().lists).some((id) => id.startsWith("s.c\n"))).toBe(false);
    expect(app.host.asked).toContainEqual({ command: "close_record", request: { record: "s.c" } });
    await app.user.keyboard("{Control>}w{/Control}");
    expect(app.store.get().route).toEqual({ at: "patients", session: "s" });
  });

  it("end together when their session is signed out", async () => {
    const app = await looking();
    await app.open("a");
    await app.open("c");
    await app.user.click(screen.getByRole("button", { name: "Sign out" }));
    expect(app.host.asked).toContainEqual({ command: "sign_out", request: { session: "s" } });
    expect(app.store.get()).toMatchObject({
      records: {},
      tabs: [],
      desks: {},
      route: { at: "home" },
    });
  });

  it("have nobody's name in the title of the window", async () => {
    const app = await looking();
    const title = document.title;
    await app.open("a");
    expect(document.title).toBe(title);
  });
});
