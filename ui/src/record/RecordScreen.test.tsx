import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { entry, missing, problem, section, sections, session } from "../test/make";
import { bySelector, renderApp, renderRecord, resourceOf, rowsOf } from "../test/render-app";

const facts = Array.from({ length: 30 }, (_, index) =>
  entry({
    key: `Condition/${index}`,
    title: { text: `Problem ${index}`, isBareCode: false, code: null },
  }),
);
const mistake = entry({
  key: "Condition/wrong",
  title: { text: "Myocardial infarction", isBareCode: false, code: null },
  standing: "notAFact",
  verification: "entered-in-error",
  status: null,
});
const counted = section("problems", { counts: { current: 30, historical: 0, notAFact: 1 } });

async function open(app: Awaited<ReturnType<typeof renderRecord>>, place: string) {
  const button = bySelector(`[data-nav="${place}"]`);
  if (!button) throw new Error(`no ${place}`);
  await app.user.click(button);
}

describe("a section", () => {
  it("says nothing recorded, not available or none known, and never one for another", async () => {
    const refused = [missing("Procedure", "not-permitted")];
    const none = entry({
      key: "AllergyIntolerance/1",
      section: "allergies",
      absence: true,
      title: {
        text: "No known allergy",
        isBareCode: false,
        code: "http://snomed.info/sct|716186003",
      },
    });
    const app = await renderRecord(
      [none],
      [
        section("procedures", { progress: "notAvailable", problems: refused }),
        section("allergies", { counts: { current: 1, historical: 0, notAFact: 0 } }),
      ],
    );
    await open(app, "immunizations");
    expect(await screen.findByText("Nothing recorded")).toBeTruthy();
    expect(bySelector("#section-title")?.dataset.progress).toBe("complete");
    await open(app, "procedures");
    expect(await screen.findByText("Not available")).toBeTruthy();
    expect(screen.queryByText("Nothing recorded")).toBeNull();
    expect(bySelector('[data-problem="not-permitted"]')).toBeTruthy();
    await open(app, "allergies");
    const row = await waitFor(() => {
      const found = bySelector('[data-key="AllergyIntolerance/1"]');
      if (!found) throw new Error("not there yet");
      return found;
    });
    expect(row.textContent).toContain("None known");
    expect(row.textContent).toContain("No known allergy");
    expect(screen.queryByText("Nothing recorded")).toBeNull();
  });

  it("never shows what was entered in error among facts, and keeps it within reach", async () => {
    const app = await renderRecord([...facts, mistake], [counted]);
    await open(app, "problems");
    await screen.findByText("Problem 0");
    expect(screen.queryByText("Myocardial infarction")).toBeNull();
    const hidden = await screen.findByRole("button", { name: /thing not shown/ });
    await app.user.click(hidden);
    await app.user.click(screen.getByText("Show them"));
    const row = (await screen.findByText("Myocardial infarction")).closest("[data-key]");
    expect(row?.getAttribute("data-standing")).toBe("notAFact");
    expect(row?.textContent).toContain("entered in error");
  });

  it("says on itself what did not load, and that the list is not complete", async () => {
    const short = section("problems", {
      progress: "incomplete",
      counts: { current: 30, historical: 0, notAFact: 0 },
      problems: [missing("Condition", "server-busy")],
    });
    const app = await renderRecord(facts, [short]);
    await open(app, "problems");
    await screen.findByText("Problem 0");
    expect(bySelector("#section-title")?.dataset.progress).toBe("incomplete");
    expect(screen.getByText("This list is not complete.")).toBeTruthy();
    expect(bySelector('[data-problem="server-busy"]')?.textContent).toContain("Condition");
  });
});

describe("the keyboard", () => {
  it("moves with arrows and j and k, opens with Enter and closes with Esc", async () => {
    const app = await renderRecord(facts, [counted]);
    await app.user.keyboard("gp");
    await screen.findByText("Problem 0");
    const list = screen.getByRole("listbox");
    list.focus();
    await app.user.keyboard("{ArrowDown}jk{ArrowDown}{Enter}");
    const detail = await screen.findByRole("complementary");
    const heading = await within(detail).findByRole("heading", { level: 2 });
    expect(heading.textContent).toBe("Problem 2");
    expect(list.getAttribute("aria-activedescendant")).toBe("row-2");
    await app.user.keyboard("j");
    expect(screen.getByRole("complementary").dataset.detailKey).toBe("Condition/3");
    await app.user.keyboard("{Escape}");
    expect(screen.queryByRole("complementary")).toBeNull();
    expect(document.activeElement).toBe(list);
  });

  it("names the place of each row among all of them", async () => {
    const app = await renderRecord(facts, [counted]);
    await app.user.keyboard("gp");
    const row = (await screen.findByText("Problem 3")).closest("[role=option]");
    expect(row?.getAttribute("aria-setsize")).toBe("30");
    expect(row?.getAttribute("aria-posinset")).toBe("4");
  });

  it("reaches the search with a slash, the keys with a question mark, everything with Ctrl K", async () => {
    const app = await renderRecord(facts, [counted]);
    await app.user.keyboard("gp");
    await screen.findByText("Problem 0");
    await app.user.keyboard("/");
    expect(document.activeElement?.id).toBe("search");
    await app.user.keyboard("gp?");
    expect(screen.queryByRole("dialog")).toBeNull();
    (document.activeElement as HTMLElement).blur();
    await app.user.keyboard("?");
    expect((await screen.findByRole("dialog")).textContent).toContain("Keyboard");
    await app.user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await app.user.keyboard("{Control>}k{/Control}");
    expect((await screen.findByRole("dialog")).textContent).toContain("Sections");
  });
});

