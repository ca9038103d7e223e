import { describe, expect, it } from "vitest";
import { overview, problem, session } from "../test/make";
import type { Action } from "./action";
import { reduce } from "./reducer";
import { type AppState, initialState } from "./state";

const opened = (name: string): Action => ({
  type: "recordOpened",
  session: name,
  fhirBaseUrl: session.fhirBaseUrl,
  host: session.host,
});
const several = {
  ...overview,
  connections: overview.connections.map((one) => ({ ...one, choosesPatient: true })),
};
const desk = { session: "s", fhirBaseUrl: session.fhirBaseUrl, host: session.host };

function stateAfter(...actions: Action[]): AppState {
  return actions.reduce(reduce, initialState);
}

const names = (state: AppState) => state.tabs.map((tab) => tab.session);

describe("the tabs", () => {
  it("know where the person is in each record", () => {
    const state = stateAfter(
      opened("s.a"),
      { type: "wentTo", place: "results" },
      opened("s.b"),
      { type: "wentTo", place: "problems" },
      { type: "tabShown", session: "s.a" },
    );
    expect(names(state)).toEqual(["s.a", "s.b"]);
    expect(state.route).toMatchObject({ session: "s.a", place: "results" });
  });

  it("show the neighbour of one that is closed", () => {
    const three = stateAfter(opened("s.a"), opened("s.b"), opened("s.c"), {
      type: "tabShown",
      session: "s.b",
    });
    expect(reduce(three, { type: "tabClosed", session: "s.b" }).route).toMatchObject({
      session: "s.c",
    });
    const last = reduce(three, { type: "tabShown", session: "s.c" });
    expect(reduce(last, { type: "tabClosed", session: "s.c" }).route).toMatchObject({
      session: "s.b",
    });
    const other = reduce(three, { type: "tabClosed", session: "s.a" });
    expect(other.route).toMatchObject({ session: "s.b" });
  });

  it("come back after a lock, with nothing of a patient between", () => {
    const open = stateAfter(
      { type: "overviewArrived", overview: several },
      { type: "deskOpened", desk },
      opened("s.a"),
      { type: "searched", text: "what the patient said" },
      opened("s.b"),
    );
    const locked = reduce(open, { type: "appEvent", event: { type: "locked", reason: "idle" } });
    expect(locked).toMatchObject({ tabs: [], records: {}, desks: {} });
    expect(JSON.stringify(locked)).not.toContain("what the patient said");
    const again = reduce(locked, { type: "overviewArrived", overview: several });
    expect(names(again)).toEqual(["s.a", "s.b"]);
    expect(again.route).toMatchObject({ at: "record", session: "s.b" });
    expect(Object.keys(again.records)).toEqual(["s.a", "s.b"]);
    expect(again.desks.s).toMatchObject(desk);
  });

  it("do not come back where the session is gone", () => {
    const open = stateAfter({ type: "overviewArrived", overview: several }, opened("s.a"));
    const locked = reduce(open, { type: "appEvent", event: { type: "locked", reason: "idle" } });
    const none = { ...several, connections: [] };
    expect(reduce(locked, { type: "overviewArrived", overview: none })).toMatchObject({
      tabs: [],
      records: {},
      route: { at: "home" },
    });
  });

  it("all say that their session ended, and go on with the new sign-in where the person was", () => {
    const ended = stateAfter({ type: "deskOpened", desk }, opened("s.a"), opened("s.b"), {
      type: "appEvent",
      event: { type: "sessionEnded", session: "s", problem: problem("session-ended") },
    });
    for (const record of Object.values(ended.records))
      expect(record.ended?.code).toBe("session-ended");
    expect(ended.desks.s?.ended?.code).toBe("session-ended");
    const summary = { ...session, hasPatient: false, findsPatients: true };
    const back = [
      { type: "signInBegan", request: { fhirBaseUrl: "", session: "s" }, server: "" },
      { type: "signInEvent", event: { type: "connected", session: summary }, now: 0 },
    ] satisfies Action[];
    const again = back.reduce<AppState>(reduce, ended);
    expect(again.route).toMatchObject({ at: "record", session: "s.b" });
    for (const record of Object.values(again.records)) expect(record.ended).toBeNull();
    expect(again.desks.s?.ended).toBeNull();
  });
});
