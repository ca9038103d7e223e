/** A record, from opening to all of its sections. */
import type { Problem, RecordEvent, SessionSummary } from "../contract/contract";
import type { Action } from "./action";
import { sessionOf } from "./record-name";
import type { AppState, Desk, RecordRoute, RecordState } from "./state";

type RecordAction = Extract<
  Action,
  {
    type:
      | "recordOpened"
      | "loadBegan"
      | "loadResumed"
      | "recordEvent"
      | "recordFailed"
      | "recordClosed";
  }
>;

export function reduceRecord(state: AppState, action: RecordAction): AppState {
  switch (action.type) {
    case "recordOpened":
      return show(state, {
        ...(state.records[action.session] ?? emptyRecord(action.session)),
        fhirBaseUrl: action.fhirBaseUrl,
        host: action.host,
      });
    case "loadBegan": {
      const record = state.records[action.session];
      return record ? put(state, begin(record)) : state;
    }
    case "loadResumed": {
      const record = state.records[action.session];
      return record
        ? put(state, { ...record, load: "loading", problem: null, network: "back" })
        : state;
    }
    case "recordEvent": {
      const record = state.records[action.session];
      return record ? put(state, reduceEvent(record, action.event)) : state;
    }
    case "recordFailed": {
      const record = state.records[action.session];
      return record ? put(state, fail(record, action.problem)) : state;
    }
    case "recordClosed":
      return forget(state, action.session);
  }
}

/**
 * Shows what a session that has just been signed in to is about: the record of its patient, else the one
 * that was read before, else the search for patients.
 */
export function openSession(state: AppState, summary: SessionSummary): AppState {
  const { session, fhirBaseUrl, host } = summary;
  const records = Object.entries(state.records).map(([name, record]) => [
    name,
    sessionOf(name) === session ? renewed(record, summary) : record,
  ]);
  const after: AppState = { ...state, records: Object.fromEntries(records) };
  if (summary.hasPatient) {
    const known = after.records[session] ?? emptyRecord(session);
    return show(after, renewed(known, summary));
  }
  const { signIn } = state;
  const back = state.route.at === "signIn" ? signIn?.back : null;
  const record = back && sessionOf(back.session) === session && after.records[back.session];
  const open = openDesk(after, { session, fhirBaseUrl, host });
  return record ? show({ ...open, route: state.route }, record) : open;
}

function renewed(record: RecordState, summary: SessionSummary): RecordState {
  return {
    ...record,
    ...ofSession(summary),
    visit: visitOf(record, summary),
    ended: null,
    problem: null,
  };
}

/** What a record shows of its session. */
function ofSession(summary: SessionSummary) {
  const { fhirBaseUrl, host, granted, notGranted, findsPatients, readsAs } = summary;
  return { fhirBaseUrl, host, granted, notGranted, findsPatients, readsAs };
}

/** The visit is one of the patient in context: on the page of another it says nothing. */
function visitOf(record: RecordState, summary: SessionSummary): string | null {
  return record.session === summary.session ? summary.visit : null;
}

/** Shows the search for patients of a session. */
export function openDesk(state: AppState, desk: Omit<Desk, "ended">): AppState {
  return {
    ...state,
    dialog: null,
    signedOut: null,
    desks: { ...state.desks, [desk.session]: { ...desk, ended: null } },
    route: { at: "patients", session: desk.session },
  };
}

export function emptyRecord(session: string): RecordState {
  return {
    session,
    fhirBaseUrl: "",
    host: "",
    granted: [],
    notGranted: [],
    findsPatients: false,
    readsAs: null,
    visit: null,
    load: "loading",
    generation: 0,
    banner: null,
    sections: {},
    filters: {},
    // A list that is narrowed is looked into; a whole one is looked over.
    unfolded: { whole: { all: false, except: [] }, narrowed: { all: true, except: [] } },
    resources: 0,
    asOf: null,
    kept: null,
    keeping: null,
    wait: null,
    network: null,
    problem: null,
    ended: null,
  };
}

/** A new load: what is there stays until its rows are replaced. */
function begin(record: RecordState): RecordState {
  return {
    ...record,
    load: "loading",
    kept: null,
    wait: null,
    network: null,
    problem: null,
    generation: record.generation + 1,
  };
}

function show(state: AppState, record: RecordState): AppState {
  return {
    ...put(state, record),
    dialog: null,
    signedOut: null,
    route: routeBefore(state, record.session) ?? {
      at: "record",
      session: record.session,
      place: "summary",
      mode: "facts",
      search: "",
      selected: null,
    },
  };
}

/** Where the person was in this record, before signing in to it again too. */
function routeBefore({ route, signIn }: AppState, session: string): RecordRoute | null {
  const before = route.at === "signIn" ? signIn?.back : route;
  return before?.at === "record" && before.session === session ? before : null;
}

function reduceEvent(record: RecordState, event: RecordEvent): RecordState {
  switch (event.type) {
    case "planned": {
      const sections = Object.fromEntries(event.sections.map((one) => [one.section, one]));
      const known = ofSession(event.session);
      const visit = visitOf(record, event.session);
      return { ...record, ...known, visit, load: "loading", sections, problem: null };
    }
    case "kept": {
      const { banner, resources, asOf, complete } = event;
      const sections = Object.fromEntries(event.sections.map((one) => [one.section, one]));
      return { ...record, banner, sections, resources, asOf, kept: { asOf, complete } };
    }
    case "keeping":
      return { ...record, keeping: event.keeping };
    case "banner":
      return { ...record, banner: event.banner };
    case "section":
      return { ...record, sections: { ...record.sections, [event.state.section]: event.state } };
    case "waiting":
      return { ...record, wait: { seconds: event.seconds } };
    case "awaitsNetwork":
      return { ...record, network: "away" };
    case "finished":
      return {
        ...record,
        wait: null,
        network: record.network === "away" ? "away" : null,
        load: event.complete ? "complete" : "incomplete",
        resources: event.resources,
        asOf: event.asOf,
        kept: null,
      };
    case "failed":
      return fail(record, event.problem);
  }
}

/** What was still arriving when a load failed does not arrive any more, and is not complete. */
function fail(record: RecordState, problem: Problem): RecordState {
  const sections = { ...record.sections };
  for (const section of Object.values(record.sections)) {
    if (section.progress !== "loading") continue;
    const hasRows = section.counts.current + section.counts.historical > 0;
    const progress = hasRows ? "incomplete" : "notAvailable";
    const why = { resourceType: "", problem, count: null, parts: [] };
    sections[section.section] = { ...section, progress, problems: [...section.problems, why] };
  }
  return { ...record, sections, load: "failed", wait: null, problem };
}

function put(state: AppState, record: RecordState): AppState {
  return { ...state, records: { ...state.records, [record.session]: record } };
}

/** Leaves nothing of a record in the memory of the screens. */
export function forget(state: AppState, session: string): AppState {
  const { [session]: _gone, ...records } = state.records;
  const keep = <T>(all: Record<string, T>) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => !id.startsWith(`${session}\n`)));
  const open = state.route.at === "record" && state.route.session === session;
  return {
    ...state,
    records,
    lists: keep(state.lists),
    trends: keep(state.trends),
    resource: null,
    dialog: null,
    route: open ? { at: "home" } : state.route,
  };
}
