import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clipboardGuard } from "./clipboard-guard";

type Rules = { mayRead?: boolean; mayWrite?: () => boolean };

/** A clipboard with a text on it, of a webview with these rules. */
function clipboard(text: string, { mayRead = true, mayWrite = () => true }: Rules = {}) {
  const held = { text };
  vi.stubGlobal("navigator", {
    permissions: { query: async () => ({ state: mayRead ? "granted" : "prompt" }) },
    clipboard: {
      readText: async () => held.text,
      writeText: async (next: string) => {
        if (!mayWrite()) throw new Error("not for a click");
        held.text = next;
      },
    },
  });
  return held;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const minute = () => vi.advanceTimersByTimeAsync(60_000);

describe("what was copied of a patient", () => {
  it("is taken off the clipboard after a minute", async () => {
    const held = clipboard("Asthma\r\n12-Mar-2026");
    clipboardGuard().hold("Asthma\n12-Mar-2026");
    await vi.advanceTimersByTimeAsync(59_000);
    expect(held.text).not.toBe("");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(held.text).toBe("");
  });

  it("is taken off when the app locks", async () => {
    const held = clipboard("Asthma");
    const guard = clipboardGuard();
    guard.hold("Asthma");
    guard.clear();
    await vi.advanceTimersByTimeAsync(0);
    expect(held.text).toBe("");
  });

  it("is not there any more when something else was copied, and that stays", async () => {
    const held = clipboard("Asthma");
    clipboardGuard().hold("Asthma");
    held.text = "a letter to the bank";
    await minute();
    expect(held.text).toBe("a letter to the bank");
  });

  it("counts its minute anew when it is copied again", async () => {
    const held = clipboard("Asthma");
    const guard = clipboardGuard();
    guard.hold("Asthma");
    await vi.advanceTimersByTimeAsync(40_000);
    guard.hold("Asthma");
    await vi.advanceTimersByTimeAsync(40_000);
    expect(held.text).toBe("Asthma");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(held.text).toBe("");
  });
});

describe("where a page may not read the clipboard", () => {
  it("nobody is asked for it: a window that was not left knows what is there", async () => {
    const held = clipboard("Asthma", { mayRead: false });
    clipboardGuard().hold("Asthma");
    await minute();
    expect(held.text).toBe("");
  });

  it("it is left alone after the person was elsewhere", async () => {
    const held = clipboard("Asthma", { mayRead: false });
    clipboardGuard().hold("Asthma");
    window.dispatchEvent(new Event("blur"));
    await minute();
    expect(held.text).toBe("Asthma");
  });
});

it("waits for the next key or click where a page may write for those only", async () => {
  let isClick = false;
  const held = clipboard("Asthma", { mayWrite: () => isClick });
  clipboardGuard().hold("Asthma");
  await minute();
  expect(held.text).toBe("Asthma");
  isClick = true;
  window.dispatchEvent(new Event("keydown"));
  await vi.advanceTimersByTimeAsync(0);
  expect(held.text).toBe("");
});

it("does nothing where nothing of a patient was copied", async () => {
  const held = clipboard("https://ehr.example");
  clipboardGuard().clear();
  await minute();
  expect(held.text).toBe("https://ehr.example");
});
