import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { overview, problem } from "../test/make";
import { bySelector, renderApp } from "../test/render-app";

function found(selector: string): HTMLElement {
  const element = bySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

it("says at the field what is wrong with it, and asks nobody", async () => {
  const app = renderApp();
  await screen.findByText("SMITH, Anna");
  await app.user.click(found("#connect"));
  expect(screen.getByText(/Type the address of the server first/)).toBeTruthy();
  await app.user.type(found("#server-address"), "the hospital of my city");
  expect(screen.queryByText(/Type the address of the server first/)).toBeNull();
  await app.user.click(found("#connect"));
  expect(screen.getByText(/This is not a web address/)).toBeTruthy();
  expect(found("#server-address").getAttribute("aria-invalid")).toBe("true");
  expect(app.host.asked.map(({ command }) => command)).not.toContain("connect");
});

it("speaks of nothing that is shown where a sign-in failed before anything was", async () => {
  const app = renderApp(
    {},
    { connect: (_, send) => send({ type: "failed", problem: problem("server-unreachable") }) },
  );
  await screen.findByText("SMITH, Anna");
  await app.user.type(found("#server-address"), "ehr.example");
  await app.user.click(found("#connect"));
  const card = await waitFor(() => found('[data-problem="server-unreachable"]'));
  expect(card.textContent).toContain("Nothing was opened");
  expect(card.textContent).not.toContain("already shown");
});

it("offers no repetition of an address that cannot work, and a return to its field", async () => {
  const app = renderApp(
    {},
    { connect: (_, send) => send({ type: "failed", problem: problem("address-insecure") }) },
  );
  await screen.findByText("SMITH, Anna");
  await app.user.type(found("#server-address"), "http://ehr.example");
  await app.user.click(found("#connect"));
  await waitFor(() => found('[data-problem="address-insecure"]'));
  expect(bySelector("#signin-again")).toBeNull();
  await app.user.click(found("#signin-close"));
  expect((found("#server-address") as HTMLInputElement).value).toBe("http://ehr.example");
});

it("leads to the servers by its menu and by More, and back", async () => {
  const app = renderApp();
  await screen.findByText("SMITH, Anna");
  await app.user.click(found("#more"));
  expect(found('[data-page="connections"] h1')).toBe(document.activeElement);
  await app.user.click(found("#page-back"));
  await app.user.click(found("#app-menu"));
  await app.user.click(found('[data-menu="connections"]'));
  expect(bySelector('[data-page="connections"]')).toBeTruthy();
});

describe("where the owner of the computer has set servers", () => {
  const stMary = { server: "p1", name: "St. Mary", host: "ehr.stmary.example" };
  const policy = { inForce: true, problem: null, mayChange: true, servers: [stMary] };

  it("leads to their sign-in in one step, beside one's own", async () => {
    const app = renderApp({ overview: () => ({ ...overview, policy }) });
    await app.user.click(await screen.findByRole("button", { name: /St. Mary/ }));
    const asked = app.host.asked.find(({ command }) => command === "connect");
    expect(asked?.request).toEqual({ server: "p1", fhirBaseUrl: "" });
  });

  it("takes no other address where nobody may add one, and says why", async () => {
    renderApp({ overview: () => ({ ...overview, policy: { ...policy, mayChange: false } }) });
    await screen.findByRole("button", { name: /St. Mary/ });
    expect(bySelector("#server-address")).toBeNull();
    expect(found('[data-locked="servers"]').textContent).toContain("your organisation");
  });

  it("begins nothing while the rules cannot be read", async () => {
    const unreadable = { ...policy, problem: problem("policy-unreadable"), servers: [] };
    renderApp({ overview: () => ({ ...overview, policy: unreadable }) });
    await waitFor(() => found('[data-problem="policy-unreadable"]'));
    expect(bySelector("#server-address")).toBeNull();
    expect(screen.getByText("SMITH, Anna")).toBeTruthy();
  });
});
