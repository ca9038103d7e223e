import { describe, expect, it } from "vitest";
import type { SignInEvent } from "../../contract/contract";
import { memoryHost } from "../../host/memory";
import { overview, problem, session } from "../../test/make";
import { createStore } from "../store";
import { createEffects } from "./app";

function world(cancel: () => null | Promise<null> = () => null) {
  const sends: ((event: SignInEvent) => void)[] = [];
  const host = memoryHost(
    { overview: () => overview, cancel_sign_in: cancel },
    { connect: (_, send) => void sends.push(send) },
  );
  const store = createStore();
  const { signIn } = createEffects(host, store);
  const connect = () => signIn.connect({ fhirBaseUrl: session.fhirBaseUrl });
  const cancelled = () =>
    host.asked
      .filter(({ command }) => command === "cancel_sign_in")
      .map(({ request }) => (request as { signIn: string }).signIn);
  return {
    host,
    store,
    signIn,
    connect,
    cancelled,
    send: (at: number, event: SignInEvent) => sends[at]?.(event),
  };
}

describe("a sign-in that is given up", () => {
  it("is cancelled in the core when another one begins", () => {
    const app = world();
    app.connect();
    app.send(0, { type: "started", signIn: "first" });
    app.connect();
    expect(app.cancelled()).toEqual(["first"]);
    app.send(0, { type: "failed", problem: problem("sign-in-cancelled") });
    expect(app.store.get().signIn).toMatchObject({ name: null, problem: null });
  });

  it("is cancelled as soon as the core names it, when that comes later", () => {
    const app = world();
    app.connect();
    app.signIn.cancel();
    expect(app.store.get().route).toEqual({ at: "home" });
    expect(app.cancelled()).toEqual([]);
    app.send(0, { type: "started", signIn: "late" });
    expect(app.cancelled()).toEqual(["late"]);
    app.send(0, { type: "step", step: "waitingForBrowser" });
    expect(app.store.get().signIn).toBeNull();
  });

  it("is cancelled from its first event on, before it waits for the browser", () => {
    const app = world();
    app.connect();
    app.send(0, { type: "started", signIn: "n" });
    app.signIn.cancel();
    expect(app.cancelled()).toEqual(["n"]);
  });

  it("is not cancelled when it had ended", () => {
    const app = world();
    app.connect();
    app.send(0, { type: "started", signIn: "n" });
    app.send(0, { type: "failed", problem: problem("consent-denied") });
    app.signIn.cancel();
    app.connect();
    expect(app.cancelled()).toEqual([]);
  });

  it("opens nothing when it connects nevertheless, and asks what there is now", () => {
    const app = world();
    app.connect();
    app.signIn.cancel();
    app.send(0, { type: "connected", session });
    expect(app.store.get().records).toEqual({});
    expect(app.host.asked.map(({ command }) => command)).toContain("overview");
  });
});
