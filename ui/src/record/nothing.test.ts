import { describe, expect, it } from "vitest";
import type { SectionProgress } from "../contract/contract";
import { section } from "../test/make";
import { type Asked, nothingOf, progressOf } from "./nothing";

const empty: Asked = {
  progress: "complete",
  total: 0,
  held: 0,
  isNarrowed: false,
  isCurrent: true,
  latest: false,
};

describe("an empty list", () => {
  it("is nothing recorded only after a complete answer", () => {
    const all: SectionProgress[] = ["loading", "complete", "incomplete", "notAvailable"];
    expect(all.map((progress) => nothingOf({ ...empty, progress }))).toEqual([
      "loading",
      "nothingRecorded",
      "nothingArrived",
      "notAvailable",
    ]);
  });

  it("says nothing about the patient before it was answered or while the section holds rows", () => {
    expect(nothingOf({ ...empty, total: null })).toBe("loading");
    expect(nothingOf({ ...empty, held: 3 })).toBe("loading");
    expect(nothingOf({ ...empty, held: 3, latest: true })).toBe("outsideSeries");
  });

  it("is a search without a match only where all there is was searched", () => {
    const searched = { ...empty, isNarrowed: true, held: 9 };
    expect(nothingOf(searched)).toBe("nothingMatches");
    expect(nothingOf({ ...searched, progress: "loading" })).toBe("nothingSoFar");
    expect(nothingOf({ ...searched, progress: "incomplete" })).toBe("nothingSoFar");
    expect(nothingOf({ ...searched, isCurrent: false })).toBe("nothingSoFar");
    expect(nothingOf({ ...searched, progress: "notAvailable" })).toBe("notAvailable");
  });

  it("is none of these while it has rows", () => {
    expect(nothingOf({ ...empty, progress: "incomplete", total: 1 })).toBeNull();
  });
});

describe("all sections together", () => {
  const at = (...all: SectionProgress[]) =>
    progressOf(all.map((progress) => section("problems", { progress })));

  it("are complete only when each of them is", () => {
    expect(at("complete", "complete")).toBe("complete");
    expect(at("complete", "notAvailable")).toBe("incomplete");
    expect(at("complete", "incomplete")).toBe("incomplete");
    expect(at("complete", "loading")).toBe("loading");
    expect(at("notAvailable", "notAvailable")).toBe("notAvailable");
    expect(progressOf([undefined])).toBe("loading");
  });
});
