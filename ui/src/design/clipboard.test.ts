import { afterEach, describe, expect, it, vi } from "vitest";
import { writeClipboard } from "./clipboard";

class Item {
  constructor(readonly parts: Record<string, Promise<Blob>>) {}
}

function clipboard(write: (items: Item[]) => Promise<void>) {
  vi.stubGlobal("ClipboardItem", Item);
  vi.stubGlobal("navigator", { clipboard: { write } });
}

afterEach(() => vi.unstubAllGlobals());

describe("A text that is still on its way", () => {
  it("is handed over before it has arrived, while the click still counts", async () => {
    const written: Item[] = [];
    clipboard(async (items) => {
      written.push(...items);
      await items[0]?.parts["text/plain"];
    });
    let arrive: (text: string) => void = () => {};
    const done = writeClipboard(new Promise<string>((resolve) => (arrive = resolve)));
    expect(written).toHaveLength(1);
    arrive("https://ehr.example.org/authorize");
    expect(await done).toBe(true);
    const blob = await written[0]?.parts["text/plain"];
    expect(blob?.size).toBe("https://ehr.example.org/authorize".length);
  });

  it("that never arrives is not said to be copied", async () => {
    clipboard(async (items) => {
      await items[0]?.parts["text/plain"];
    });
    expect(await writeClipboard(Promise.resolve(null))).toBe(false);
  });
});
