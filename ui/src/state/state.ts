/** Everything that the screens show, in one value. */
import type {
  Connect,
  Custody,
  EndpointChange,
  Entry,
  ExportChoice,
  Flow,
  FlowSummary,
  Keeping,
  LaunchRequest,
  LockReason,
  Overview,
  PatientBanner,
  Problem,
  ReadsAs,
  RedirectWay,
  ResourceView,
  RowNews,
  RowStand,
  RowsFilter,
  Section,
  SectionState,
  SignedOut,
  SignInStep,
  Trend,
  Unfolded,
} from "../contract/contract";
import { sectionNames } from "../contract/contract";

export { sectionNames };

/** A place in the navigation of a record. */
export type Place = "summary" | Section | "timeline";
export const places: readonly Place[] = ["summary", ...sectionNames, "timeline"];

/**
 * Which of the lists of a section: its facts one by one or by panel, the newest of each series, what is
 * not a fact, or what is new since the last visit.
 */
export type Mode = "facts" | "panels" | "latest" | "notFacts" | "news";

/** The entry that is looked at: its key, and the section whose revision says when to ask again. */
export type Selected = {
  key: string;
  section: Section;
  /** The entry from which a reference led here. */
  from?: Selected;
};

export type RecordRoute = {
  at: "record";
  session: string;
  place: Place;
  mode: Mode;
  search: string;
  selected: Selected | null;
};

/** Screens that are about the app and about servers, and not about a patient. */
export const pages = ["connections", "activity", "about"] as const;
export type Page = (typeof pages)[number];

export type PageRoute = {
  at: "page";
  page: Page;
  /** What of it is looked at: the name of a server, for example. */
  topic: string | null;
  /** The record that the person was reading, to return to as it was. */
  back: RecordRoute | null;
};

/** What happened, step by step, over the screen that it was asked for from. */
export type FlowRoute = { at: "flow"; back: Exclude<Route, { at: "flow" }> };

/** Looking for a patient, in a session that may read more than one. */
export type PatientsRoute = { at: "patients"; session: string };

export type Route =
  | { at: "home" }
  | { at: "signIn" }
  | PatientsRoute
  | PageRoute
  | RecordRoute
  | FlowRoute;

export type SignIn = {
  request: Connect;
  /** What to call the server: its address as typed, or its host. */
  server: string;
  /** The core's name for it; `null` until it started. */
  name: string | null;
  /** The record that the person was reading, to return to as it was. */
  back: RecordRoute | null;
  step: SignInStep;
  /** Where the server's description deviates from the specification, as stable codes. */
  warnings: readonly string[];
  /** When the browser was opened (milliseconds of the clock), while it is waited for. */
  waitingSince: number | null;
  /** The server names other addresses than those agreed to: what changed, to be agreed to by name. */
  endpoints: { changes: readonly EndpointChange[]; confirmation: string } | null;
  /** How the browser comes back; `null` until that is known. */
  way: RedirectWay | null;
  /** Other ways for it to come back, where the one of the settings cannot be. */
  ways: readonly RedirectWay[];
  browserProblem: Problem | null;
  pasteProblem: Problem | null;
  problem: Problem | null;
};

/** `host`: `null` where it was everywhere. */
export type SignOutResult = { host: string | null; answer: SignedOut };

export type Load = "loading" | "complete" | "incomplete" | "failed";

/** A session in which patients are looked for. */
export type Desk = {
  session: string;
  fhirBaseUrl: string;
  host: string;
  /** Why the session ended. */
  ended: Problem | null;
};
/** A record as it was kept: when it was last brought up to date, and whether it was whole then. */
export type Kept = { asOf: string | null; complete: boolean };

export type RecordState = {
  /** The name of the record: see `sessionOf`. */
  session: string;
  fhirBaseUrl: string;
  host: string;
  granted: readonly string[];
  notGranted: readonly string[];
  /** What was granted lets the person look for other patients, too. */
  findsPatients: boolean;
  readsAs: ReadsAs | null;
  /** The visit that the record was opened for, as the key of its entry. */
  visit: string | null;
  load: Load;
  /** Grows with every load, so that a revision of an older load is never taken for a newer one. */
  generation: number;
  banner: PatientBanner | null;
  sections: Partial<Record<Section, SectionState>>;
  /** What the list of a place is narrowed by. */
  filters: Partial<Record<Place, RowsFilter>>;
  /** Which panels are open: in the whole list, and in one that a search or a filter narrows. */
  unfolded: { whole: Unfolded; narrowed: Unfolded };
  resources: number;
  asOf: string | null;
  /** What was kept, while a load that brings it up to date has not come to its end. */
  kept: Kept | null;
  /** Where it is kept; `null` until the core said so. */
  keeping: Keeping | null;
  /** The server asks to wait; another object with every time that it asks. */
  wait: { seconds: number } | null;
  /** `away`: nobody was reached, and the load goes on by itself. `back`: it does. */
  network: "away" | "back" | null;
  /** Why the last load failed. */
  problem: Problem | null;
  /** Why the session ended; what was shown stays readable. */
  ended: Problem | null;
};

