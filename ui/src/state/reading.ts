/**
 * How a person reads: everyday words and larger targets for patients, clinical words for those who treat
 * them. By default as who signed in; what was chosen stands before that, for every record.
 */
import type { ReadsAs } from "../contract/contract";
import type { AppState } from "./state";

const kept = "chartside.reading";

/** What the person chose; `null`: as who signed in. */
export function chosenReading(storage: Storage): ReadsAs | null {
  try {
    const value = storage.getItem(kept);
    return value === "patient" || value === "clinician" ? value : null;
  } catch {
    return null;
  }
}

export function keepReading(storage: Storage, reading: ReadsAs): void {
  try {
    storage.setItem(kept, reading);
  } catch {
    // A page that may keep nothing reads as chosen until it is closed.
  }
}

/** As who signed in to the record that is read, or was before the screen that is shown. */
export function usualReading({ route, records }: AppState): ReadsAs {
  const behind = route.at === "page" || route.at === "flow" ? route.back : route;
  const record = behind?.at === "record" ? records[behind.session] : undefined;
  return record?.readsAs ?? "clinician";
}
