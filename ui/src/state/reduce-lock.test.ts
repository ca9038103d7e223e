import { describe, expect, it } from "vitest";
import type { AppEvent } from "../contract/contract";
import { banner, entry, overview, problem, session } from "../test/make";
import type { Action } from "./action";
import { reduce } from "./reducer";
import { type AppState, initialState } from "./state";

const event = (event: AppEvent): Action => ({ type: "appEvent", event });
const run = (state: AppState, ...actions: Action[]) => actions.reduce(reduce, state);
const locked = event({ type: "locked", reason: "idle" });
const opened: Action = { type: "overviewArrived", overview };
const shut: Action = {
  type: "overviewArrived",
  overview: { ...overview, connections: [], lock: { locked: true, reason: "system" } },
};

/** A record that is read: its problems were searched, and one of them is looked at. */
const reading = run(
  initialState,
  opened,
  event({ type: "signedIn", session }),
  { type: "recordEvent", session: "s", event: { type: "banner", banner } },
  { type: "wentTo", place: "problems", mode: "facts" },
  { type: "searched", text: "Asthma Smith" },
  { type: "selected", selected: { key: "Condition/1", section: "problems" } },
  {
    type: "rowsArrived",
    list: "s\nsection\nproblems\nAsthma Smith",
    page: 0,
    revision: "1",
    rows: { total: 1, from: 0, rows: [entry()] },
  },
);

describe("locking", () => {
  it("leaves nothing of a patient, and only names of where the person was", () => {
    const state = run(reading, locked);
    expect(JSON.stringify(state)).not.toMatch(/smith|anna|asthma/i);
    expect(state.records).toEqual({});
    expect(state.lists).toEqual({});
    const place = {
      at: "record",
      session: "s",
      place: "problems",
      mode: "facts",
      search: "",
      selected: { key: "Condition/1", section: "problems" },
    };
    const expected = { reason: "idle", doing: null, failed: null, place, tabs: [place] };
    expect(state.lock).toEqual(expected);
  });

  it("lets nothing in that comes late", () => {
    const state = run(reading, locked);
    const late: Action[] = [
      { type: "recordEvent", session: "s", event: { type: "banner", banner } },
      {
        type: "rowsArrived",
        list: "s\n",
        page: 0,
        revision: "1",
        rows: { total: 1, from: 0, rows: [entry()] },
      },
      { type: "recordFailed", session: "s", problem: problem("locked") },
      { type: "searched", text: "Smith" },
      { type: "recordOpened", session: "s", fhirBaseUrl: "f", host: "h" },
      event({ type: "sessionEnded", session: "s", problem: problem("session-ended") }),
      event({ type: "lockingSoon", seconds: 30 }),
      event({ type: "unlocked" }),
    ];
    for (const action of late) expect(reduce(state, action), action.type).toBe(state);
  });

  it("is found by an overview, with its reason, and by a refusal, without", () => {
    expect(run(reading, shut).lock?.reason).toBe("system");
    expect(run(initialState, shut).lock?.place).toEqual({ at: "home" });
    expect(run(reading, { type: "lockFound" }).lock?.reason).toBeNull();
    expect(run(reading, { type: "lockFound" }, shut).lock?.reason).toBe("system");
  });

  it("says nothing in a server's own words of what had gone wrong", () => {
    const named = { ...problem("server-refused"), serverMessage: "Anna Smith is unknown" };
    const state = run(reading, { type: "noticeShown", problem: named }, locked);
    expect(state.notice).toEqual({ ...named, serverMessage: null });
  });

  it("keeps the warning of before no longer", () => {
    const state = run(reading, event({ type: "lockingSoon", seconds: 30 }), locked, opened);
    expect(state.lockingSoon).toBeNull();
  });
});

describe("unlocking", () => {
  it("leads back to where the person was, with the record to be loaded anew", () => {
    const state = run(reading, locked, opened);
    expect(state.lock).toBeNull();
    expect(state.route).toEqual({ ...reading.route, search: "" });
    expect(state.records.s).toMatchObject({ host: "ehr.example", load: "loading", banner: null });
  });

  it("leads to the start where the connection is gone", () => {
    const state = run(reading, locked, {
      type: "overviewArrived",
      overview: { ...overview, connections: [] },
    });
    expect(state.route).toEqual({ at: "home" });
    expect(state.records).toEqual({});
  });

  it("leads back to a page, and from there to the record", () => {
    const page: Action = { type: "pageOpened", page: "connections" };
    const state = run(reading, page, locked, opened);
    expect(state.route).toMatchObject({ at: "page", page: "connections" });
    expect(run(state, { type: "pageLeft" }).route).toEqual({ ...reading.route, search: "" });
  });

  it("leads to the screen behind what happened, which is not remembered", () => {
    const state = run(reading, { type: "flowsOpened", wanted: {} }, locked, opened);
    expect(state.route).toMatchObject({ at: "record", place: "problems" });
    expect(state.flows).toEqual(initialState.flows);
  });

  it("opens the record of a sign-in that ended meanwhile", () => {
    const request = { fhirBaseUrl: session.fhirBaseUrl };
    const state = run(
      initialState,
      { type: "signInBegan", request, server: "ehr.example" },
      locked,
      { type: "signInEvent", event: { type: "connected", session }, now: 0 },
    );
    expect(state.lock?.place).toMatchObject({ at: "record", session: "s" });
    expect(run(state, opened).route).toMatchObject({ at: "record", session: "s" });
  });

  it("goes on with a sign-in that still waits", () => {
    const request = { fhirBaseUrl: session.fhirBaseUrl };
    const begun: Action = { type: "signInBegan", request, server: "ehr.example" };
    const state = run(reading, begun, locked, opened);
    expect(state.route).toEqual({ at: "signIn" });
    expect(state.signIn?.back).toEqual({ ...reading.route, search: "" });
    expect(run(state, { type: "signInClosed" }).route).toMatchObject({ place: "problems" });
  });

  it("that was refused stays locked and says why, until it is tried again", () => {
    const refused: Action = { type: "unlockFailed", problem: problem("unlock-refused") };
    const state = run(reading, locked, { type: "unlockBegan" }, refused);
    expect(state.lock).toMatchObject({
      doing: null,
      failed: { problem: { code: "unlock-refused" } },
    });
    const again = run(state, { type: "unlockBegan" });
    expect(again.lock).toMatchObject({ doing: "unlock", failed: null });
  });

  it("by signing out leads to the start, and says how that ended", () => {
    const result = { host: null, answer: { revoked: false } };
    const state = run(
      reading,
      locked,
      { type: "signOutEverywhereBegan" },
      { type: "signedOut", result },
      opened,
    );
    expect(state.route).toEqual({ at: "home" });
    expect(state.records).toEqual({});
    expect(state.signedOut).toEqual(result);
  });
});

describe("the clock", () => {
  const off = (seconds: number) => event({ type: "clockOff", seconds });

  it("is spoken of once for the same amount, and again for another", () => {
    const said = run(initialState, off(720));
    expect(said.clockOff).toBe(720);
    const dismissed = run(said, { type: "clockDismissed" });
    expect(dismissed.clockOff).toBeNull();
    expect(run(dismissed, off(731)).clockOff).toBeNull();
    expect(run(dismissed, locked, off(731), opened).clockOff).toBeNull();
    expect(run(dismissed, off(-720)).clockOff).toBe(-720);
  });
});
