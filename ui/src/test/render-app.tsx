/** The whole app on a host without a core. */
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type {
  Entry,
  RecordEvent,
  Related,
  ResourceQuery,
  ResourceView,
  RowsQuery,
  SectionState,
} from "../contract/contract";
import type { Host } from "../host/host";
import { type CallAnswers, memoryHost, type StreamAnswers } from "../host/memory";
import { LanguageProvider } from "../l10n/LanguageProvider";
import { App } from "../screens/App";
import { fetchLater } from "../screens/later";
import { AppProvider } from "../state/context";
import { createEffects } from "../state/effects/app";
import { createStore } from "../state/store";
import { overview, problem, sections, session } from "./make";

// What a person never waits for, because it comes right after the first paint.
await fetchLater();

export function renderApp(calls: CallAnswers = {}, streams: StreamAnswers = {}) {
  const host = memoryHost(
    {
      overview: () => overview,
      rows: ({ from }) => ({ total: 0, from, rows: [] }),
      trend: () => ({ title: "", panels: [], undrawn: [] }),
      mark: () => null,
      ...calls,
    },
    streams,
  );
  return renderOn(host);
}

/** The whole app on any host. */
export function renderOn<H extends Host>(host: H) {
  const store = createStore();
  const effects = createEffects(host, store);
  effects.start();
  render(
    <LanguageProvider>
      <AppProvider store={store} effects={effects}>
        <App />
      </AppProvider>
    </LanguageProvider>,
  );
  return { host, store, effects, user: userEvent.setup() };
}

export function rowsOf(entries: readonly Entry[]) {
  return ({ view, from, count }: RowsQuery) => {
    const rows = entries.filter((one) => {
      const isFact = one.standing !== "notAFact";
      if (view.type === "timeline") return isFact;
      return one.section === view.section && isFact === (view.type !== "notFacts");
    });
    return { total: rows.length, from, rows: rows.slice(from, from + count) };
  };
}

export function resourceOf(entries: readonly Entry[]) {
  return ({ key }: ResourceQuery): ResourceView => {
    const entry = entries.find((one) => one.key === key);
    if (!entry) throw problem("resource-unknown");
    return { entry, details: [], json: `{"id":"${key}"}` };
  };
}

/** Nothing points anywhere. */
export const unrelated: Related = { references: [], referrers: [], referrersTotal: 0 };

/** Opens a record that has arrived with these rows and sections. */
export async function renderRecord(
  entries: readonly Entry[],
  changed: SectionState[] = [],
  more: RecordEvent[] = [],
  calls: CallAnswers = {},
) {
  const app = renderApp(
    { rows: rowsOf(entries), resource: resourceOf(entries), related: () => unrelated, ...calls },
    {
      load_record: (_, send) => {
        send({ type: "planned", session, sections: sections(...changed) });
        for (const event of more) send(event);
        send({ type: "finished", resources: 1, complete: true, asOf: "2026-11-01T10:00:00Z" });
      },
    },
  );
  await app.user.click(await screen.findByText("SMITH, Anna"));
  return app;
}

export function bySelector(selector: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(selector);
}
