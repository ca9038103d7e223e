/** Looking for patients, and opening their records side by side. */
import type { PatientSearch, Patients, RecentPatients } from "../../contract/contract";
import { asProblem, type Host } from "../../host/host";
import { sessionOf } from "../record-name";
import type { Store } from "../store";
import { type Outcome, outcome } from "./outcome";
import type { RecordEffects } from "./record";

export type PatientEffects = {
  /** Shows the search of a session. */
  look: (session: string) => void;
  find: (search: PatientSearch) => Promise<Outcome<Patients>>;
  recent: (session: string) => Promise<Outcome<RecentPatients>>;
  /** Opens the record of a patient that was found. */
  open: (session: string, patient: string) => Promise<void>;
  /** Opens a record by the name that it has. */
  openRecord: (record: string) => void;
};

export function patientEffects(host: Host, store: Store, record: RecordEffects): PatientEffects {
  /** Where a session is signed in, from whatever shows it. */
  function deskOf(session: string) {
    const { desks, records, overview } = store.get();
    const ofRecord = Object.values(records).find((one) => sessionOf(one.session) === session);
    const known = overview?.connections.find((one) => one.session === session);
    const from = desks[session] ?? ofRecord ?? known;
    return from && { session, fhirBaseUrl: from.fhirBaseUrl, host: from.host };
  }

  function openRecord(name: string): void {
    const desk = deskOf(sessionOf(name));
    if (!desk) return;
    const isOpen = store.get().records[name] !== undefined;
    store.dispatch({ type: "recordOpened", ...desk, session: name });
    if (isOpen) store.dispatch({ type: "tabShown", session: name });
    else record.load(name);
  }

  return {
    look: (session) => {
      const desk = deskOf(session);
      if (desk) store.dispatch({ type: "deskOpened", desk });
    },
    find: (search) => outcome(host.call("find_patients", search)),
    recent: (session) => outcome(host.call("recent_patients", { session })),
    open: async (session, patient) => {
      try {
        const opened = await host.call("open_patient", { session, patient });
        openRecord(opened.record);
      } catch (thrown) {
        store.dispatch({ type: "noticeShown", problem: asProblem(thrown) });
      }
    },
    openRecord,
  };
}
