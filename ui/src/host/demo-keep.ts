/**
 * The made-up record as it was kept: `?kept` while it is brought up to date, `?kept=away` where the
 * server cannot be reached, `?kept=sign-in` where signing in is needed. `?memory=policy` and so on:
 * it is in memory only, and why.
 */
import type {
  Entry,
  Keeping,
  NotKept,
  PatientBanner,
  Problem,
  ProblemCode,
  RecordEvent,
  RowNews,
  Section,
  SectionNews,
  SectionState,
} from "../contract/contract";
import { sectionNames } from "../state/state";
import { entries, sectionState } from "./demo-record";
import type { CallAnswers } from "./memory";

/** Some entries are new, and some of them have changed. */
function isNew(key: string): boolean {
  return Number(key.split("/")[1]) % 17 === 3;
}

function newsOf(rows: readonly Entry[]): RowNews[] {
  return rows
    .filter(({ key }) => isNew(key))
    .map(({ key }) => ({ key, changed: Number(key.split("/")[1]) % 2 === 0 }));
}

function newsIn(section: Section): SectionNews {
  const own = entries.filter((one) => one.section === section);
  const news = newsOf(own);
  const changed = news.filter((one) => one.changed).length;
  return { new: news.length - changed, changed, removed: section === "medications" ? 1 : 0 };
}

export type DemoKept = ReturnType<typeof demoKept>;

export function demoKept(options: URLSearchParams, problem: (code: ProblemCode) => Problem) {
  const isKept = options.has("kept");
  const asOf = new Date(Date.now() - 26 * 3_600_000).toISOString();
  const because = options.get("memory") as NotKept | null;
  const keeping: Keeping = because ? { type: "memory", because } : { type: "disk" };
  const marked = (state: SectionState): SectionState => ({
    ...state,
    ...(isKept ? { news: newsIn(state.section) } : {}),
  });
  const held = (section: Section): SectionState | null =>
    isKept ? { ...marked(sectionState(section)), progress: "loading", asOf } : null;
  return {
    keeping,
    marked,
    held,
    rowsOver: (calls: CallAnswers): CallAnswers => ({
      rows: async (query) => {
        const { view } = query;
        if (view.type === "news") {
          const rows = entries.filter((one) => one.section === view.section && isNew(one.key));
          return { total: rows.length, from: 0, rows, news: newsOf(rows) };
        }
        const rows = (await calls.rows?.(query)) ?? { total: 0, from: 0, rows: [] };
        return isKept ? { ...rows, news: newsOf(rows.rows) } : rows;
      },
    }),
    calls: { forget_patient: () => null },
    /** `true`: nothing more comes. */
    load: (send: (event: RecordEvent) => void, banner: PatientBanner | null): boolean => {
      if (!isKept || !banner) return false;
      const sections = sectionNames.map((name) => ({ ...marked(sectionState(name)), asOf }));
      send({ type: "kept", banner, sections, resources: 560, asOf, complete: true });
      send({ type: "keeping", keeping });
      const codes: Record<string, ProblemCode> = {
        away: "server-unreachable",
        "sign-in": "sign-in-needed",
      };
      const code = codes[options.get("kept") ?? ""];
      if (code) send({ type: "failed", problem: problem(code) });
      return code !== undefined;
    },
  };
}
