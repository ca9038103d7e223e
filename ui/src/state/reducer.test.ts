import { describe, expect, it } from "vitest";
import { banner, entry, overview, problem, section, sections, session } from "../test/make";
import type { Action } from "./action";
import { reduce } from "./reducer";
import { type AppState, initialState } from "./state";

function stateAfter(...actions: Action[]): AppState {
  return actions.reduce(reduce, initialState);
}

const opened: Action[] = [
  { type: "signInBegan", request: { fhirBaseUrl: session.fhirBaseUrl }, server: "ehr.example" },
  { type: "signInEvent", event: { type: "started", signIn: "n" }, now: 1 },
  { type: "signInEvent", event: { type: "connected", session }, now: 2 },
  { type: "loadBegan", session: "s" },
];

const selected = { key: "Condition/1", section: "problems" } as const;

const event = (one: Extract<Action, { type: "recordEvent" }>["event"]): Action => ({
  type: "recordEvent",
  session: "s",
  event: one,
});

describe("a sign-in", () => {
  it("counts the waiting from the moment the browser was opened", () => {
    const waiting = { type: "step", step: "waitingForBrowser" } as const;
    const state = stateAfter(...opened.slice(0, 2), {
      type: "signInEvent",
      event: waiting,
      now: 5000,
    });
    expect(state.signIn?.waitingSince).toBe(5000);
  });

  it("stays on its card with the problem when it fails, and keeps what was typed", () => {
    const failed = { type: "failed", problem: problem("not-smart") } as const;
    const state = stateAfter(...opened.slice(0, 2), { type: "signInEvent", event: failed, now: 2 });
    expect(state.route.at).toBe("signIn");
    expect(state.signIn?.problem?.code).toBe("not-smart");
    expect(state.lastAttempt?.fhirBaseUrl).toBe(session.fhirBaseUrl);
  });

  it("opens the record of the session and forgets the card", () => {
    const state = stateAfter(...opened);
    expect(state.signIn).toBeNull();
    expect(state.route).toMatchObject({ at: "record", session: "s", place: "summary" });
  });

  it("keeps what the server's description deviates in, for the card to tell", () => {
    const warned = { type: "warned", warnings: ["missing-code-challenge-methods"] } as const;
    const state = stateAfter(...opened.slice(0, 2), {
      type: "signInEvent",
      event: { ...warned, warnings: [...warned.warnings] },
      now: 2,
    });
    expect(state.signIn?.warnings).toEqual(["missing-code-challenge-methods"]);
  });

  it("returns to the record when signing in again is given up", () => {
    const again = { fhirBaseUrl: session.fhirBaseUrl, session: "s" };
    const state = stateAfter(
      ...opened,
      event({ type: "banner", banner }),
      { type: "signInBegan", request: again, server: "ehr.example" },
      { type: "signInClosed" },
    );
    expect(state.route).toMatchObject({ at: "record", session: "s" });
  });

  const reading: Action[] = [
    ...opened,
    { type: "wentTo", place: "results", mode: "facts" },
    { type: "searched", text: "hba1c" },
    { type: "selected", selected },
  ];
  const place = { at: "record", place: "results", mode: "facts", search: "hba1c", selected };

  it("returns to the place, search and selection of any record when it fails or is given up", () => {
    const elsewhere = { fhirBaseUrl: "https://other.example/fhir", launch: "l" };
    const failed = { type: "failed", problem: problem("consent-denied") } as const;
    const state = stateAfter(
      ...reading,
      { type: "signInBegan", request: elsewhere, server: "other.example" },
      { type: "signInEvent", event: failed, now: 3 },
      { type: "signInBegan", request: elsewhere, server: "other.example" },
      { type: "signInClosed" },
    );
    expect(state.route).toEqual({ ...place, session: "s" });
  });

  it("keeps place, search and selection when the same session is signed in to again", () => {
    const again = { fhirBaseUrl: session.fhirBaseUrl, session: "s" };
    const connected = { type: "connected", session } as const;
    const state = stateAfter(
      ...reading,
      { type: "signInBegan", request: again, server: "ehr.example" },
      { type: "signInEvent", event: connected, now: 3 },
    );
    expect(state.route).toEqual({ ...place, session: "s" });
    const other = stateAfter(
      ...reading,
      { type: "signInBegan", request: again, server: "ehr.example" },
      {
        type: "signInEvent",
        event: { ...connected, session: { ...session, session: "t" } },
        now: 3,
      },
    );
    expect(other.route).toMatchObject({ session: "t", place: "summary", selected: null });
  });

  it("drops the launch that it accepts", () => {
    const request = {
      launch: "l",
      fhirBaseUrl: "https://a.example",
      host: "a.example",
      known: false,
    };
    const state = stateAfter(
      { type: "appEvent", event: { type: "launchRequested", request } },
      { type: "signInBegan", request: { fhirBaseUrl: "", launch: "l" }, server: "a.example" },
    );
    expect(state.launches).toEqual([]);
  });
});

