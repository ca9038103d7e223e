/** A host with a made-up record, to design screens without a core. Never in a production build. */
import type {
  Overview,
  Problem,
  ProblemCode,
  Section,
  SectionState,
  SessionSummary,
} from "../contract/contract";
import { sectionNames } from "../state/state";
import { demoActivity } from "./demo-activity";
import { demoCharts } from "./demo-charts";
import { demoDocuments } from "./demo-documents";
import { demoExport } from "./demo-export";
import { demoFlow, demoFlows } from "./demo-flow";
import { type DemoKept, demoKept } from "./demo-keep";
import { demoLock } from "./demo-lock";
import { demoGaps, demoPart } from "./demo-not-shown";
import { demoPatient, demoPatientCalls } from "./demo-patients";
import { demoRead } from "./demo-read";
import { entries, sectionState } from "./demo-record";
import { demoServers } from "./demo-servers";
import { demoUpdates } from "./demo-updates";
import type { Host } from "./host";
import { type MemoryHost, memoryHost } from "./memory";

const options = new URLSearchParams(location.search);

function problem(code: ProblemCode, serverMessage: string | null = null): Problem {
  return { code, retryable: code === "server-busy", reference: "7f3a90c1", serverMessage };
}

const session: SessionSummary = {
  session: "demo",
  fhirBaseUrl: "https://fhir.st-marys.example/r4",
  host: "fhir.st-marys.example",
  granted: [
    "openid",
    "fhirUser",
    "patient/Patient.rs",
    "patient/Condition.rs",
    "patient/Observation.rs",
  ],
  notGranted: ["patient/Procedure.rs"],
  staysSignedIn: true,
  needPatientBanner: true,
  visit: options.has("visit")
    ? (entries.find((one) => one.section === "encounters")?.key ?? null)
    : null,
  hasPatient: !options.has("clinician"),
  findsPatients: options.has("clinician"),
  readsAs: options.has("patient") ? "patient" : "clinician",
};

const overview: Overview = {
  version: "0.1.0",
  lock: { locked: false, reason: null },
  redirectUri: "org.chartside.app:/callback",
  custody: options.has("locked")
    ? { persistent: false, problem: problem("keyring-locked") }
    : { persistent: true, problem: null },
  demo: { fhirBaseUrl: "http://127.0.0.1:8090/fhir" },
  policy: {
    inForce: options.has("policy"),
    problem: options.get("policy") === "unreadable" ? problem("policy-unreadable") : null,
    mayChange: !options.has("policy"),
    servers: options.has("policy")
      ? [
          { server: "p1", name: "St. Mary’s Hospital", host: "fhir.st-marys.example" },
          { server: "p2", name: "City Laboratory", host: "ehr.city-lab.example" },
        ]
      : [],
  },
  updates: demoUpdates(options.get("updates")),
  safeMode: options.has("safe"),
  launches: options.has("launch")
    ? [{ launch: "l1", fhirBaseUrl: session.fhirBaseUrl, host: session.host, known: false }]
    : [],
  connections: options.has("first")
    ? []
    : [
        {
          session: "demo",
          fhirBaseUrl: session.fhirBaseUrl,
          host: session.host,
          patient: options.has("clinician") ? null : "SMITH, Anna (Ms)",
          choosesPatient: options.has("clinician"),
          signedIn: true,
          lastUsed: new Date().toISOString(),
        },
        {
          session: "old",
          fhirBaseUrl: "https://ehr.city-lab.example/fhir",
          host: "ehr.city-lab.example",
          patient: null,
          choosesPatient: false,
          signedIn: false,
          lastUsed: "2026-01-12T10:20:00Z",
        },
      ],
};

function plan(): SectionState[] {
  return sectionNames.map((name) => {
    const state = sectionState(name);
    const fails = (code: ProblemCode, resourceType: string, words: string | null = null) => [
      { resourceType, problem: problem(code, words), count: null, parts: [] },
    ];
    if (name === "procedures")
      return { ...state, progress: "notAvailable", problems: fails("not-granted", "Procedure") };
    if (name === "medications")
      return {
        ...state,
        progress: "incomplete",
        problems: fails(
          "not-permitted",
          "MedicationStatement",
          "Client not authorized for MedicationStatement - Patient reported. Search results of this type have not been included.",
        ),
      };
    if (options.has("gaps")) return demoGaps(state);
    if (name === options.get("incomplete"))
      return { ...state, progress: "incomplete", problems: fails("server-busy", "Resource") };
    return state;
  });
}

