import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { DocumentEvent, Entry } from "../contract/contract";
import { entries } from "../host/demo-record";
import { memoryHost } from "../host/memory";
import { LanguageProvider } from "../l10n/LanguageProvider";
import { AppProvider } from "../state/context";
import { createEffects } from "../state/effects/app";
import { createStore } from "../state/store";
import { Documents } from "./Documents";

const entry = entries.find((one) => one.resourceType === "DocumentReference") as Entry;

function shown(send: (event: (one: DocumentEvent) => void) => void, standing = entry.standing) {
  const host = memoryHost(
    {
      attachments: () => ({
        attachments: [
          {
            index: 0,
            contentType: "text/html",
            title: "Letter",
            creation: null,
            size: 10,
            place: { type: "record" },
          },
          {
            index: 1,
            contentType: "application/pdf",
            title: "Scan",
            creation: null,
            size: null,
            place: { type: "elsewhere", host: "other.example", mayOpen: true },
          },
        ],
        narrative: null,
        versions: [],
      }),
      close_document: () => null,
      open_elsewhere: () => null,
      save_document: () => ({ file: "document-2020.txt" }),
    },
    { open_document: (_, event) => send(event) },
  );
  const place = document.createElement("div");
  place.id = "reading-place";
  document.body.append(place);
  const store = createStore();
  render(
    <LanguageProvider>
      <AppProvider store={store} effects={createEffects(host, store)}>
        <Documents record="r" view={{ entry: { ...entry, standing }, details: [], json: "{}" }} />
      </AppProvider>
    </LanguageProvider>,
  );
  return host;
}

const opened = {
  type: "opened",
  size: 10,
  declared: "text/html",
  doubts: ["hash"],
  differences: ["birthDate"],
  content: { type: "text", text: { text: "Hello", cut: true, guessed: false, pictures: 0 } },
} as unknown as DocumentEvent;

it("opens a document, says what does not fit, and goes back with Esc", async () => {
  shown((send) => {
    send(opened);
    send({ type: "finished" });
  }, "notAFact");
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: /Letter/ }));
  expect(await screen.findByText("Hello")).toBeTruthy();
  expect(screen.getByText(/entered in error/)).toBeTruthy();
  expect(screen.getByText(/fingerprint differs/)).toBeTruthy();
  expect(screen.getByText(/birth date differs/)).toBeTruthy();
  expect(screen.getByText(/Only the beginning/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Save a copy" }));
  expect(await screen.findByText(/document-2020\.txt/)).toBeTruthy();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByText("Hello")).toBeNull());
});

it("shows how much came, and tells the core when the person gives up", async () => {
  const host = shown((send) =>
    send({ type: "progress", received: 1_500_000, expected: 3_000_000 }),
  );
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: /Letter/ }));
  expect(await screen.findByText(/1\.5.*MB.*of.*3/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(host.asked.map(({ command }) => command)).toContain("close_document");
  expect(screen.getByRole("button", { name: "Open it again" })).toBeTruthy();
});

it("asks before the browser opens another server", async () => {
  const host = shown(() => {});
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: /Show it in the browser/ }));
  const commands = () => host.asked.map(({ command }) => command);
  expect(commands()).not.toContain("open_elsewhere");
  await user.click(screen.getByRole("button", { name: "Open in the browser" }));
  expect(commands()).toContain("open_elsewhere");
});

it("shows how a document begins, and opens it from there", async () => {
  shown((send) => {
    send({ ...opened, differences: [], doubts: [] } as unknown as DocumentEvent);
    send({ type: "finished" });
  });
  const begins = await screen.findByText("Hello");
  // Nothing in it can be pressed or reached.
  expect(begins.closest("[inert]")).not.toBeNull();
  const cover = document.querySelector<HTMLElement>("[data-preview]");
  cover?.focus();
  await userEvent.setup().keyboard("{Enter}");
  await waitFor(() => expect(document.querySelector('[data-region="reader"]')).not.toBeNull());
  expect(document.querySelector('[data-region="preview"]')).toBeNull();
});

it("does not show how a document of somebody else begins", async () => {
  shown((send) => {
    send(opened);
    send({ type: "finished" });
  });
  expect(await screen.findByText(/preview is left out/)).toBeTruthy();
  expect(screen.queryByText("Hello")).toBeNull();
});
