import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { LaunchRequest, SignInEvent } from "../contract/contract";
import { overview, problem, session } from "../test/make";
import { bySelector, renderApp } from "../test/render-app";

function click(selector: string): Element {
  const found = bySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

async function connecting(...events: SignInEvent[]) {
  let send: (event: SignInEvent) => void = () => {};
  const app = renderApp(
    {
      cancel_sign_in: () => null,
      reopen_browser: () => null,
      authorize_link: () => ({ url: "https://ehr.example/authorize?x=1" }),
      paste_redirect: () => Promise.reject(problem("link-foreign")),
    },
    {
      connect: (_, listener) => {
        send = listener;
        for (const event of events) listener(event);
      },
    },
  );
  await screen.findByText("SMITH, Anna");
  await app.user.type(click("#server-address"), "ehr.example/fhir");
  await app.user.click(click("#connect"));
  return { ...app, send: (event: SignInEvent) => send(event) };
}

const started: SignInEvent = { type: "started", signIn: "n" };
const waiting: SignInEvent = { type: "step", step: "waitingForBrowser" };

describe("signing in", () => {
  it("adds the scheme that a person leaves out, and shows where it is", async () => {
    const app = await connecting(started);
    const asked = app.host.asked.find(({ command }) => command === "connect");
    expect(asked?.request).toEqual({ fhirBaseUrl: "https://ehr.example/fhir" });
    expect(bySelector("[data-signin-step]")?.dataset.signinStep).toBe("checkingServer");
    app.send(waiting);
    await waitFor(() =>
      expect(bySelector("[data-signin-step]")?.dataset.signinStep).toBe("waitingForBrowser"),
    );
  });

  it("opens the browser again, and takes a pasted address", async () => {
    const app = await connecting(started, waiting);
    await app.user.click(click("#signin-reopen"));
    await app.user.click(click("#signin-paste-open"));
    await app.user.type(click("#signin-paste"), "org.chartside.app:/callback?code=1");
    await app.user.click(click("#signin-paste-submit"));
    const asked = app.host.asked.map(({ command }) => command);
    expect(asked).toContain("reopen_browser");
    expect(asked).toContain("paste_redirect");
    await waitFor(() => expect(bySelector('[data-problem="link-foreign"]')).toBeTruthy());
    expect(bySelector("[data-signin-step]")?.dataset.signinStep).toBe("waitingForBrowser");
  });

  it("says which way the browser comes back, and has the paste field open where that is by hand", async () => {
    const app = await connecting(started, { type: "comesBack", way: "loopback" }, waiting);
    expect(bySelector('[data-way="loopback"]')?.textContent).toContain("come back to it");
    expect(bySelector("#signin-paste-open")?.getAttribute("aria-expanded")).toBe("false");
    app.send({ type: "comesBack", way: "paste" });
    await waitFor(() => expect(bySelector('[data-way="paste"]')).toBeTruthy());
    expect(bySelector("#signin-paste-open")?.getAttribute("aria-expanded")).toBe("true");
  });

  it("offers the ways that are left where links do not reach the app", async () => {
    const app = await connecting(
      started,
      { type: "waysOffered", ways: ["loopback", "paste"] },
      { type: "failed", problem: problem("link-handler-missing") },
    );
    expect(click('[data-problem="link-handler-missing"]').textContent).toContain("do not reach");
    expect(bySelector("#way-paste")).toBeTruthy();
    await app.user.click(click("#way-loopback"));
    const asked = app.host.asked.filter(({ command }) => command === "connect");
    expect(asked.at(-1)?.request).toEqual({
      fhirBaseUrl: "https://ehr.example/fhir",
      way: "loopback",
    });
  });

  it("tells the core when it is given up, and keeps the address", async () => {
    const app = await connecting(started, waiting);
    await app.user.click(click("#signin-cancel"));
    expect(app.host.asked).toContainEqual({ command: "cancel_sign_in", request: { signIn: "n" } });
    expect((bySelector("#server-address") as HTMLInputElement).value).toBe(
      "https://ehr.example/fhir",
    );
  });

  it("says what went wrong, what still works and what to do, with the code below", async () => {
    await connecting(started, { type: "failed", problem: problem("not-smart") });
    const card = click('[data-problem="not-smart"]');
    expect(card.textContent).toContain("offers no sign-in for apps");
    expect(card.textContent).toContain("Ask the clinic");
    expect(card.textContent).toContain("abcd1234");
  });

  it("offers the link when no browser opens", async () => {
    await connecting(started, waiting, {
      type: "browserUnavailable",
      problem: problem("browser-unavailable"),
    });
    expect(bySelector('[data-problem="browser-unavailable"]')).toBeTruthy();
    expect(bySelector("#signin-copy")).toBeTruthy();
  });

  it("shows the link to select where it cannot be copied, and says where there is none", async () => {
    let link: string | null = "https://ehr.example/authorize?x=1";
    const app = await connecting(started, waiting);
    const call = app.host.call;
    app.host.call = (command, request) =>
      command === "authorize_link" && link === null
        ? Promise.reject(problem("sign-in-timed-out"))
        : call(command, request);
    vi.stubGlobal("ClipboardItem", undefined);
    document.execCommand = () => false;
    await app.user.click(click("#signin-copy"));
    await waitFor(() => expect(bySelector("#signin-link")).toBeTruthy());
    expect((bySelector("#signin-link") as HTMLTextAreaElement).value).toBe(link);
    link = null;
    await app.user.click(click("#signin-copy"));
    await waitFor(() => expect(bySelector('[data-link="none"]')).toBeTruthy());
    vi.unstubAllGlobals();
  });

  it("tells quietly where the server deviates, with its codes on demand", async () => {
    const warnings = ["pkce-plain-listed", "required-member-missing:capabilities"];
    const app = await connecting(started, { type: "warned", warnings }, waiting);
    expect(screen.getByText(/has \W*2\W* deviations/)).toBeTruthy();
    await app.user.click(click("#signin-warnings"));
    const codes = [...document.querySelectorAll("[data-warning] code")].map(
      (one) => one.textContent,
    );
    expect(codes).toEqual(warnings);
    expect(screen.getByText(/Something that every server has to say is missing/)).toBeTruthy();
  });

  it("loads the record as soon as it is connected", async () => {
    const app = await connecting(started, waiting, { type: "connected", session });
    expect(app.host.asked).toContainEqual({ command: "load_record", request: { record: "s" } });
    expect(bySelector("[data-record]")?.dataset.record).toBe("loading");
  });
});

describe("an EHR launch", () => {
  const request: LaunchRequest = {
    launch: "l1",
    fhirBaseUrl: "https://ehr.example.attacker.test/fhir",
    host: "ehr.example.attacker.test",
    known: false,
  };

  it("shows the whole host before anything is sent, and can be refused", async () => {
    const app = renderApp({
      overview: () => ({ ...overview, launches: [request] }),
      dismiss_launch: () => null,
    });
    await waitFor(() => expect(bySelector('[data-launch="l1"]')).toBeTruthy());
    expect(bySelector('[data-launch="l1"]')?.textContent).toContain("ehr.example.attacker.test");
    expect(app.host.asked.map(({ command }) => command)).not.toContain("connect");
    await app.user.click(click("#launch-dismiss"));
    expect(app.host.asked).toContainEqual({ command: "dismiss_launch", request: { launch: "l1" } });
    await waitFor(() => expect(bySelector("[data-launch]")).toBeNull());
  });

  it("signs in with the launch when it is accepted", async () => {
    const app = renderApp({ overview: () => ({ ...overview, launches: [request] }) });
    await waitFor(() => expect(bySelector("#launch-accept")).toBeTruthy());
    await app.user.click(click("#launch-accept"));
    const asked = app.host.asked.find(({ command }) => command === "connect");
    expect(asked?.request).toMatchObject({ launch: "l1" });
    expect(bySelector("[data-signin-step]")).toBeTruthy();
  });
});

describe("the first screen", () => {
  it("says that sign-ins are not kept, why, and tries the keychain again", async () => {
    const app = renderApp({
      overview: () => ({
        ...overview,
        custody: { persistent: false, problem: problem("keyring-locked") },
      }),
      retry_keyring: () => ({ persistent: true, problem: null }),
    });
    await waitFor(() => expect(bySelector('[data-problem="keyring-locked"]')).toBeTruthy());
    await app.user.click(click("#retry-keyring"));
    expect(app.host.asked.map(({ command }) => command)).toContain("retry_keyring");
  });

  it("asks before it gives up sealed sign-ins", async () => {
    const app = renderApp({
      overview: () => ({
        ...overview,
        custody: { persistent: false, problem: problem("keyring-entry-lost") },
      }),
      reset_vault: () => ({ persistent: true, problem: null }),
    });
    await waitFor(() => expect(bySelector("#reset-vault")).toBeTruthy());
    await app.user.click(click("#reset-vault"));
    expect(app.host.asked.map(({ command }) => command)).not.toContain("reset_vault");
    await app.user.click(click("#reset-vault-confirm"));
    expect(app.host.asked.map(({ command }) => command)).toContain("reset_vault");
  });

  it("says that a link was refused, and goes on", async () => {
    renderApp(
      {},
      { events: (_, send) => send({ type: "linkRefused", problem: problem("link-reused") }) },
    );
    await waitFor(() => expect(bySelector('[data-problem="link-reused"]')).toBeTruthy());
    expect(bySelector("#server-address")).toBeTruthy();
  });

  it("signs in again for a connection that is not signed in any more", async () => {
    const [connection] = overview.connections;
    if (!connection) throw new Error("no connection");
    const app = renderApp({
      overview: () => ({ ...overview, connections: [{ ...connection, signedIn: false }] }),
    });
    await app.user.click(await screen.findByText("SMITH, Anna"));
    const asked = app.host.asked.find(({ command }) => command === "connect");
    expect(asked?.request).toEqual({ fhirBaseUrl: session.fhirBaseUrl, session: "s" });
  });
});

describe("a connection", () => {
  const [known] = overview.connections;
  if (!known) throw new Error("no connection");
  const moved = problem("endpoint-changed");

  it("is forgotten only after the person read what that means", async () => {
    let connections = [known];
    const app = renderApp({
      overview: () => ({ ...overview, connections }),
      forget_connection: () => {
        connections = [];
        return null;
      },
    });
    await waitFor(() => expect(bySelector('[data-forget="s"]')).toBeTruthy());
    await app.user.click(click('[data-forget="s"]'));
    const asked = () => app.host.asked.filter(({ command }) => command === "forget_connection");
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog.textContent).toContain("SMITH, Anna");
    expect(dialog.textContent).toContain("its keys are deleted on this computer");
    expect(dialog.textContent).toContain("Nothing changes at the clinic");
    expect(asked()).toEqual([]);
    await app.user.click(click("#forget-confirm"));
    expect(asked()).toEqual([{ command: "forget_connection", request: { session: "s" } }]);
    await waitFor(() => expect(bySelector("[data-connection]")).toBeNull());
  });

  it("says why it could not be forgotten", async () => {
    const app = renderApp({ forget_connection: () => Promise.reject(problem("storage-failed")) });
    await waitFor(() => expect(bySelector('[data-forget="s"]')).toBeTruthy());
    await app.user.click(click('[data-forget="s"]'));
    await app.user.click(click("#forget-confirm"));
    await waitFor(() => expect(bySelector('[data-problem="storage-failed"]')).toBeTruthy());
    await waitFor(() => expect(bySelector('[data-connection="s"]')).toBeTruthy());
  });

  it("can be forgotten where its server moved, each to that server, so that it opens anew", async () => {
    const other = { ...known, session: "t", fhirBaseUrl: `${known.fhirBaseUrl}/` };
    const elsewhere = { ...known, session: "u", fhirBaseUrl: "https://other.example/fhir" };
    const app = renderApp(
      {
        overview: () => ({ ...overview, connections: [known, other, elsewhere] }),
        forget_connection: () => null,
      },
      {
        connect: (_, send) => {
          send({ type: "started", signIn: "n" });
          send({ type: "failed", problem: moved });
        },
      },
    );
    await waitFor(() => expect(bySelector('[data-connection="s"]')).toBeTruthy());
    app.effects.signIn.connect({ fhirBaseUrl: known.fhirBaseUrl, session: "s" });
    await waitFor(() => expect(bySelector('[data-problem="endpoint-changed"]')).toBeTruthy());
    await app.user.click(click('[data-forget="s"]'));
    await app.user.click(click("#forget-confirm"));
    const asked = app.host.asked.filter(({ command }) => command === "forget_connection");
    expect(asked.map(({ request }) => request)).toEqual([{ session: "s" }, { session: "t" }]);
    const field = (await waitFor(() => click("#server-address"))) as HTMLInputElement;
    expect(field.value).toBe(known.fhirBaseUrl);
  });
});

describe("after signing out", () => {
  it("the first screen says that the server did not confirm it", async () => {
    const app = renderApp({ sign_out: () => ({ revoked: false }) });
    await app.user.click(await screen.findByText("SMITH, Anna"));
    await app.user.click(click("#sign-out"));
    await waitFor(() => expect(bySelector("[data-signed-out]")).toBeTruthy());
    expect(bySelector("[data-signed-out]")?.textContent).toContain("Signed out here.");
    expect(bySelector("#server-address")).toBeTruthy();
  });

  it("a failure is shown", async () => {
    const app = renderApp({ sign_out: () => Promise.reject(problem("session-unknown")) });
    await app.user.click(await screen.findByText("SMITH, Anna"));
    await app.user.click(click("#sign-out"));
    await waitFor(() => expect(bySelector('[data-problem="session-unknown"]')).toBeTruthy());
  });
});
