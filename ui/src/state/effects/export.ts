/** Taking a record along: counts before, the writing itself, and the rows that go on paper. */
import type {
  Entry,
  ExportChoice,
  ExportCounts,
  ExportEvent,
  ExportRecord,
  Problem,
  Section,
} from "../../contract/contract";
import type { Cancel, Host } from "../../host/host";
import { type Outcome, outcome } from "./outcome";

export type ExportEffects = {
  /** What a choice holds, and what is missing of it. */
  count: (record: string, what: ExportChoice) => Promise<Outcome<ExportCounts>>;
  /** Writes a copy. Whoever cancels gets none. */
  write: (request: ExportRecord, onEvent: (event: ExportEvent) => void) => Cancel;
  /** The rows of a choice, section by section, once all of them are here. */
  rows: (record: string, what: ExportChoice, onEnd: (ended: Outcome<ReadRows>) => void) => Cancel;
};

export type ReadRows = ReadonlyMap<Section, readonly Entry[]>;

export function exportEffects(host: Host): ExportEffects {
  return {
    count: (record, what) => outcome(host.call("count_export", { record, what })),
    write: (request, onEvent) =>
      host.stream("export_record", request, onEvent, (problem) =>
        onEvent({ type: "failed", problem }),
      ),
    rows: (record, what, onEnd) => {
      const read = new Map<Section, Entry[]>();
      const fail = (problem: Problem) => onEnd({ answer: null, problem });
      return host.stream(
        "rows_to_print",
        { record, what },
        (event) => {
          if (event.type === "rows")
            read.set(event.section, [...(read.get(event.section) ?? []), ...event.rows]);
          else if (event.type === "finished") onEnd({ answer: read, problem: null });
          else fail(event.problem);
        },
        fail,
      );
    },
  };
}
