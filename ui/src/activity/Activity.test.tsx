import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { demoActivity } from "../host/demo-activity";
import type { CallAnswers } from "../host/memory";
import { problem } from "../test/make";
import { bySelector, renderApp, renderRecord } from "../test/render-app";

function found(selector: string): HTMLElement {
  const element = bySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

const appears = (selector: string) => waitFor(() => found(selector));

async function activity(options: Parameters<typeof demoActivity>[0] = {}, calls: CallAnswers = {}) {
  const app = renderApp({ ...demoActivity(options), ...calls }, {});
  await screen.findByText("SMITH, Anna");
  await app.user.click(found("#app-menu"));
  await app.user.click(await appears('[data-menu="activity"]'));
  await appears("[data-activity]");
  const asked = () =>
    app.host.asked.filter(({ command }) => command === "activity").map(({ request }) => request);
  return { ...app, asked };
}

describe("the activity log", () => {
  it("says in plain words what was done, where and with what result", async () => {
    await activity();
    const refused = await appears('[data-event="sign-in"][data-outcome="refused"]');
    expect(refused.textContent).toContain("Sign-in");
    expect(refused.textContent).toContain("ehr.city-lab.example:8443");
    expect(refused.textContent).toContain("Not allowed");
    expect(refused.textContent).not.toContain("server-not-allowed");
    expect(found('[data-event="section-viewed"]').textContent).toContain("Section viewed: Results");
    expect(found('[data-event="printed"]').textContent).toMatch(/patient .?3fa9c1d2/);
  });

  it("gives the time of the reader, and the time that stands in the log", async () => {
    await activity();
    const time = (await appears('[data-event="app-started"]')).querySelector("time");
    expect(time?.title).toMatch(/^.?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}.? UTC$/);
    expect(time?.textContent).toMatch(/\d\d:\d\d$/);
  });

  it("is asked for less when only some of it is wanted", async () => {
    const app = await activity();
    await appears('[data-event="app-started"]');
    await app.user.click(screen.getByRole("radio", { name: "Records" }));
    await waitFor(() => expect(bySelector('[data-event="app-started"]')).toBeNull());
    await appears('[data-event="record-opened"]');
    expect(app.asked().at(-1)).toEqual({ count: 100, group: "record" });
  });

  it("goes on to older entries below those that are shown", async () => {
    const app = await activity({ pageSize: 5 });
    await app.user.click(await appears("#activity-older"));
    await waitFor(() => expect(document.querySelectorAll("[data-entry]")).toHaveLength(10));
    expect(app.asked().at(-1)).toEqual({ count: 100, before: 4196 });
    expect(found("[data-entry]").dataset.entry).toBe("4200");
  });

  it("that is as it was written says so", async () => {
    await activity();
    await screen.findByText("The log is complete and unchanged.");
  });

  it("that was changed is said until it is exported", async () => {
    const app = await activity({ state: "changed" });
    expect((await screen.findByRole("alert")).textContent).toMatch(/Entry .?4,187.? is not as/);
    await app.user.click(found("#activity-export"));
    const exported = await appears("[data-exported]");
    expect(exported.textContent).toContain("chartside-activity-2026-12-01T093000Z.jsonl");
    expect(exported.textContent).toContain("set aside");
    await waitFor(() => expect(found("[data-activity]").dataset.activity).toBe("intact"));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("that was cut says where", async () => {
    await activity({ state: "cut" });
    expect((await screen.findByRole("alert")).textContent).toMatch(/after entry .*4,?186/);
  });

  it("without a vault says what it cannot promise", async () => {
    await activity({ state: "unanchored" });
    await screen.findByText(/Nobody can say whether the end/);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("that is empty says so", async () => {
    await activity({ isEmpty: true });
    expect((await appears("[data-empty]")).textContent).toBe("Nothing is written down yet.");
  });

  it("that cannot be read or exported says why, and is asked again", async () => {
    const fails = () => Promise.reject(problem("activity-log-failed"));
    const app = await activity({}, { export_activity: fails });
    await appears('[data-event="app-started"]');
    await app.user.click(found("#activity-export"));
    await appears('[data-problem="activity-log-failed"]');
    expect(bySelector('[data-event="app-started"]')).not.toBeNull();
    await app.user.click(found("#activity-again"));
    await waitFor(() => expect(bySelector('[data-problem="activity-log-failed"]')).toBeNull());
  });
});

it("a record that goes on paper is noted", async () => {
  const app = await renderRecord([], [], [], demoActivity());
  window.dispatchEvent(new Event("beforeprint"));
  await waitFor(() =>
    expect(app.host.asked.filter(({ command }) => command === "printed")).toEqual([
      { command: "printed", request: { record: "s" } },
    ]),
  );
});
