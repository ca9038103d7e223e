/** How old a record is that was kept, in words. */
import type { ProblemCode } from "../contract/contract";
import type { Words } from "../l10n/words";
import type { RecordState } from "../state/state";
import { loadedShare } from "./progress";

const away: readonly ProblemCode[] = ["server-unreachable", "proxy-sign-in-needed"];

/** "as of 14:02, syncing 40 %", or why what was kept was not brought up to date. */
export function ageWords(record: RecordState, words: Words): string {
  const { kept, load, problem } = record;
  if (!kept) return "";
  const time = kept.asOf ? words.clock(kept.asOf) : words.say("kept-time-unknown");
  const complete = kept.complete ? "yes" : "no";
  if (load === "failed") {
    const why = record.ended
      ? "sign-in"
      : problem && away.includes(problem.code)
        ? "away"
        : "other";
    return words.say("kept-not-updated", { time, complete, why });
  }
  const percent = Math.floor(loadedShare(record) * 100);
  return words.say("kept-syncing", { time, complete, percent });
}
