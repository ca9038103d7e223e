/** Loading a record, and looking at one resource of it. */
import type {
  History,
  Problem,
  ProblemCode,
  RecordEvent,
  Related,
  ResourceRead,
  ResourceView,
  SessionSummary,
  SignedInAs,
} from "../../contract/contract";
import { asProblem, type Cancel, type Host } from "../../host/host";
import { sessionOf } from "../record-name";
import type { ResourceAsked } from "../state";
import type { Store } from "../store";
import { type Outcome, outcome } from "./outcome";

export type RecordEffects = {
  /** Fetches the record that is shown; a load that still runs is given up. */
  load: (session: string) => void;
  /** Fetches what a session that has just been signed in to shows. */
  signedIn: (summary: SessionSummary) => void;
  /** Takes a record off the screen, and out of the memory of the core. */
  close: (session: string) => void;
  /** Fetches all of it again, whatever is known. */
  loadEverything: (session: string) => void;
  /** The network is back: fetches what did not come for want of it. */
  resume: (session: string) => void;
  /** The network may be back: a load that waits for it looks now. */
  lookForNetwork: () => void;
  /** Fetches one part of it again, beside what is shown. */
  loadPart: (session: string, resourceType: string) => void;
  /** Gives up all loads. */
  stopAll: () => void;
  /** Shows a connection and fetches its record. */
  open: (session: string) => void;
  /** One resource, as it is in a revision of its section. */
  resource: (asked: ResourceAsked) => void;
  /** The same, for whoever shows it beside what is looked at. */
  entry: (record: string, key: string) => Promise<Outcome<ResourceView>>;
  /** What a resource points at, and what points at it. */
  related: (record: string, key: string) => Promise<Outcome<Related>>;
  /** The resource that a reference leads to, read from the server. */
  readReference: (record: string, reference: string) => Promise<Outcome<ResourceRead>>;
  /** The versions of a resource. */
  history: (record: string, key: string) => Promise<Outcome<History>>;
  /** Who is signed in, as far as the server says. */
  signedInAs: (session: string) => Promise<Outcome<SignedInAs>>;
  signOut: (session: string) => void;
  /** Destroys what is kept of the patient here, and leaves the record. */
  forgetPatient: (session: string) => void;
  /** Signs out of connections and takes them off the list. */
  forget: (sessions: readonly string[]) => void;
};

const curedBySigningIn: readonly ProblemCode[] = [
  "session-ended",
  "ehr-session-ended",
  "renewal-interrupted",
  "sign-in-needed",
  "grant-refused",
];

export function recordEffects(host: Host, store: Store, overview: () => void): RecordEffects {
  const loads = new Map<string, Cancel>();

  function load(session: string): void {
    begin(session, "load_record");
  }

  function begin(session: string, command: "load_record" | "load_everything"): void {
    // What is to be loaded when the app is open again is what the core knows then.
    if (store.get().lock) {
      overview();
      return;
    }
    loads.get(session)?.();
    store.dispatch({ type: "loadBegan", session });
    const [hear, fail] = ears(session);
    loads.set(session, host.stream(command, { record: session }, hear, fail));
  }

  function resume(session: string): void {
    const record = store.get().records[session];
    if (!record || record.load === "loading") return;
    store.dispatch({ type: "loadResumed", session });
    const [hear, fail] = ears(session);
    loads.set(session, host.stream("resume_load", { record: session }, hear, fail));
  }

  function lookForNetwork(): void {
    const records = Object.values(store.get().records);
    if (!records.some(({ network }) => network === "away")) return;
    host.call("look_for_network", null).catch(() => {});
  }

  function loadPart(session: string, resourceType: string): void {
    loads.get(session)?.();
    const [hear, fail] = ears(session);
    loads.set(session, host.stream("load_part", { record: session, resourceType }, hear, fail));
  }

  function ears(session: string): [(event: RecordEvent) => void, (problem: Problem) => void] {
    return [
      (event) => {
        store.dispatch({ type: "recordEvent", session, event });
        const problem = event.type === "failed" ? event.problem : null;
        if (problem && curedBySigningIn.includes(problem.code))
          store.dispatch({
            type: "appEvent",
            event: { type: "sessionEnded", session: sessionOf(session), problem },
          });
        if (event.type === "finished") overview();
      },
      (problem) => store.dispatch({ type: "recordFailed", session, problem }),
    ];
  }

  /** The records of a session that are open. */
  function namesOf(session: string): string[] {
    return Object.keys(store.get().records).filter((name) => sessionOf(name) === session);
  }

  function stopLoading(session: string): void {
    loads.get(session)?.();
    loads.delete(session);
  }

  /** Says what failed, where the screen that asked for it is gone. */
  function notice(thrown: unknown): void {
    store.dispatch({ type: "noticeShown", problem: asProblem(thrown) });
  }

  return {
    load,
    signedIn: ({ session, hasPatient }) => {
      const open = namesOf(session);
      const names = hasPatient && !open.includes(session) ? [session, ...open] : open;
      names.forEach(load);
    },
    close: (session) => {
      stopLoading(session);
      store.dispatch({ type: "tabClosed", session });
      host.call("close_record", { record: session }).catch(() => {});
    },
    loadEverything: (session) => begin(session, "load_everything"),
    resume,
    lookForNetwork,
    loadPart,
    stopAll: () => [...loads.keys()].forEach(stopLoading),
    open: (session) => {
      const state = store.get();
      const known = state.overview?.connections.find((one) => one.session === session);
      const shown = state.records[session] ?? known;
      if (!shown) return;
      const { fhirBaseUrl, host: name } = shown;
      if ("choosesPatient" in shown && shown.choosesPatient) {
        store.dispatch({ type: "deskOpened", desk: { session, fhirBaseUrl, host: name } });
        return;
      }
      store.dispatch({ type: "recordOpened", session, fhirBaseUrl, host: name });
      load(session);
    },
    resource: (asked) => {
      const { session, key } = asked;
      store.dispatch({ type: "resourceAsked", asked });
      host.call("resource", { record: session, key }).then(
        (view) => store.dispatch({ type: "resourceArrived", asked, view }),
        (thrown) => store.dispatch({ type: "resourceFailed", asked, problem: asProblem(thrown) }),
      );
    },
    entry: (record, key) => outcome(host.call("resource", { record, key })),
    related: (record, key) => outcome(host.call("related", { record, key })),
    readReference: (record, reference) =>
      outcome(host.call("read_reference", { record, reference })),
    history: (record, key) => outcome(host.call("history", { record, key })),
    signedInAs: (record) => outcome(host.call("signed_in_as", { session: sessionOf(record) })),
    signOut: (record) => {
      const session = sessionOf(record);
      const { records, desks } = store.get();
      const name = records[record]?.host ?? desks[session]?.host ?? "";
      namesOf(session).forEach(stopLoading);
      store.dispatch({ type: "sessionClosed", session });
      host
        .call("sign_out", { session })
        .then(
          (answer) => store.dispatch({ type: "signedOut", result: { host: name, answer } }),
          notice,
        )
        .finally(overview);
    },
    forgetPatient: (session) => {
      stopLoading(session);
      store.dispatch({ type: "recordClosed", session });
      host
        .call("forget_patient", { record: session })
        .then(() => {}, notice)
        .finally(overview);
    },
    forget: (sessions) => {
      sessions.flatMap(namesOf).forEach(stopLoading);
      store.dispatch({ type: "connectionsForgotten", sessions });
      const calls = sessions.map((session) => host.call("forget_connection", { session }));
      Promise.all(calls)
        .then(() => {}, notice)
        .finally(overview);
    },
  };
}
