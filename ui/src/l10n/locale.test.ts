import { describe, expect, it } from "vitest";
import { chooseLanguage, guardNavigatorLanguage, readableTag } from "./locale";

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
    expect(chooseLanguage([])).toBe("en");
  });

  it("is replaced where libraries would read it by themselves", () => {
    const fake = { language: "C", languages: ["C"] } as unknown as Navigator;
    guardNavigatorLanguage(fake);
    expect(fake.language).toBe("en");
    expect(() => new Intl.NumberFormat(fake.language)).not.toThrow();
  });
});
