import { describe, expect, it } from "vitest";
import { hits } from "./search-hits";

const marked = (text: string, typed: string) =>
  hits(text, typed)
    .map(({ part, isHit }) => (isHit ? `[${part}]` : part))
    .join("");

describe("the hits of a search", () => {
  it("are marked in any case, with and without accents, every word of them", () => {
    expect(marked("Müller, Hochdruck", "muller DRUCK")).toBe("[Müller], Hoch[druck]");
    expect(marked("Mu\u0308ller", "mu")).toBe("[Mu\u0308]ller");
    expect(marked("7.9 % · 03-Feb-2026", "7.9")).toBe("[7.9] % · 03-Feb-2026");
    expect(marked("高血压", "血")).toBe("高[血]压");
    expect(marked("aaa", "aa")).toBe("[aaa]");
  });

  it("change no letter of the text", () => {
    for (const text of ["İğde Straße", "", "𝔘nicode ﬁ", "Œdème"])
      expect(
        hits(text, "e i")
          .map(({ part }) => part)
          .join(""),
      ).toBe(text);
  });
});
