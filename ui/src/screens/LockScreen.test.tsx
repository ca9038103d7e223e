import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { AppEvent } from "../contract/contract";
import { demoHost } from "../host/demo";
import { entries } from "../host/demo-record";
import type { CallAnswers } from "../host/memory";
import { overview, problem } from "../test/make";
import { bySelector, renderApp, renderOn } from "../test/render-app";

/** Of the markup and of the state of updates, too. */
const markup = ["status", "index", "stage"];

/** Every longer word of the titles and details of the made-up record, and what names its patient. */
const patientWords = [
  ...new Set([
    ...["smith", "anna", "4432", "okafor", "st-marys"],
    ...entries
      .flatMap((one) => [one.title?.text, one.detail, one.value?.text, one.source])
      .flatMap((text) => (text ?? "").toLowerCase().match(/[\p{L}\d]{5,}/gu) ?? [])
      .filter((word) => !markup.includes(word)),
  ]),
];

function patientWordsIn(text: string): string[] {
  const shown = text.toLowerCase();
  return patientWords.filter((word) => shown.includes(word));
}

function found(selector: string): HTMLElement {
  const element = bySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

/** The made-up record, read in its problems with one of them open. */
async function reading() {
  const app = renderOn(demoHost());
  await app.user.click(await screen.findByText("SMITH, Anna (Ms)"));
  await app.user.keyboard("gp");
  const row = await waitFor(() => found('[data-region="list"] [data-key]'));
  await app.user.click(row);
  await waitFor(() => found('[data-region="detail"] h2'));
  return app;
}

const view = () => [
  bySelector("#section-title")?.textContent,
  bySelector('[data-region="detail"]')?.dataset.detailKey,
];

describe("a record that is read when the app locks", () => {
  it("is gone from the page and from the state in the same moment", async () => {
    const app = await reading();
    await app.user.type(found("#search"), "hypertension");
    await app.user.keyboard("{Control>}k{/Control}");
    await app.user.type(await waitFor(() => found("#palette-input")), "diabetes");
    expect(patientWordsIn(document.documentElement.outerHTML).length).toBeGreaterThan(15);
    act(() => {
      app.store.dispatch({ type: "appEvent", event: { type: "locked", reason: "idle" } });
    });
    expect(patientWordsIn(document.documentElement.outerHTML)).toEqual([]);
    expect(patientWordsIn(JSON.stringify(app.store.get()))).toEqual([]);
    expect(patientWordsIn(JSON.stringify([...app.store.kept]))).toEqual([]);
    expect(document.title).not.toMatch(/smith/i);
    expect(bySelector('[role="dialog"]')).toBeNull();
  });

  it("stays gone when what was asked before is answered after", async () => {
    const app = await reading();
    app.effects.record.load("demo");
    act(() => app.effects.lock.lock());
    await act(() => new Promise((later) => setTimeout(later, 500)));
    expect(patientWordsIn(document.body.innerHTML)).toEqual([]);
    expect(patientWordsIn(JSON.stringify(app.store.get()))).toEqual([]);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is back as it was after nothing but Ctrl L and Enter", async () => {
    const app = await reading();
    const before = view();
    await app.user.keyboard("{Control>}l{/Control}");
    expect(bySelector("#lock")).toBeTruthy();
    expect(document.activeElement?.id).toBe("unlock");
    await app.user.keyboard("{Enter}");
    await waitFor(() => found('[data-region="detail"] h2'));
    expect(view()).toEqual(before);
    expect(document.activeElement?.getAttribute("data-nav")).toBe("problems");
  });

  it("takes what was copied of it off the clipboard", async () => {
    const app = await reading();
    await app.user.click(found("#copy-entry"));
    const copied = found('[data-region="detail"] h2').textContent ?? "";
    await waitFor(async () => expect(await navigator.clipboard.readText()).toContain(copied));
    await app.user.keyboard("{Control>}l{/Control}");
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(""));
  });

  it("locks from the menu, too", async () => {
    const app = await reading();
    await app.user.click(found("#app-menu"));
    await app.user.click(found('[data-menu="lock"]'));
    expect(bySelector("#lock")).toBeTruthy();
    expect(bySelector('[role="menu"]')).toBeNull();
  });
});