describe("a record", () => {
  it("is complete only when the last event says so", () => {
    const done = { type: "finished", resources: 3, asOf: "2026-11-01T10:00:00Z" } as const;
    expect(stateAfter(...opened).records.s?.load).toBe("loading");
    expect(stateAfter(...opened, event({ ...done, complete: true })).records.s?.load).toBe(
      "complete",
    );
    expect(stateAfter(...opened, event({ ...done, complete: false })).records.s?.load).toBe(
      "incomplete",
    );
  });

  it("keeps what was shown when the load fails", () => {
    const state = stateAfter(
      ...opened,
      event({
        type: "planned",
        session,
        sections: sections(
          section("problems", { counts: { current: 2, historical: 0, notAFact: 0 } }),
        ),
      }),
      event({ type: "failed", problem: problem("server-unreachable") }),
    );
    expect(state.records.s?.load).toBe("failed");
    expect(state.records.s?.sections.problems?.counts.current).toBe(2);
  });

  it("stays readable when its session ends", () => {
    const ended = {
      type: "sessionEnded",
      session: "s",
      problem: problem("session-ended"),
    } as const;
    const state = stateAfter(...opened, { type: "appEvent", event: ended });
    expect(state.route.at).toBe("record");
    expect(state.records.s?.ended?.code).toBe("session-ended");
  });

  it("leaves no row, trend or resource behind when it is closed", () => {
    const rows = { total: 1, from: 0, rows: [entry()] };
    const state = stateAfter(
      ...opened,
      { type: "rowsArrived", list: "s\nsection\nproblems\n", page: 0, revision: "1", rows },
      {
        type: "trendArrived",
        id: "s\na",
        revision: "1",
        trend: { title: "", panels: [], undrawn: [] },
      },
      { type: "selected", selected },
      { type: "recordClosed", session: "s" },
    );
    expect(JSON.stringify(state)).not.toContain("Asthma");
    expect(state).toMatchObject({ records: {}, lists: {}, trends: {}, route: { at: "home" } });
  });

  it("opens results and vital signs with the newest value of each series", () => {
    const modes = (["results", "vitals", "problems"] as const).map((place) => {
      const { route } = stateAfter(...opened, { type: "wentTo", place });
      return route.at === "record" && route.mode;
    });
    expect(modes).toEqual(["latest", "latest", "facts"]);
  });

  it("forgets search and selection when another section is chosen", () => {
    const state = stateAfter(
      ...opened,
      { type: "searched", text: "x" },
      { type: "selected", selected },
      { type: "wentTo", place: "allergies" },
    );
    expect(state.route).toMatchObject({ search: "", selected: null });
  });
});

describe("the resource that is looked at", () => {
  const asked = { session: "s", key: "Condition/1", revision: "1.1" };
  const view = { entry: entry(), details: [], json: "{}" };

  it("is of the session that it was asked for, though another one has the same key", () => {
    const state = stateAfter(
      ...opened,
      { type: "resourceAsked", asked },
      { type: "resourceArrived", asked: { ...asked, session: "t" }, view },
      { type: "resourceFailed", asked: { ...asked, session: "t" }, problem: problem("internal") },
    );
    expect(state.resource).toEqual({ asked, view: null, problem: null });
    const next = reduce(reduce(state, { type: "resourceArrived", asked, view }), {
      type: "resourceAsked",
      asked: { ...asked, session: "t" },
    });
    expect(next.resource?.view).toBeNull();
  });

  it("is not replaced by the answer of an older revision", () => {
    const newer = { ...asked, revision: "2.1" };
    const mistake = { entry: entry({ standing: "notAFact" }), details: [], json: "{}" };
    const state = stateAfter(
      ...opened,
      { type: "resourceAsked", asked },
      { type: "resourceAsked", asked: newer },
      { type: "resourceArrived", asked: newer, view: mistake },
      { type: "resourceArrived", asked, view },
    );
    expect(state.resource?.view?.entry.standing).toBe("notAFact");
  });
});

describe("printing", () => {
  it("is given up, and said so, when rows that go on paper do not arrive", () => {
    const state = stateAfter(
      ...opened,
      { type: "printing", printing: "asked" },
      { type: "rowsFailed", list: "s\nsection\nproblems\n", problem: problem("internal") },
    );
    expect(state.printing).toBe("no");
    expect(state.notice?.code).toBe("internal");
  });
});

describe("a connection that is forgotten", () => {
  it("leaves the list with its record, and its server can be connected to anew", () => {
    const again = { fhirBaseUrl: session.fhirBaseUrl, session: "s", clientId: "c" };
    const state = stateAfter(
      { type: "overviewArrived", overview },
      ...opened,
      { type: "signInBegan", request: again, server: "ehr.example" },
      { type: "connectionsForgotten", sessions: ["s"] },
    );
    expect(state).toMatchObject({ records: {}, signIn: null, route: { at: "home" } });
    expect(state.overview?.connections).toEqual([]);
    expect(state.lastAttempt).toEqual({ fhirBaseUrl: session.fhirBaseUrl, clientId: "c" });
  });
});
