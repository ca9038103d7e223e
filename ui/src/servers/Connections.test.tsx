import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { SaveServer } from "../contract/contract";
import { demoServers, help, inspection } from "../host/demo-servers";
import type { CallAnswers } from "../host/memory";
import { problem } from "../test/make";
import { bySelector, renderApp } from "../test/render-app";

function found(selector: string): HTMLElement {
  const element = bySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

const appears = (selector: string) => waitFor(() => found(selector));

async function servers(options: Parameters<typeof demoServers>[0] = {}, calls: CallAnswers = {}) {
  const app = renderApp({ ...demoServers(options), ...calls }, { connect: () => {} });
  await screen.findByText("SMITH, Anna");
  await app.user.click(found("#more"));
  await appears('[data-server="st-marys"]');
  const asked = (name: string) =>
    app.host.asked.filter(({ command }) => command === name).map(({ request }) => request);
  const open = async (server: string, tab?: string) => {
    await app.user.click(found(`[data-server="${server}"]`));
    if (tab) await app.user.click(found(`[data-tab="${tab}"]`));
  };
  return { ...app, asked, open };
}

describe("a server", () => {
  it("is asked what it supports when it is looked at, and not before", async () => {
    const app = await servers();
    expect(app.asked("inspect_server")).toEqual([]);
    await app.open("st-marys");
    await appears("[data-inspected]");
    expect(app.asked("inspect_server")).toHaveLength(1);
    expect(found('[data-ability="standalone"]').textContent).toContain("You can sign in from");
    expect(found('[data-ability="clinicians"]').dataset.has).toBe("false");
  });

  it("is told of in plain words, with the code of each deviation beside", async () => {
    const app = await servers();
    await app.open("st-marys");
    const warning = await appears('[data-warning="required-member-missing"]');
    expect(warning.textContent).toContain("Something that every server has to say is missing.");
    expect(warning.textContent).toContain("grant_types_supported");
    expect(found('[data-client="symmetric"]').textContent).toContain("in one place and not");
  });

  it("that does not answer says why, and is asked afresh", async () => {
    const app = await servers({ fails: "server-unreachable" });
    await app.open("st-marys");
    await appears('[data-problem="server-unreachable"]');
    await app.user.click(found("#inspect-again"));
    await waitFor(() => expect(app.asked("inspect_server")).toHaveLength(2));
    expect(app.asked("inspect_server")[1]).toMatchObject({ fresh: true });
  });

  it("is found by its address, without a scheme", async () => {
    const app = await servers();
    await app.user.type(found("#server-find"), "fhir.new.example/r4");
    await app.user.click(found("#server-look"));
    await appears("[data-inspected]");
    expect(app.asked("inspect_server")).toEqual([{ fhirBaseUrl: "https://fhir.new.example/r4" }]);
  });

  it("that is saved is connected to by its name, with its settings", async () => {
    const app = await servers();
    await app.open("st-marys");
    await app.user.click(found("#server-connect"));
    expect(app.asked("connect")[0]).toMatchObject({ server: "st-marys" });
    expect(found("#signin-title").textContent).toContain("St Mary’s Hospital");
  });

  it("is removed only after the person read what goes with it", async () => {
    const app = await servers();
    await app.open("st-marys");
    await app.user.click(found("#server-remove"));
    expect(app.asked("remove_server")).toEqual([]);
    await app.user.click(found("#server-remove-confirm"));
    await waitFor(() => expect(bySelector('[data-server="st-marys"]')).toBeNull());
    expect(app.asked("remove_server")).toEqual([{ server: "st-marys" }]);
  });
});

describe("the settings of a server", () => {
  it("leave to the core what nobody chose", async () => {
    const app = await servers();
    await app.user.type(found("#server-find"), "fhir.new.example/r4{Enter}");
    await appears("[data-inspected]");
    await app.user.click(found('[data-tab="settings"]'));
    await app.user.click(found("#server-save"));
    await appears('[data-server="fhir.new.example"]');
    expect(app.asked("save_server")).toEqual([
      {
        name: "fhir.new.example",
        fhirBaseUrl: "https://fhir.new.example/r4",
        authentication: "automatic",
        keyRegistered: false,
        redirect: "automatic",
        authorizePost: false,
      } satisfies SaveServer,
    ]);
  });

  it("take the page that hands the answer on where the browser comes back by one", async () => {
    const app = await servers();
    await app.open("st-marys", "settings");
    expect(bySelector("#redirect-page")).toBeNull();
    await app.user.click(found('[data-option="https"]'));
    await app.user.type(found("#redirect-page"), "https://hospital.example/callback.html");
    await app.user.click(found("#server-save"));
    await waitFor(() => expect(app.asked("save_server")).toHaveLength(1));
    expect(app.asked("save_server")[0]).toMatchObject({
      redirect: "https",
      redirectUri: "https://hospital.example/callback.html",
    });
  });

  it("hand a secret inwards once, and never show one that is kept", async () => {
    const app = await servers();
    await app.open("st-marys", "settings");
    await app.user.click(found('[data-option="symmetric"]'));
    await app.user.type(found("#client-secret"), "s3cr3t");
    await app.user.click(found("#server-save"));
    await waitFor(() => expect(app.asked("set_client_secret")).toHaveLength(1));
    expect(app.asked("set_client_secret")).toEqual([{ server: "st-marys", secret: "s3cr3t" }]);
    expect(JSON.stringify(app.asked("save_server"))).not.toContain("s3cr3t");
    await app.open("city-lab");
    await app.open("st-marys", "settings");
    expect((found("#client-secret") as HTMLInputElement).value).toBe("");
    expect(screen.getByText(/A secret is kept/)).toBeTruthy();
  });

  it("say which client types the server does not list, and why it was not saved", async () => {
    const app = await servers({}, { save_server: () => Promise.reject(problem("storage-failed")) });
    await app.open("st-marys");
    await appears("[data-inspected]");
    await app.user.click(found('[data-tab="settings"]'));
    expect(found('[data-option="asymmetric-rs384"]').textContent).toContain("does not list it");
    expect(found('[data-option="public"]').textContent).toContain("Suggested");
    await app.user.click(found("#server-save"));
    await appears('[data-problem="storage-failed"]');
  });

  it("of the organisation are shown and cannot be changed", async () => {
    const app = await servers();
    await app.open("city-lab", "settings");
    expect(found('[data-locked="server"]').textContent).toContain("Set by your organisation");
    expect((found("#client-id") as HTMLInputElement).disabled).toBe(true);
    expect(bySelector("#server-save")).toBeNull();
    expect(bySelector("#server-remove")).toBeNull();
  });

  it("are shown as locked where a policy lets nobody add servers", async () => {
    await servers({ locked: true });
    expect(found('[data-locked="servers"]')).toBeTruthy();
    expect(bySelector("#server-find")).toBeNull();
    expect(screen.queryByText("Epic sandbox")).toBeNull();
  });
});

describe("clinics", () => {
  it("are found by name in a list that was fetched once, and asked of nobody else", async () => {
    const app = await servers();
    await app.user.click(found("#clinics-open"));
    await app.user.type(found("#clinics-address"), "brands.example/bundle.json");
    await app.user.click(found("#clinics-load"));
    await waitFor(() => expect(screen.getByText(/could not be read/)).toBeTruthy());
    await app.user.type(found("#server-find"), "northside");
    await app.user.click(await appears('[data-server="https://fhir-0.clinics.example/r4"]'));
    await appears("[data-inspected]");
    expect(found("#server-name").textContent).toBe("Northside Family Practice");
    expect(app.asked("load_brands")).toEqual([
      { type: "address", url: "https://brands.example/bundle.json" },
    ]);
  });

  it("that cannot be read say so", async () => {
    const app = await servers({}, { load_brands: () => Promise.reject(problem("not-fhir")) });
    await app.user.click(found("#clinics-open"));
    await app.user.type(found("#clinics-address"), "brands.example");
    await app.user.click(found("#clinics-load"));
    await appears('[data-problem="not-fhir"]');
  });
});

describe("registration", () => {
  it("gives what to enter at the vendor’s portal, and the key only for a client with one", async () => {
    const app = await servers();
    await app.open("st-marys", "registration");
    await waitFor(() => expect(screen.getByText("org.chartside.app:/callback")).toBeTruthy());
    expect(found('[data-note="new-client-id-takes-two-days"]').textContent).toContain("two days");
    expect(bySelector("#copy-jwks")).toBeNull();
    await app.user.click(screen.getByRole("radio", { name: "With a key (ES384)" }));
    await appears("#copy-jwks");
    expect(app.asked("registration_help").at(-1)).toEqual({
      server: "st-marys",
      authentication: "asymmetric-es384",
    });
  });

  it("by the app itself takes a button where the server offers it, and says what came back", async () => {
    const app = await servers({}, { registration_help: () => ({ ...help, canRegister: true }) });
    await app.open("st-marys", "registration");
    await app.user.click(await appears("#register-here"));
    const done = await appears("[data-registered]");
    expect(done.textContent).toContain("registered-7f3a");
    expect(app.asked("register_client")).toEqual([
      { server: "st-marys", authentication: "public" },
    ]);
    await app.user.click(found('[data-tab="settings"]'));
    expect((found("#client-id") as HTMLInputElement).value).toBe("registered-7f3a");
  });

  it("by the app itself hands a token inwards once, and says why it was refused", async () => {
    const app = await servers(
      {},
      {
        registration_help: () => ({ ...help, canRegister: true }),
        register_client: () => Promise.reject(problem("registration-token-needed")),
      },
    );
    await app.open("st-marys", "registration");
    await app.user.type(await appears("#register-token"), "t0ken");
    await app.user.click(found("#register-here"));
    await appears('[data-problem="registration-token-needed"]');
    expect(app.asked("register_client")[0]).toMatchObject({ accessToken: "t0ken" });
    expect((found("#register-token") as HTMLInputElement).value).toBe("");
  });

  it("by the app itself is not offered where the server does not", async () => {
    const app = await servers();
    await app.open("st-marys", "registration");
    await appears("#copy-redirect");
    expect(bySelector("#register-here")).toBeNull();
  });
});

describe("what apps may see", () => {
  it("is managed on the server’s own page", async () => {
    const managementEndpoint = "https://fhir.st-marys.example/manage";
    const app = await servers(
      {},
      { inspect_server: () => ({ ...inspection, managementEndpoint }) },
    );
    await app.open("st-marys");
    await app.user.click(await appears("#manage-access"));
    expect(app.asked("manage_access")).toEqual([{ fhirBaseUrl: inspection.fhirBaseUrl }]);
  });
});
