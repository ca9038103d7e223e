import { describe, expect, it, vi } from "vitest";
import type { AppEvent, Overview, SignedOut } from "../../contract/contract";
import { type CallAnswers, memoryHost } from "../../host/memory";
import { overview, problem, session } from "../../test/make";
import { createStore } from "../store";
import { createEffects } from "./app";

function world(calls: CallAnswers = {}) {
  let send: (event: AppEvent) => void = () => {};
  const host = memoryHost(
    { overview: () => overview, ...calls },
    {
      events: (_, listener) => {
        send = listener;
      },
    },
  );
  const store = createStore();
  const effects = createEffects(host, store);
  effects.start();
  const overviews = () => host.asked.filter(({ command }) => command === "overview").length;
  return { host, store, effects, overviews, send: (event: AppEvent) => send(event) };
}

const request = { launch: "l", fhirBaseUrl: "https://a.example", host: "a.example", known: false };

describe("the app", () => {
  it("listens before it asks for the overview: a link may have started it", () => {
    const { host } = world();
    expect(host.asked.map(({ command }) => command)).toEqual(["events", "overview"]);
  });

  it("asks again when it missed events and when the keychain changed", () => {
    const app = world();
    app.send({ type: "missed" });
    expect(app.overviews()).toBe(2);
    app.send({ type: "custodyChanged", custody: { persistent: false, problem: null } });
    expect(app.overviews()).toBe(3);
  });

  it("loses no launch to an overview that was made before it", async () => {
    const answers: ((answer: Overview) => void)[] = [];
    const app = world({ overview: () => new Promise((answer) => answers.push(answer)) });
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    app.send({ type: "launchRequested", request });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.({ ...overview, launches: [request] });
    answers[0]?.(overview);
    await vi.waitFor(() => expect(app.store.get().overview).not.toBeNull());
    await Promise.resolve();
    expect(app.store.get().launches).toEqual([request]);
  });
});

describe("signing out", () => {
  async function signedOut(answer: () => SignedOut | Promise<never>) {
    const app = world({ sign_out: answer });
    app.send({ type: "signedIn", session });
    app.effects.record.signOut("s");
    await vi.waitFor(() => expect(app.overviews()).toBe(2));
    return app.store.get();
  }

  it("tells how it ended", async () => {
    for (const revoked of [true, false]) {
      const { signedOut: result } = await signedOut(() => ({ revoked }));
      expect(result).toEqual({ host: "ehr.example", answer: { revoked } });
    }
  });

  it("shows why it failed", async () => {
    const state = await signedOut(() => Promise.reject(problem("storage-failed")));
    expect(state.notice?.code).toBe("storage-failed");
    expect(state.records).toEqual({});
  });
});
