import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { RecordEvent } from "../contract/contract";
import { banner, entry, problem, section, sections, session } from "../test/make";
import { renderApp } from "../test/render-app";

const asOf = "2026-10-02T09:15:00Z";

const changed = section("problems", {
  counts: { current: 2, historical: 0, notAFact: 0 },
  asOf,
  news: { new: 1, changed: 0, removed: 2 },
});

const kept: RecordEvent = {
  type: "kept",
  banner,
  sections: Object.values(sections(changed)),
  resources: 2,
  asOf,
  complete: true,
};

async function opened(events: readonly RecordEvent[], calls = {}) {
  const rows = [entry({ key: "Condition/1" }), entry({ key: "Condition/2" })];
  const app = renderApp(
    {
      rows: ({ from }) => ({
        total: 2,
        from,
        rows,
        news: [{ key: "Condition/2", changed: false }],
      }),
      ...calls,
    },
    { load_record: (_, send) => events.forEach(send) },
  );
  await app.user.click(await screen.findByText("SMITH, Anna"));
  return app;
}

describe("a record that is kept", () => {
  it("is shown at once, with its age, while it is brought up to date", async () => {
    await opened([kept, { type: "keeping", keeping: { type: "disk" } }]);
    const region = await screen.findByRole("heading", { level: 1, name: /SMITH, Anna/ });
    const text = region.closest("section")?.textContent ?? "";
    expect(text).toMatch(/as of .*02-Oct-2026/);
    expect(text).toContain("syncing");
  });

  it("stays readable where it cannot be brought up to date, and says why", async () => {
    await opened([kept, { type: "failed", problem: problem("server-unreachable") }]);
    const text = await screen.findByText(/kept on this computer, as of/);
    expect(text.textContent).toContain("the server cannot be reached");
    expect(screen.queryByText("Nothing recorded")).toBeNull();
  });

  it("marks what is new since the last visit, and lists it", async () => {
    const app = await opened([kept]);
    await screen.findByText(/as of .*02-Oct-2026/);
    const nav = document.querySelector("[data-nav=problems]");
    if (nav) await app.user.click(nav);
    const list = await screen.findByRole("listbox");
    const marked = (await within(list).findByText("New")).closest("[data-key]");
    expect(marked?.getAttribute("data-key")).toBe("Condition/2");
    expect(screen.getByText(/entries are gone from the server/)).toBeTruthy();
    expect(screen.getByRole("radio", { name: /^New/ })).toBeTruthy();
  });

  it("is forgotten once the person has read what that removes", async () => {
    const forget = vi.fn(() => null);
    const app = await opened([kept, { type: "keeping", keeping: { type: "disk" } }], {
      forget_patient: forget,
    });
    await app.user.click(await screen.findByRole("button", { name: "Menu" }));
    await app.user.click(await screen.findByText("Kept on this computer…"));
    expect(screen.getByText(/sealed with a key of its own/)).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Forget this patient" }));
    expect(screen.getByText(/the key that opens it/)).toBeTruthy();
    expect(forget).not.toHaveBeenCalled();
    await app.user.click(screen.getByRole("button", { name: "Forget" }));
    expect(forget).toHaveBeenCalledWith({ record: session.session });
    expect(await screen.findByText("SMITH, Anna")).toBeTruthy();
  });
});