/** A page of rows and the revision of the list that it belongs to. */
export type ListPage = {
  revision: string;
  rows: readonly Entry[];
  /** Which of them are new or changed since the last visit. */
  news?: readonly RowNews[];
  /** Where each row stands, in a list by panel. */
  stands?: readonly RowStand[] | undefined;
};
export type ListState = {
  total: number | null;
  /** Entries of the list, those of closed panels included; `total` where none says otherwise. */
  results?: number;
  /** The revision that `total` belongs to. */
  revision: string | null;
  pages: Record<number, ListPage>;
  problem: Problem | null;
};

export type TrendState = { revision: string; trend: Trend | null; problem: Problem | null };

/** What an answer about one resource belongs to. */
export type ResourceAsked = { session: string; key: string; revision: string };
export type ResourceState = {
  asked: ResourceAsked;
  /** Of the same resource, if of an older revision while the newest is on its way. */
  view: ResourceView | null;
  problem: Problem | null;
};
export type Dialog = "palette" | "shortcuts" | "notShown" | "export" | "kept" | null;

/** A choice of a record that goes on paper, with all its rows. */
export type Paper = {
  session: string;
  what: ExportChoice;
  rows: ReadonlyMap<Section, readonly Entry[]>;
};

/** "asked": rows that go on paper are fetched; "laidOut": the browser prints, and lists show them. */
export type Printing = "no" | "asked" | "laidOut";

/** Which flow is meant: by its name, by a problem it ended with, or by its session. */
export type FlowWanted = { flow?: string; reference?: string; session?: string };

export type FlowsState = {
  wanted: FlowWanted;
  /** `null` until the core answered. */
  list: readonly FlowSummary[] | null;
  /** The flow that is looked at. */
  chosen: string | null;
  flow: Flow | null;
  /** What names the patient or the person is shown, too. */
  reveal: boolean;
  problem: Problem | null;
};

/** The app is locked. Nothing here says what was on screen. */
export type Locked = {
  /** `null`: not known yet. */
  reason: LockReason | null;
  /** Where the person was, by names alone: it is loaded again after. */
  place: Exclude<Route, FlowRoute>;
  /** The records that were open, by names alone. */
  tabs: readonly RecordRoute[];
  doing: "unlock" | "signOut" | null;
  /** What was tried last and failed, and why. */
  failed: { doing: "unlock" | "signOut"; problem: Problem } | null;
};

export type AppState = {
  route: Route;
  /** `null`: it is not locked. While it is, nothing below says anything of a patient. */
  lock: Locked | null;
  /** It locks after so many seconds from when this came. */
  lockingSoon: { seconds: number } | null;
  /** By how many seconds this computer's clock is ahead, where that is worth saying. */
  clockOff: number | null;
  /** What was said of the clock, and dismissed. */
  clockDismissed: readonly string[];
  overview: Overview | null;
  overviewProblem: Problem | null;
  custody: Custody | null;
  launches: readonly LaunchRequest[];
  /** A link that was refused, or something that failed after its screen closed: until dismissed. */
  notice: Problem | null;
  /** How the last sign-out ended: said on the first screen. */
  signedOut: SignOutResult | null;
  signIn: SignIn | null;
  /** The sign-in begun last: what was typed stays in the form. */
  lastAttempt: Connect | null;
  records: Record<string, RecordState>;
  /** The open records in their order, each with where the person is in it. */
  tabs: readonly RecordRoute[];
  desks: Record<string, Desk>;
  lists: Record<string, ListState>;
  trends: Record<string, TrendState>;
  resource: ResourceState | null;
  dialog: Dialog;
  printing: Printing;
  /** Printed in place of what is on screen. */
  paper: Paper | null;
  flows: FlowsState;
};

export const initialState: AppState = {
  route: { at: "home" },
  lock: null,
  lockingSoon: null,
  clockOff: null,
  clockDismissed: [],
  overview: null,
  overviewProblem: null,
  custody: null,
  launches: [],
  notice: null,
  signedOut: null,
  signIn: null,
  lastAttempt: null,
  records: {},
  tabs: [],
  desks: {},
  lists: {},
  trends: {},
  resource: null,
  dialog: null,
  printing: "no",
  paper: null,
  flows: { wanted: {}, list: null, chosen: null, flow: null, reveal: false, problem: null },
};
