import { act, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import type { TokenStanding } from "../contract/contract";
import { demoSignIn } from "../host/demo-flow";
import { problem } from "../test/make";
import { bySelector, renderApp } from "../test/render-app";

async function asked(answer: () => TokenStanding | Promise<TokenStanding>) {
  const app = renderApp(
    {
      flows: () => ({ flows: [demoSignIn().summary] }),
      flow: () => demoSignIn(),
      introspect_token: answer,
    },
    { watch_flows: () => {} },
  );
  act(() => app.effects.flows.open());
  await waitFor(() => expect(bySelector("#introspect")).toBeTruthy());
  await app.user.click(bySelector("#introspect") as HTMLElement);
  return app;
}

it("says in plain words what the server knows of the token", async () => {
  const app = await asked(() => ({
    active: true,
    scope: "patient/Observation.rs",
    expires: "2026-11-23T10:14:02Z",
  }));
  await waitFor(() => expect(bySelector('[data-token="active"]')).toBeTruthy());
  expect(bySelector('[data-token="active"]')?.textContent).toContain("valid");
  expect(app.host.asked.at(-1)).toEqual({
    command: "introspect_token",
    request: { session: "demo" },
  });
});

it("says why the server does not answer this app", async () => {
  await asked(() => Promise.reject(problem("introspection-refused")));
  await waitFor(() => expect(bySelector('[data-problem="introspection-refused"]')).toBeTruthy());
});
