/** A made-up copy of the made-up record. */
import type {
  Entry,
  ExportChoice,
  ExportCounts,
  ExportForm,
  Problem,
  SectionState,
} from "../contract/contract";
import { sectionNames } from "../state/state";
import { byStandingAndDate } from "./demo-record";
import type { CallAnswers, StreamAnswers } from "./memory";

const names: Record<ExportForm, string> = {
  bundle: "chartside-record-2026-12-01.json",
  csv: "chartside-record-2026-12-01",
  ips: "chartside-summary-2026-12-01.json",
};

type Options = {
  entries: readonly Entry[];
  states: () => readonly SectionState[];
  obstacle: Problem | null;
  /** It takes so long that the progress is seen. */
  isSlow: boolean;
};

export function demoExport({ entries, states, obstacle, isSlow }: Options): {
  calls: CallAnswers;
  streams: StreamAnswers;
} {
  const chosen = (what: ExportChoice, section = (_: Entry) => true) =>
    entries.filter((one) => section(one) && takes(what, one));
  const counts = (what: ExportChoice): ExportCounts => ({
    sections: sectionNames.map((name) => ({
      section: name,
      entries: chosen({ ...what, sections: [name] }).length,
      state: states().find((one) => one.section === name) ?? null,
    })),
    entries: chosen(what).length,
    asOf: "2026-12-01T09:30:00Z",
    obstacle,
  });
  return {
    calls: { count_export: ({ what }) => counts(what) },
    streams: {
      export_record: ({ what, form }, send) => {
        const total = chosen(what).length;
        const exported = {
          name: names[form],
          isFolder: form === "csv",
          entries: form === "ips" ? total - 9 : total,
          added: form === "csv" ? 0 : 12,
          leftOut: form === "ips" ? 9 : 0,
          unreadable: 0,
          incomplete: true,
        };
        if (obstacle) return send({ type: "failed", problem: obstacle });
        send({ type: "progress", done: Math.floor(total * 0.62), total });
        setTimeout(() => send({ type: "finished", exported }), isSlow ? 60_000 : 50);
      },
      rows_to_print: ({ what }, send) => {
        for (const section of what.sections) {
          const rows = chosen(what, (one) => one.section === section).sort(byStandingAndDate);
          if (rows.length > 0) send({ type: "rows", section, rows });
        }
        send({ type: "finished", entries: chosen(what).length });
      },
    },
  };
}

function takes(what: ExportChoice, { section, standing, date }: Entry): boolean {
  const day = date?.sort ?? "";
  return (
    what.sections.includes(section) &&
    (what.historical || standing !== "historical") &&
    (what.notFacts || standing !== "notAFact") &&
    (day === "" || ((what.from ?? "") <= day && day.slice(0, 10) <= (what.to ?? "9999")))
  );
}
