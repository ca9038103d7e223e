/** A made-up activity log. */
import type {
  ActivityEntry,
  ActivityGroup,
  ActivityPage,
  ActivityState,
  ProblemCode,
} from "../contract/contract";
import type { CallAnswers } from "./memory";

const server = "https://fhir.st-marys.example";
const patient = "3fa9c1d2";
const user = "77b0e4aa";

type Told = Partial<ActivityEntry> & Pick<ActivityEntry, "event" | "group">;

const app = (event: string, part: Partial<ActivityEntry> = {}): Told => ({
  event,
  group: "app",
  ...part,
});
const signIn = (event: string, part: Partial<ActivityEntry> = {}): Told => ({
  event,
  group: "signIn",
  server,
  ...part,
});
const record = (event: string, detail: string | null = null): Told => ({
  event,
  group: "record",
  server,
  patient,
  user,
  detail,
});
const failed = (code: ProblemCode) => ({ outcome: "failed" as const, code });

/** Oldest first, a few minutes apart. */
const told: readonly Told[] = [
  app("app-started"),
  app("server-saved", { server }),
  signIn("sign-in-started"),
  signIn("sign-in", { outcome: "cancelled", code: "sign-in-cancelled" }),
  signIn("launch-received"),
  signIn("sign-in-started"),
  signIn("sign-in", { patient, user }),
  record("record-opened"),
  record("section-viewed", "allergies"),
  record("section-viewed", "results"),
  record("entry-viewed", "DiagnosticReport"),
  record("printed"),
  signIn("token-renewed"),
  signIn("token-renewed", failed("server-unreachable")),
  signIn("sign-in", {
    server: "https://ehr.city-lab.example:8443",
    outcome: "refused",
    code: "server-not-allowed",
  }),
  record("record-closed"),
  signIn("signed-out", { patient, user }),
  app("locked", { detail: "idle" }),
  app("unlock-refused", { outcome: "refused", code: "unlock-refused" }),
  app("unlocked"),
  app("log-exported"),
];

const first = 4180;

export function demoEntries(now: number): ActivityEntry[] {
  return told
    .map((part, index) => ({
      sequence: first + index,
      at: new Date(now - (told.length - index) * 217_000).toISOString(),
      outcome: "done" as const,
      code: null,
      detail: null,
      server: null,
      patient: null,
      user: null,
      ...part,
    }))
    .reverse();
}

const states: Record<string, ActivityState> = {
  changed: { type: "changed", at: 4187 },
  cut: { type: "cut", after: 4186 },
  unanchored: { type: "unanchored" },
};

type Options = { state?: string; isEmpty?: boolean; pageSize?: number };

/** `state`: `changed`, `cut` or `unanchored` until it is exported. */
export function demoActivity(options: Options = {}, now: number = Date.now()): CallAnswers {
  let state: ActivityState = states[options.state ?? ""] ?? { type: "intact" };
  let entries = options.isEmpty ? [] : demoEntries(now);
  const pageOf = (before: number | undefined, group: ActivityGroup | undefined): ActivityPage => {
    const found = entries.filter(
      (one) => (!group || one.group === group) && (!before || one.sequence < before),
    );
    const count = options.pageSize ?? 100;
    return {
      entries: found.slice(0, count),
      more: found.length > count,
      state,
      problem: null,
    };
  };
  return {
    activity: ({ before, group }) => pageOf(before, group),
    export_activity: () => {
      const acknowledged = state.type === "changed" || state.type === "cut";
      if (acknowledged) {
        state = { type: "intact" };
        entries = entries.slice(0, 1).map((one) => ({ ...one, event: "log-acknowledged" }));
      }
      return { file: "chartside-activity-2026-12-01T093000Z.jsonl", acknowledged };
    },
    printed: () => null,
  };
}
