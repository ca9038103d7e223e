import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AppEvent, Overview, RecordEvent } from "../../contract/contract";
import { type CallAnswers, memoryHost } from "../../host/memory";
import { banner, overview, problem, session } from "../../test/make";
import { createStore } from "../store";
import { createEffects } from "./app";

const shut: Overview = {
  ...overview,
  connections: [],
  lock: { locked: true, reason: "idle" },
};

function world(calls: CallAnswers = {}) {
  let send: (event: AppEvent) => void = () => {};
  const loads: ((event: RecordEvent) => void)[] = [];
  const host = memoryHost(
    { overview: () => overview, active: () => null, ...calls },
    {
      events: (_, listener) => {
        send = listener;
      },
      load_record: (_, listener) => void loads.push(listener),
    },
  );
  const store = createStore();
  const effects = createEffects(host, store);
  effects.start();
  const count = (name: string) => host.asked.filter(({ command }) => command === name).length;
  return { host, store, effects, loads, count, send: (event: AppEvent) => send(event) };
}

async function reading(calls: CallAnswers = {}) {
  const app = world(calls);
  await vi.waitFor(() => expect(app.store.get().overview).not.toBeNull());
  app.effects.record.open("s");
  app.loads[0]?.({ type: "banner", banner });
  return app;
}

const isLocked = ({ store }: ReturnType<typeof world>) => store.get().lock !== null;

describe("the lock", () => {
  it("gives up what is being loaded, and loads it again after", async () => {
    const app = await reading();
    app.send({ type: "locked", reason: "idle" });
    expect(app.host.cancelled).toEqual(["load_record"]);
    app.loads[0]?.({ type: "failed", problem: problem("locked") });
    app.send({ type: "unlocked" });
    await vi.waitFor(() => expect(isLocked(app)).toBe(false));
    expect(app.count("load_record")).toBe(2);
    expect(app.store.get().route).toMatchObject({ at: "record", session: "s" });
    expect(app.store.get().records.s?.problem).toBeNull();
  });

  it("is not opened by an overview from before it", async () => {
    const answers: ((answer: Overview) => void)[] = [];
    const app = world({ overview: () => new Promise((answer) => answers.push(answer)) });
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    app.send({ type: "locked", reason: "slept" });
    answers[0]?.(overview);
    await Promise.resolve();
    await Promise.resolve();
    expect(isLocked(app)).toBe(true);
    expect(JSON.stringify(app.store.get())).not.toContain("SMITH");
  });

  it("shows when any command is refused for it, and asks why", async () => {
    let now = overview;
    const refuse = () => Promise.reject(problem("locked"));
    const app = await reading({ overview: () => now, resource: refuse });
    now = shut;
    app.effects.record.resource({ session: "s", key: "Condition/1", revision: "1" });
    await vi.waitFor(() => expect(app.store.get().lock?.reason).toBe("idle"));
    expect(app.store.get().resource).toBeNull();
  });

  it("shows when a load ends for it, and not as a problem of the record", async () => {
    let now = overview;
    const app = await reading({ overview: () => now });
    now = shut;
    app.loads[0]?.({ type: "failed", problem: problem("locked") });
    expect(isLocked(app)).toBe(true);
    expect(app.store.get().records).toEqual({});
  });

  it("that is asked for does not wait for the answer", async () => {
    const app = await reading({ lock: () => new Promise(() => {}) });
    app.effects.lock.lock();
    app.effects.lock.lock();
    expect(app.store.get().lock?.reason).toBe("asked");
    expect(app.count("lock")).toBe(1);
  });

  it("that the core does not keep opens again, and says why", async () => {
    const app = await reading({ lock: () => Promise.reject(problem("internal")) });
    app.effects.lock.lock();
    await vi.waitFor(() => expect(isLocked(app)).toBe(false));
    expect(app.store.get().notice?.code).toBe("internal");
    expect(app.store.get().route.at).toBe("record");
  });
});

describe("unlocking", () => {
  it("asks the system one question at a time", async () => {
    const app = await reading({ unlock: () => new Promise(() => {}) });
    app.send({ type: "locked", reason: "idle" });
    void app.effects.lock.unlock();
    void app.effects.lock.unlock();
    expect(app.count("unlock")).toBe(1);
    expect(app.store.get().lock?.doing).toBe("unlock");
  });

  it("that is refused can be tried again", async () => {
    const answers = [() => Promise.reject(problem("unlock-refused")), () => null];
    const app = await reading({ unlock: () => answers.shift()?.() ?? null });
    app.send({ type: "locked", reason: "idle" });
    await app.effects.lock.unlock();
    expect(app.store.get().lock?.failed?.problem.code).toBe("unlock-refused");
    await app.effects.lock.unlock();
    await vi.waitFor(() => expect(isLocked(app)).toBe(false));
  });

  it("by signing out everywhere loads nothing, and says how it ended", async () => {
    const app = await reading({ sign_out_everywhere: () => ({ revoked: true }) });
    app.send({ type: "locked", reason: "idle" });
    await app.effects.lock.signOutEverywhere();
    await vi.waitFor(() => expect(isLocked(app)).toBe(false));
    expect(app.store.get().route).toEqual({ at: "home" });
    expect(app.store.get().signedOut).toEqual({ host: null, answer: { revoked: true } });
    expect(app.count("load_record")).toBe(1);
  });

  it("opens the record of a sign-in that came back meanwhile", async () => {
    const app = world();
    app.send({ type: "locked", reason: "idle" });
    app.send({ type: "unlocked" });
    app.send({ type: "signedIn", session });
    await vi.waitFor(() => expect(isLocked(app)).toBe(false));
    expect(app.store.get().route).toMatchObject({ at: "record", session: "s" });
    expect(app.count("load_record")).toBe(1);
  });
});

describe("somebody who is there", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is told of at most every 15 seconds", () => {
    const app = world();
    for (let second = 0; second <= 30; second++) {
      app.effects.lock.active();
      vi.advanceTimersByTime(1000);
    }
    expect(app.count("active")).toBe(3);
  });

  it("is told of at once while the app is about to lock, and once for each warning", () => {
    const app = world();
    app.effects.lock.active();
    for (const _warning of [1, 2]) {
      app.send({ type: "lockingSoon", seconds: 30 });
      app.effects.lock.active();
      app.effects.lock.active();
    }
    expect(app.count("active")).toBe(3);
    app.send({ type: "lockPutOff" });
    expect(app.store.get().lockingSoon).toBeNull();
  });

  it("is not told of while it is locked", () => {
    const app = world();
    app.send({ type: "locked", reason: "idle" });
    app.effects.lock.active();
    expect(app.count("active")).toBe(0);
  });
});

it("a session that ended in the EHR and a renewal that was cut off are cured by signing in", async () => {
  for (const code of ["ehr-session-ended", "renewal-interrupted"] as const) {
    const app = await reading();
    app.loads[0]?.({ type: "failed", problem: problem(code) });
    expect(app.store.get().records.s?.ended?.code).toBe(code);
  }
});