describe("the lock screen", () => {
  const lock = { locked: true, reason: "restarted" } as const;

  async function locked(calls: CallAnswers = {}) {
    const app = renderApp({ overview: () => ({ ...overview, connections: [], lock }), ...calls });
    await waitFor(() => found("#lock"));
    return app;
  }

  it("is what a page shows that is loaded anew, and says why", async () => {
    await locked();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Chartside is locked");
    expect(found("#lock-reason").textContent).toContain("It was locked when it was closed");
    expect(document.activeElement?.id).toBe("unlock");
    expect(document.title).not.toContain("SMITH");
  });

  it("says that the computer asks only where that takes its time", async () => {
    const app = await locked({ unlock: () => new Promise(() => {}) });
    await app.user.keyboard("{Enter}");
    expect(screen.queryByText(/asking who you are/)).toBeNull();
    await waitFor(() => expect(screen.getByText(/asking who you are/)).toBeTruthy());
    expect(screen.getByText(/asking who you are/).getAttribute("role")).toBe("status");
  });

  it("says why it stays locked, and Enter tries again", async () => {
    const unlock = vi.fn(() => Promise.reject(problem("unlock-refused")));
    const app = await locked({ unlock });
    await app.user.keyboard("{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("did not confirm");
    expect(document.activeElement?.id).toBe("unlock");
    await app.user.keyboard("{Enter}");
    expect(unlock).toHaveBeenCalledTimes(2);
  });

  it("says that it stays locked where nobody could be signed out", async () => {
    const fail = () => Promise.reject(problem("storage-failed"));
    const app = await locked({ sign_out_everywhere: fail });
    await app.user.click(found("#sign-out-everywhere"));
    await app.user.click(found("#sign-out-everywhere-confirm"));
    const card = await screen.findByRole("alert");
    expect(card.textContent).toContain("Not everything was signed out");
    expect(card.textContent).not.toContain("read the record");
    expect(bySelector("#lock")).toBeTruthy();
  });

  it("signs out everywhere after it was confirmed, and only then", async () => {
    const signOut = vi.fn(() => ({ revoked: false }));
    const app = await locked({ sign_out_everywhere: signOut });
    await app.user.tab();
    await app.user.keyboard("{Enter}");
    expect(screen.getByRole("alertdialog").textContent).toContain("Every sign-in on this computer");
    await app.user.keyboard("{Escape}");
    expect(signOut).not.toHaveBeenCalled();
    await app.user.click(found("#sign-out-everywhere"));
    await app.user.click(found("#sign-out-everywhere-confirm"));
    expect(signOut).toHaveBeenCalledTimes(1);
    expect(app.store.get().signedOut).toEqual({ host: null, answer: { revoked: false } });
  });
});

describe("before it locks", () => {
  function app() {
    let send: (event: AppEvent) => void = () => {};
    const events = (_: null, listener: (event: AppEvent) => void) => {
      send = listener;
    };
    const rendered = renderApp({ active: () => null }, { events });
    const count = () => rendered.host.asked.filter(({ command }) => command === "active").length;
    return { ...rendered, count, send: (event: AppEvent) => act(() => send(event)) };
  }

  it("it says so once, and counts down where nobody listens", async () => {
    const { send } = app();
    send({ type: "lockingSoon", seconds: 30 });
    const said = screen.getByText(/locks in .*30.* seconds, because/);
    expect(said.getAttribute("role")).toBe("status");
    expect(found('[data-notice="locking-soon"] p').getAttribute("aria-hidden")).toBe("true");
    await waitFor(() => expect(found("[data-notice] strong").textContent).toContain("29"), {
      timeout: 3000,
    });
    expect(said.textContent).toContain("30");
  });

  it("whoever is there stays, by the button or by any key", async () => {
    const { send, user, count } = app();
    await user.keyboard("x");
    expect(count()).toBe(1);
    send({ type: "lockingSoon", seconds: 30 });
    await user.keyboard("x");
    expect(count()).toBe(2);
    send({ type: "lockPutOff" });
    expect(bySelector('[data-notice="locking-soon"]')).toBeNull();
    send({ type: "lockingSoon", seconds: 30 });
    await user.click(found("#lock-stay"));
    expect(count()).toBe(3);
  });
});

it("says how far the clock is off, and is silent once that was read", async () => {
  let send: (event: AppEvent) => void = () => {};
  const events = (_: null, listener: (event: AppEvent) => void) => {
    send = listener;
  };
  const { user } = renderApp({}, { events });
  act(() => send({ type: "clockOff", seconds: -720 }));
  expect(found('[data-notice="clock-off"]').textContent).toMatch(/about .*12.* minutes.* behind/);
  await user.click(found("#clock-dismiss"));
  act(() => send({ type: "clockOff", seconds: -725 }));
  expect(bySelector('[data-notice="clock-off"]')).toBeNull();
});

it("keeps what was typed of a server, and no secret", async () => {
  const app = renderOn(demoHost());
  await app.user.click(await waitFor(() => found("#more")));
  await app.user.click(await screen.findByRole("button", { name: /St Mary/ }));
  await app.user.click(found('[data-tab="settings"]'));
  await app.user.type(found("#client-id"), "-typed");
  await app.user.click(screen.getByRole("radio", { name: /^With a secret/ }));
  await app.user.type(found("#client-secret"), "hunter2");
  act(() => app.effects.lock.lock());
  expect(JSON.stringify([...app.store.kept])).not.toContain("hunter2");
  await app.user.keyboard("{Enter}");
  const field = await waitFor(() => found("#client-id") as HTMLInputElement);
  expect(field.value).toBe("chartside-st-marys-typed");
  expect((found("#client-secret") as HTMLInputElement).value).toBe("");
});
