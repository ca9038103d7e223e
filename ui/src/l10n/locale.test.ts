import { describe, expect, it } from "vitest";
import {
  chooseLanguage,
  chosenLanguage,
  guardNavigatorLanguage,
  keepLanguage,
  readableTag,
} from "./locale";

describe("the language of the system", () => {
  it("may be one that Intl refuses", () => {
    expect(() => new Intl.NumberFormat("C")).toThrow(RangeError);
    expect(["C", "POSIX", "", "en_US.UTF-8", "de-AT"].map(readableTag)).toEqual([
      null,
      "posix",
      null,
      "en-US",
      "de-AT",
    ]);
  });

  it("falls back to English", () => {
    expect(chooseLanguage(["C"])).toBe("en");
    expect(chooseLanguage(["xx-YY", "en-GB"])).toBe("en");
    expect(chooseLanguage(["fr-FR", "de-AT"])).toBe("de");
    expect(chooseLanguage([])).toBe("en");
  });

  it("is replaced where libraries would read it by themselves", () => {
    const fake = { language: "C", languages: ["C"] } as unknown as Navigator;
    guardNavigatorLanguage(fake);
    expect(fake.language).toBe("en");
    expect(() => new Intl.NumberFormat(fake.language)).not.toThrow();
  });
});

describe("the person's choice", () => {
  it("stands before the system's, and can be taken back", () => {
    localStorage.clear();
    expect(chosenLanguage(localStorage)).toBeNull();
    keepLanguage(localStorage, "de");
    expect(chosenLanguage(localStorage)).toBe("de");
    keepLanguage(localStorage, null);
    expect(chosenLanguage(localStorage)).toBeNull();
  });

  it("is none where something else was kept, or nothing can be", () => {
    localStorage.setItem("chartside.language", "tlh");
    expect(chosenLanguage(localStorage)).toBeNull();
    localStorage.clear();
    const refuses = () => {
      throw new Error("refused");
    };
    const shut = { getItem: refuses, setItem: refuses } as unknown as Storage;
    expect(() => keepLanguage(shut, "de")).not.toThrow();
    expect(chosenLanguage(shut)).toBeNull();
  });
});
