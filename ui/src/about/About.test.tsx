import { screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { bySelector, renderApp } from "../test/render-app";

const terms = vi.hoisted(() => ({ current: null as string | null }));
vi.mock("./useTerms", () => ({ useTerms: () => terms.current }));

async function open() {
  const { user } = renderApp({}, {});
  await user.click(await waitFor(() => found("#app-menu")));
  await user.click(await waitFor(() => found('[data-menu="about"]')));
  await user.click(await waitFor(() => found("#about-others")));
}

function found(selector: string): HTMLElement {
  const element = bySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

it("says which version it is, that it is no medical device, and what others wrote", async () => {
  terms.current = "zlib 1.0 · Zlib";
  await open();
  expect(screen.getByText(/not a medical device/)).toBeTruthy();
  expect(screen.getByText(/^Chartside .?\d+\.\d+/)).toBeTruthy();
  expect(found('[data-terms="shown"]').textContent).toContain("zlib 1.0");
});

it("says so where this build does not carry the terms of others", async () => {
  terms.current = null;
  await open();
  expect(found('[data-terms="none"]').textContent).toContain("does not carry");
});