describe("the record", () => {
  it("says whether it is complete, and marks it for the benchmark once", async () => {
    const app = await renderRecord(facts, [counted]);
    await waitFor(() => expect(bySelector("[data-record]")?.dataset.record).toBe("complete"));
    await waitFor(() => {
      const marks = app.host.asked.filter(({ command }) => command === "mark");
      expect(marks.map(({ request }) => request)).toContainEqual({ name: "record-complete" });
    });
  });

  it("leaves nothing on screen after signing out", async () => {
    const app = await renderRecord(facts, [counted]);
    await open(app, "problems");
    await screen.findByText("Problem 0");
    const button = bySelector("#sign-out");
    if (button) await app.user.click(button);
    expect(document.body.textContent).not.toContain("Problem 0");
    expect(app.host.asked).toContainEqual({ command: "sign_out", request: { session: "s" } });
    expect(app.store.get().lists).toEqual({});
  });

  it("keeps what it shows when the session ends, and offers to sign in again", async () => {
    const app = await renderRecord(facts, [counted]);
    await open(app, "problems");
    await screen.findByText("Problem 0");
    const event = {
      type: "sessionEnded",
      session: "s",
      problem: problem("session-ended"),
    } as const;
    app.store.dispatch({ type: "appEvent", event });
    expect(await screen.findByText("Sign in again")).toBeTruthy();
    expect(screen.getByText("Problem 0")).toBeTruthy();
  });
});

describe("the details", () => {
  it("say that the entry became a mistake, once the record was loaded again", async () => {
    let held = [facts[0] ?? entry()];
    const app = renderApp(
      { rows: (query) => rowsOf(held)(query), resource: (query) => resourceOf(held)(query) },
      {
        load_record: (_, send) => {
          send({ type: "planned", session, sections: sections(counted) });
          send({ type: "finished", resources: 1, complete: true, asOf: "2026-11-01T10:00:00Z" });
        },
      },
    );
    await app.user.click(await screen.findByText("SMITH, Anna"));
    await open(app, "problems");
    await app.user.click(await screen.findByText("Problem 0"));
    const detail = await screen.findByRole("complementary");
    await within(detail).findByText("Problem 0");
    expect(detail.textContent).not.toContain("Not a fact");

    held = held.map((one) => ({ ...one, standing: "notAFact", status: "entered-in-error" }));
    app.effects.record.load("s");
    await waitFor(() => expect(detail.textContent).toContain("Not a fact"));
    expect(within(detail).getByRole("heading", { level: 2 }).dataset.standing).toBe("notAFact");
  });

  it("say that the entry is gone, and show no remains of it", async () => {
    let held = [facts[0] ?? entry()];
    const app = await renderRecord(held, [counted], [], {
      resource: (query) => resourceOf(held)(query),
    });
    await open(app, "problems");
    await app.user.click(await screen.findByText("Problem 0"));
    const detail = await screen.findByRole("complementary");
    await within(detail).findByText("Problem 0");
    held = [];
    app.effects.record.load("s");
    await waitFor(() =>
      expect(detail.querySelector('[data-problem="resource-unknown"]')).toBeTruthy(),
    );
    expect(within(detail).queryByText("Problem 0")).toBeNull();
  });
});

describe("the sections", () => {
  it("mark a count that may still grow", async () => {
    const loading = section("problems", { ...counted, progress: "loading" });
    await renderRecord(facts, [loading]);
    const item = bySelector('[data-nav="problems"]');
    expect(item?.textContent).toContain("30…");
    expect(item?.textContent).toContain("loading");
    expect(bySelector('[data-nav="results"]')?.textContent).not.toContain("…");
  });
});

