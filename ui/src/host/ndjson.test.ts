import { describe, expect, it } from "vitest";
import { eachLine } from "./ndjson";

function body(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function lines(...chunks: Uint8Array[]): Promise<unknown[]> {
  const seen: unknown[] = [];
  await eachLine(body(...chunks), (value) => seen.push(value));
  return seen;
}

describe("lines of JSON", () => {
  it("come in order however the bytes are cut, through the middle of a letter too", async () => {
    const bytes = new TextEncoder().encode('{"a":"Größe"}\n{"a":"当归"}\n\n{"a":3}');
    const expected = [{ a: "Größe" }, { a: "当归" }, { a: 3 }];
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(await lines(bytes.slice(0, cut), bytes.slice(cut))).toEqual(expected);
  });
});
