/** What concerns the whole app: the first screen, the keychain, EHR launches. */
import type { AppEvent, LaunchRequest } from "../../contract/contract";
import { type ClipboardGuard, clipboardGuard } from "../../design/clipboard-guard";
import { asProblem, type Host } from "../../host/host";
import type { Action } from "../action";
import type { Store } from "../store";
import { type ActivityEffects, activityEffects } from "./activity";
import { type DocumentEffects, documentEffects } from "./documents";
import { type ExportEffects, exportEffects } from "./export";
import { type FindEffects, findEffects } from "./find";
import { type FlowEffects, flowEffects } from "./flows";
import { followLock, type LockEffects, lockAware, lockEffects } from "./lock";
import { type PatientEffects, patientEffects } from "./patients";
import { type ProgramEffects, programEffects } from "./program";
import { type RecordEffects, recordEffects } from "./record";
import { type RowsEffects, rowsEffects } from "./rows";
import { type ServerEffects, serverEffects } from "./servers";
import { type SignInEffects, signInEffects } from "./sign-in";
import { type TrendEffects, trendEffects } from "./trends";

export type Effects = {
  start: () => void;
  overview: () => void;
  signIn: SignInEffects;
  record: RecordEffects;
  patients: PatientEffects;
  rows: RowsEffects;
  find: FindEffects;
  trends: TrendEffects;
  servers: ServerEffects;
  flows: FlowEffects;
  lock: LockEffects;
  clipboard: ClipboardGuard;
  activity: ActivityEffects;
  documents: DocumentEffects;
  export: ExportEffects;
  program: ProgramEffects;
  retryKeyring: () => Promise<void>;
  resetVault: () => Promise<void>;
  acceptLaunch: (launch: LaunchRequest) => void;
  dismissLaunch: (launch: LaunchRequest) => void;
  /** Notes a moment for the benchmark. */
  mark: (name: "interactive" | "banner" | "record-complete") => void;
};

/** After these the first screen is not what the core would say now. */
const changesOverview: readonly AppEvent["type"][] = [
  "missed",
  "custodyChanged",
  "launchRequested",
  "unlocked",
];

export function createEffects(bare: Host, store: Store, clock: () => number = Date.now): Effects {
  let asked = 0;
  const host = lockAware(bare, () => {
    if (store.get().lock) return;
    store.dispatch({ type: "lockFound" });
    overview();
  });
  const overview = () => {
    const mine = ++asked;
    // An answer that a later question overtook may lack what happened in between.
    const unlessOvertaken = (action: Action) => {
      if (mine === asked) store.dispatch(action);
    };
    host.call("overview", null).then(
      (answer) => unlessOvertaken({ type: "overviewArrived", overview: answer }),
      (thrown) => unlessOvertaken({ type: "overviewFailed", problem: asProblem(thrown) }),
    );
  };
  const flows = flowEffects(host, store);
  const record = recordEffects(host, store, overview);
  const rows = rowsEffects(host, store, clock);
  const trends = trendEffects(host, store);
  const signIn = signInEffects(host, store, record, overview, clock);
  const lock = lockEffects(host, store, overview, clock);
  const clipboard = clipboardGuard();
  const away = () => {
    // An overview that is on its way was made before, and names patients.
    asked++;
    record.stopAll();
    rows.forget();
    trends.forget();
    store.kept.clear();
    clipboard.clear();
    emptyAnnouncer();
  };
  const back = () => {
    if (!store.get().signIn) signIn.giveUp();
    Object.keys(store.get().records).forEach(record.load);
  };
  followLock(store, away, back);
  const custody = async (command: "retry_keyring" | "reset_vault") => {
    try {
      store.dispatch({ type: "custodyChanged", custody: await host.call(command, null) });
      overview();
    } catch (thrown) {
      const problem = asProblem(thrown);
      store.dispatch({ type: "custodyChanged", custody: { persistent: false, problem } });
    }
  };

  return {
    // Listens first: what happens while the overview is made would be in neither of the two.
    start: () => {
      host.stream(
        "events",
        null,
        (event) => {
          store.dispatch({ type: "appEvent", event });
          if (event.type === "signedIn") record.signedIn(event.session);
          if (event.type === "networkBack") record.resume(event.record);
          if (changesOverview.includes(event.type)) overview();
        },
        () => {},
      );
      // Whoever knows of a network first: the system, or the person who comes back to the window.
      for (const hint of ["online", "focus"]) window.addEventListener(hint, record.lookForNetwork);
      overview();
    },
    overview,
    signIn,
    record,
    patients: patientEffects(host, store, record),
    rows,
    find: findEffects(host),
    trends,
    servers: serverEffects(host, overview),
    flows,
    lock,
    clipboard,
    activity: activityEffects(host),
    documents: documentEffects(host),
    export: exportEffects(host),
    program: programEffects(host, store),
    retryKeyring: () => custody("retry_keyring"),
    resetVault: () => custody("reset_vault"),
    acceptLaunch: ({ launch, fhirBaseUrl, host: name }) =>
      signIn.connect({ launch, fhirBaseUrl }, name),
    dismissLaunch: ({ launch }) => {
      store.dispatch({ type: "launchDismissed", launch });
      host.call("dismiss_launch", { launch }).catch(() => {});
    },
    mark: (name) => {
      host.call("mark", { name }).catch(() => {});
    },
  };
}

/** React Aria leaves what it had read out in the page for a few seconds. */
function emptyAnnouncer(): void {
  for (const log of document.querySelectorAll("[data-live-announcer] [role=log]"))
    log.replaceChildren();
}