describe("the search of a list", () => {
  it("has found nothing so far, while the list is not complete", async () => {
    const partial = section("problems", { ...counted, progress: "incomplete" });
    const app = await renderRecord(facts, [partial], [], {
      rows: (query) => (query.search ? { total: 0, from: 0, rows: [] } : rowsOf(facts)(query)),
    });
    await open(app, "problems");
    await screen.findByText("Problem 0");
    await app.user.keyboard("/zzz");
    await waitFor(() => expect(bySelector('[data-nothing="nothingSoFar"]')).toBeTruthy());
    expect(bySelector("[data-nothing]")?.textContent).toContain("the list is not complete");
  });
});

describe("finding anything", () => {
  async function find(complete: boolean, found: () => Promise<never> | { sections: [] }) {
    const app = renderApp(
      { rows: rowsOf(facts), search: found },
      {
        load_record: (_, send) => {
          send({ type: "planned", session, sections: sections(counted) });
          send({ type: "finished", resources: 1, complete, asOf: "2026-11-01T10:00:00Z" });
        },
      },
    );
    await app.user.click(await screen.findByText("SMITH, Anna"));
    await app.user.keyboard("{Control>}k{/Control}");
    await app.user.type(
      await screen.findByRole("combobox", { name: /entry of the record/ }),
      "zzz",
    );
    return screen.getByRole("dialog");
  }
  const nothing = () => ({ sections: [] as [] });

  it("tells an answer from none yet, and nothing at all from nothing so far", async () => {
    const whole = await find(true, nothing);
    await waitFor(() => expect(whole.textContent).toContain("Nothing in the record matches"));
  });

  it("has found nothing so far in a record that is not complete", async () => {
    const partial = await find(false, nothing);
    await waitFor(() => expect(partial.textContent).toContain("the record is not complete"));
    expect(partial.textContent).not.toContain("Nothing in the record matches");
  });

  it("says that it looks, and that it could not", async () => {
    const asking = await find(true, () => new Promise(() => {}));
    await waitFor(() => expect(asking.textContent).toContain("Looking in the record"));
    expect(asking.textContent).not.toContain("Nothing");
    cleanup();
    const failed = await find(true, () => Promise.reject(problem("internal")));
    await waitFor(() => expect(failed.textContent).toContain("could not be searched"));
  });
});

describe("the menu of a record", () => {
  it("leads to the screens of the app, which lead back to the record as it was", async () => {
    const app = await renderRecord([]);
    await waitFor(() => expect(bySelector('[data-nav="problems"]')).toBeTruthy());
    await app.user.click(bySelector('[data-nav="problems"]') as HTMLElement);
    await app.user.click(bySelector("#app-menu") as HTMLElement);
    await app.user.click(bySelector('[data-menu="connections"]') as HTMLElement);
    expect(bySelector('[data-page="connections"]')).toBeTruthy();
    await app.user.click(bySelector("#page-back") as HTMLElement);
    expect(bySelector("#section-title")?.textContent).toBe("Problems");
  });

  it("closes the palette with one Escape, whatever was typed", async () => {
    const app = await renderRecord([]);
    await app.user.keyboard("{Control>}k{/Control}");
    await app.user.keyboard("abc{Escape}");
    await waitFor(() => expect(bySelector("#palette-input")).toBeNull());
  });
});

describe("a series of words", () => {
  it("shows no empty chart, and says where its values are", async () => {
    const smoker = entry({
      key: "Observation/1",
      section: "results",
      analyte: "smoking",
      title: { text: "Tobacco smoking status", isBareCode: false, code: null },
    });
    const app = await renderRecord([smoker], [section("results")], [], {
      trend: () => ({ title: "", panels: [], undrawn: [] }),
    });
    await app.user.click(bySelector('[data-nav="results"]') as HTMLElement);
    await app.user.click(await waitFor(() => present('[data-key="Observation/1"]')));
    const trend = await waitFor(() => present('[data-region="trend"]'));
    expect(trend.textContent).toContain("no number with a date");
    expect(trend.querySelector("table, [role=radiogroup]")).toBeNull();
  });
});

function present(selector: string): HTMLElement {
  const found = bySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

describe("who is signed in", () => {
  it("stands in the top bar where the server says it, and nothing stands there otherwise", async () => {
    await renderRecord([], [], [], { signed_in_as: () => ({ name: "Dr. Ada Okafor" }) });
    await waitFor(() => expect(bySelector('[data-region="signed-in-as"]')).toBeTruthy());
    expect(bySelector('[data-region="signed-in-as"]')?.textContent).toContain("Dr. Ada Okafor");
    cleanup();
    const app = await renderRecord([], [], [], { signed_in_as: () => ({ name: null }) });
    await waitFor(() =>
      expect(app.host.asked.some(({ command }) => command === "signed_in_as")).toBe(true),
    );
    expect(bySelector('[data-region="signed-in-as"]')).toBeNull();
  });
});