export function demoHost(): Host {
  const lock = demoLock(options, problem);
  const kept = demoKept(options, problem);
  const stop = options.get("step");
  const failure = options.get("fail") as ProblemCode | null;
  const exporting = demoExport({
    entries,
    states: plan,
    obstacle: options.has("policy") ? problem("export-not-allowed") : null,
    isSlow: options.has("slow"),
  });
  const documents = demoDocuments(entries, options.has("slow-document"));
  const host: MemoryHost = memoryHost(
    lock.guarded({
      overview: () => {
        const shown = lock.state();
        if (shown.locked) return { ...overview, lock: shown, connections: [], launches: [] };
        return overview;
      },
      ...lock.calls,
      cancel_sign_in: () => null,
      reopen_browser: () => null,
      authorize_link: () => ({
        url: "https://fhir.st-marys.example/authorize?client_id=chartside",
      }),
      paste_redirect: () => Promise.reject(problem("link-foreign")),
      dismiss_launch: () => null,
      ...demoCharts,
      ...kept.rowsOver(demoCharts),
      ...demoRead(() => problem("resource-unknown")),
      signed_in_as: () => ({ name: "Dr. Ada Okafor" }),
      sign_out: () => ({ revoked: !options.has("unrevoked") }),
      forget_connection: () => null,
      ...kept.calls,
      retry_keyring: () => ({ persistent: true, problem: null }),
      reset_vault: () => ({ persistent: true, problem: null }),
      mark: () => null,
      ...demoPatientCalls(options, problem),
      ...exporting.calls,
      ...demoServers({
        locked: options.has("policy"),
        ...(options.get("inspect") ? { fails: options.get("inspect") as ProblemCode } : {}),
      }),
      ...demoActivity({
        state: options.get("activity") ?? "",
        isEmpty: options.get("activity") === "empty",
      }),
      ...documents.calls,
      flows: () => ({ flows: [...demoFlows] }),
      flow: ({ flow, reveal }) => {
        const found = demoFlow(flow, reveal);
        if (!found) throw problem("flow-unknown");
        return found;
      },
      check_updates: () => demoUpdates(options.get("updates")),
      take_update: ({ when }) => {
        if (when === "now") throw problem("update-in-session");
        return demoUpdates("ready");
      },
      safe_mode_report: () => ({ text: "Chartside 0.1.0", json: "{}" }),
      support_report: () => ({ text: "Chartside 0.1.0", json: "{}" }),
    }),
    lock.guardedStreams({
      events: (_, send) => {
        lock.events(send);
        if (options.has("ended"))
          setTimeout(
            () =>
              send({ type: "sessionEnded", session: "demo", problem: problem("session-ended") }),
            900,
          );
      },
      connect: (_, send) => {
        send({ type: "started", signIn: "s1" });
        send({ type: "step", step: "checkingServer" });
        if (options.has("warned"))
          send({
            type: "warned",
            warnings: ["missing-code-challenge-methods", "wrong-type:scopes"],
          });
        if (stop === "checkingServer") return;
        if (failure === "endpoint-changed")
          send({
            type: "endpointsChanged",
            confirmation: "c1",
            changes: [
              {
                name: "token",
                before: "https://fhir.st-marys.example/oauth2/token",
                now: "https://login.elsewhere.example/token",
              },
            ],
          });
        if (failure)
          return setTimeout(() => send({ type: "failed", problem: problem(failure) }), 100);
        setTimeout(() => {
          send({ type: "step", step: "waitingForBrowser" });
          if (stop === "waitingForBrowser") return;
          setTimeout(() => send({ type: "connected", session }), 400);
        }, 200);
        return;
      },
      load_record: ({ record }, send) => {
        if (!kept.load(send, demoPatient(record)))
          loadRecord(record, send, options.has("slow"), kept);
        if (options.has("waiting")) send({ type: "waiting", seconds: 42 });
      },
      load_everything: ({ record }, send) => loadRecord(record, send, options.has("slow"), kept),
      load_part: ({ resourceType }, send) => demoPart(plan(), resourceType, send),
      ...exporting.streams,
      ...documents.streams,
    }),
  );
  return host;
}

function loadRecord(
  record: string,
  send: (event: import("../contract/contract").RecordEvent) => void,
  slow: boolean,
  kept: DemoKept,
): void {
  const banner = demoPatient(record);
  if (!banner) {
    send({ type: "failed", problem: problem("patient-missing") });
    return;
  }
  const states = plan().map(kept.marked);
  const waiting = (section: Section): SectionState =>
    kept.held(section) ?? {
      section,
      progress: "loading",
      counts: { current: 0, historical: 0, notAFact: 0 },
      expected: section === "results" ? 400 : null,
      problems: [],
      revision: 0,
    };
  send({ type: "planned", session, sections: sectionNames.map(waiting) });
  send({
    type: "banner",
    banner,
  });
  states.forEach((state, index) => {
    if (slow && index > 2) return;
    setTimeout(() => send({ type: "section", state }), index * 20);
  });
  send({ type: "keeping", keeping: kept.keeping });
  if (slow) return;
  setTimeout(
    () =>
      send({
        type: "finished",
        resources: entries.length,
        complete: false,
        asOf: new Date().toISOString(),
      }),
    300,
  );
}
