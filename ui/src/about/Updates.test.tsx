import { act, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import type { AppEvent, Updates } from "../contract/contract";
import { overview, problem } from "../test/make";
import { bySelector, renderApp } from "../test/render-app";

const idle: Updates = {
  way: "itself",
  stage: "idle",
  offered: null,
  askedAt: null,
  problem: null,
};
const offered: Updates = {
  ...idle,
  offered: { version: "9.9.9", notes: "- <b>One</b>\n- [Two](https://evil.example)" },
};

function found(selector: string): HTMLElement {
  const element = bySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

async function about(updates: Updates, calls: Parameters<typeof renderApp>[0] = {}) {
  let send: (event: AppEvent) => void = () => {};
  const events: Parameters<typeof renderApp>[1] = {
    events: (_, listen) => {
      send = listen;
    },
  };
  const app = renderApp({ overview: () => ({ ...overview, updates }), ...calls }, events);
  await app.user.click(await waitFor(() => found("#app-menu")));
  await app.user.click(await waitFor(() => found('[data-menu="about"]')));
  await waitFor(() => found("[data-updates]"));
  return {
    ...app,
    say: (news: Updates) => act(() => send({ type: "updatesChanged", updates: news })),
  };
}

it.each([
  ["packages", /package manager/],
  ["policy", /policy switches/],
  ["notConfigured", /This build looks for none/],
] as const)(
  "says how new versions come where the app does not bring them: %s",
  async (way, words) => {
    await about({ ...idle, way });
    expect(found("[data-updates]").textContent).toMatch(words);
    expect(bySelector("#updates-check")).toBeNull();
  },
);

it("looks for a new version when it is asked to", async () => {
  const { user } = await about(idle, {
    check_updates: () => ({ ...idle, askedAt: "2026-11-22T08:00:00Z" }),
  });
  expect(found("[data-updates]").textContent).toContain("has not been asked yet");
  await user.click(found("#updates-check"));
  await waitFor(() => expect(found("[data-updates]").textContent).toContain("newest version"));
});

it("shows what is new as text, and takes it when the person says so", async () => {
  const taken: string[] = [];
  const { user } = await about(offered, {
    take_update: ({ when }) => {
      taken.push(when);
      return { ...offered, stage: "fetching" };
    },
  });
  const notes = found("[data-updates] pre");
  expect(notes.textContent).toBe(offered.offered?.notes);
  expect(notes.children).toHaveLength(0);
  await user.click(found("#update-atEnd"));
  await waitFor(() => expect(found("[data-updates]").textContent).toContain("being fetched"));
  expect(taken).toEqual(["atEnd"]);
  expect(bySelector("#update-now")).toBeNull();
});

it("says why nothing is installed while somebody is signed in", async () => {
  const { user } = await about(offered, {
    take_update: () => Promise.reject(problem("update-in-session")),
  });
  await user.click(found("#update-now"));
  await waitFor(() => found('[data-problem="update-in-session"]'));
  expect(bySelector("#update-atEnd")).toBeTruthy();
});

it("hears of a new version while it runs, and says so on the first screen only", async () => {
  const app = await about(idle);
  app.say({ ...offered, stage: "ready" });
  await waitFor(() => expect(found("[data-updates]").textContent).toMatch(/9\.9\.9.? is here/));
  await app.user.click(found("#page-back"));
  await waitFor(() => found('[data-update="ready"]'));
});
