import { screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { ReadsAs } from "../contract/contract";
import { sections, session } from "../test/make";
import { bySelector, renderApp } from "../test/render-app";

beforeEach(() => localStorage.clear());

async function reading(readsAs: ReadsAs | null) {
  const app = renderApp(
    { signed_in_as: () => ({ name: null }) },
    {
      load_record: (_, send) =>
        send({ type: "planned", session: { ...session, readsAs }, sections: sections() }),
    },
  );
  await app.user.click(await screen.findByText("SMITH, Anna"));
  await waitFor(() => expect(bySelector('[data-nav="problems"]')).not.toBeNull());
  return app;
}

const root = () => document.documentElement.dataset.reading;
const nav = () => bySelector('[data-nav="problems"]')?.textContent;

async function switchTo(user: Awaited<ReturnType<typeof reading>>["user"], label: string) {
  await user.click(screen.getByRole("button", { name: "Menu" }));
  await user.click(await screen.findByRole("menuitem", { name: label }));
}

describe("who reads", () => {
  it("as a patient sees everyday words first, the clinical term beneath, and larger targets", async () => {
    await reading("patient");
    expect(nav()).toMatch(/^Health problems Problems/);
    expect(root()).toBe("patient");
  });

  it.each([["clinician"], [null]] as const)("as %s sees clinical words", async (readsAs) => {
    await reading(readsAs);
    expect(nav()).toMatch(/^Problems/);
    expect(nav()).not.toContain("Health");
    expect(root()).toBe("clinician");
  });

  it("chooses in the menu, and the choice stands from then on", async () => {
    const app = await reading("clinician");
    await switchTo(app.user, "Everyday words");
    expect(nav()).toMatch(/^Health problems/);
    expect(localStorage.getItem("chartside.reading")).toBe("patient");
    await switchTo(app.user, "Clinical words");
    expect(nav()).toMatch(/^Problems/);
  });

  it("chooses a language in the menu, and goes back to that of the system", async () => {
    const app = await reading("clinician");
    await switchTo(app.user, "Deutsch");
    expect(nav()).toMatch(/^Diagnosen/);
    expect(document.documentElement.lang).toBe("de");
    await app.user.click(screen.getByRole("button", { name: "Menü" }));
    await app.user.click(await screen.findByRole("menuitem", { name: "Sprache des Systems" }));
    expect(nav()).toMatch(/^Problems/);
    expect(document.documentElement.lang).toBe("en");
  });
});
