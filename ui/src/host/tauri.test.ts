import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, describe, expect, it } from "vitest";
import type { RecordEvent } from "../contract/contract";
import { problem } from "../test/make";
import { tauriHost } from "./tauri";

type Internals = { runCallback: (id: number, message: unknown) => void };
const internals = () =>
  (window as unknown as { __TAURI_INTERNALS__: Internals }).__TAURI_INTERNALS__;

afterEach(clearMocks);

describe("the Tauri host", () => {
  it("gives events in the order in which they were sent, after the promise resolved too", async () => {
    let channel = 0;
    mockIPC((_, payload) => {
      channel = (payload as { channel: { id: number } }).channel.id;
      return null;
    });
    const seen: RecordEvent["type"][] = [];
    tauriHost().stream(
      "load_record",
      { record: "s" },
      (event) => seen.push(event.type),
      () => {},
    );
    await Promise.resolve();
    const finished = { type: "finished", resources: 0, complete: true, asOf: "" };
    internals().runCallback(channel, { index: 1, message: finished });
    internals().runCallback(channel, { index: 0, message: { type: "planned", sections: [] } });
    expect(seen).toEqual(["planned", "finished"]);
  });

  it("says nothing more after it was cancelled", async () => {
    let channel = 0;
    mockIPC((_, payload) => {
      channel = (payload as { channel: { id: number } }).channel.id;
      return null;
    });
    const seen: unknown[] = [];
    const cancel = tauriHost().stream(
      "events",
      null,
      (event) => seen.push(event),
      () => {},
    );
    cancel();
    internals().runCallback(channel, { index: 0, message: { type: "linkRefused" } });
    expect(seen).toEqual([]);
  });

  it("rejects with the problem of the core, and with one of its own for anything else", async () => {
    mockIPC((command) => {
      throw command === "overview" ? problem("vault-damaged") : "command not allowed by ACL";
    });
    await expect(tauriHost().call("overview", null)).rejects.toMatchObject({
      code: "vault-damaged",
    });
    await expect(tauriHost().call("mark", { name: "x" })).rejects.toMatchObject({
      code: "internal",
    });
  });
});
