/** What can happen to the state. */
import type {
  AppEvent,
  Connect,
  Custody,
  Flow,
  FlowSummary,
  Overview,
  PanelRows,
  Problem,
  RecordEvent,
  ResourceView,
  Rows,
  RowsFilter,
  SignInEvent,
  Trend,
  Unfolded,
  Updates,
} from "../contract/contract";
import type {
  Desk,
  Dialog,
  FlowWanted,
  Mode,
  Page,
  Paper,
  Place,
  Printing,
  ResourceAsked,
  Selected,
  SignOutResult,
} from "./state";

export type Action =
  | { type: "overviewArrived"; overview: Overview }
  | { type: "overviewFailed"; problem: Problem }
  | { type: "appEvent"; event: AppEvent }
  | { type: "lockFound" }
  | { type: "unlockBegan" }
  | { type: "signOutEverywhereBegan" }
  | { type: "unlockFailed"; problem: Problem }
  | { type: "clockDismissed" }
  | { type: "custodyChanged"; custody: Custody }
  | { type: "launchDismissed"; launch: string }
  | { type: "updatesArrived"; updates: Updates }
  | { type: "noticeShown"; problem: Problem }
  | { type: "noticeDismissed" }
  | { type: "signInBegan"; request: Connect; server: string }
  | { type: "signInEvent"; event: SignInEvent; now: number }
  | { type: "signInFailed"; problem: Problem }
  | { type: "browserReopened" }
  | { type: "pasteRefused"; problem: Problem }
  | { type: "signInClosed" }
  | { type: "signedOut"; result: SignOutResult }
  | { type: "connectionsForgotten"; sessions: readonly string[] }
  | { type: "recordOpened"; session: string; fhirBaseUrl: string; host: string }
  | { type: "loadBegan"; session: string }
  | { type: "loadResumed"; session: string }
  | { type: "recordEvent"; session: string; event: RecordEvent }
  | { type: "recordFailed"; session: string; problem: Problem }
  | { type: "recordClosed"; session: string }
  | { type: "sessionClosed"; session: string }
  | { type: "tabShown"; session: string }
  | { type: "tabClosed"; session: string }
  | { type: "deskOpened"; desk: Omit<Desk, "ended"> }
  | { type: "wentHome" }
  | { type: "pageOpened"; page: Page; topic?: string | null }
  | { type: "pageLeft" }
  | { type: "flowsOpened"; wanted: FlowWanted }
  | { type: "flowsClosed" }
  | { type: "flowListArrived"; list: readonly FlowSummary[] }
  | { type: "flowArrived"; flow: Flow; reveal: boolean }
  | { type: "flowFailed"; problem: Problem }
  | { type: "flowChosen"; flow: string }
  | { type: "flowRevealed"; reveal: boolean }
  | { type: "wentTo"; place: Place; mode?: Mode }
  | { type: "searched"; text: string }
  | { type: "filtered"; session: string; place: Place; filter: RowsFilter }
  | { type: "unfolded"; session: string; narrowed: boolean; unfolded: Unfolded }
  | { type: "selected"; selected: Selected | null }
  | { type: "dialogShown"; dialog: Dialog }
  | { type: "printing"; printing: Printing }
  | { type: "paperLaid"; paper: Paper }
  | { type: "rowsArrived"; list: string; page: number; revision: string; rows: Rows | PanelRows }
  | { type: "rowsFailed"; list: string; problem: Problem }
  | { type: "trendArrived"; id: string; revision: string; trend: Trend }
  | { type: "trendFailed"; id: string; revision: string; problem: Problem }
  | { type: "resourceAsked"; asked: ResourceAsked }
  | { type: "resourceArrived"; asked: ResourceAsked; view: ResourceView }
  | { type: "resourceFailed"; asked: ResourceAsked; problem: Problem };
