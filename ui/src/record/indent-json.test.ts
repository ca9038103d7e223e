import { describe, expect, it } from "vitest";
import { indentJson } from "./indent-json";

describe("JSON for reading", () => {
  it("keeps every token: digits, escapes, order and doubled keys", () => {
    const sent = '{"b":0.10,"a":[1e5,{"t":"x\\"{},:[]\\u00e4"}],"b":null,"e":{},"l":[]}';
    const shown = indentJson(sent);
    expect(shown).toBe(
      '{\n  "b": 0.10,\n  "a": [\n    1e5,\n    {\n      "t": "x\\"{},:[]\\u00e4"\n    }\n  ],\n  "b": null,\n  "e": {},\n  "l": []\n}',
    );
  });

  it("is unchanged by a second pass, and leaves empty text alone", () => {
    const once = indentJson('{"a":[{"b":1}]}');
    expect(indentJson(once)).toBe(once);
    expect(indentJson("")).toBe("");
  });
});
