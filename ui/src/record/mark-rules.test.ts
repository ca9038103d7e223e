import { describe, expect, it } from "vitest";
import { bundleFor, wordsOf } from "../l10n/words";
import { entry } from "../test/make";
import { flagWord, withCode } from "./entry-words";
import { markRules } from "./mark-rules";

const words = wordsOf(bundleFor("en"));
const plain = wordsOf(bundleFor("en"), true);

describe("what the marks of a row mean", () => {
  it("is said line by line, and of a row without marks nothing", () => {
    const marked = entry({
      verification: "provisional",
      standing: "tentative",
      rules: ["DR-20", "DR-43", "DR-52"],
    });
    const lines = markRules(marked, words)?.split("\n") ?? [];
    expect(lines.map((line) => line.slice(0, 6))).toEqual(["DR-20:", "DR-43:", "DR-52:"]);
    expect(markRules(entry({ rules: ["DR-17"] }), words)).toBeNull();
  });
});

describe("codes", () => {
  it("are everyday words for who reads those, in whatever spelling they come", () => {
    expect(words.code("status", "Entered in Error")).toBe("entered in error");
    expect(plain.code("status", "ENTERED_IN_ERROR")).toBe("entered by mistake");
    expect([words, plain].map((one) => flagWord("HH", one))).toEqual([
      "critically high",
      "very high",
    ]);
    expect(flagWord("<", words)).toBe("below what can be measured");
  });

  it("stay in reach, and as they are where nobody has a word for them", () => {
    expect(withCode(words.code("status", "final"), "final")).toBe("final");
    expect(withCode(plain.code("status", "final"), "final")).toBe("finished (final)");
    expect(flagWord("XYZ", plain)).toBe("XYZ");
  });
});
