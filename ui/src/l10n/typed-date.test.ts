import { describe, expect, it } from "vitest";
import { monthNames } from "./dates";
import { readTyped } from "./typed-date";

const read = (text: string, language = "en") => readTyped(text, monthNames(language));

describe("a typed date", () => {
  it.each([
    ["1961-02-03", "1961-02-03"],
    [" 1961-2-3 ", "1961-02-03"],
    ["03-Feb-1961", "1961-02-03"],
    ["3 february 1961", "1961-02-03"],
    ["3.2.1961", "1961-02-03"],
    ["03. 02. 1961", "1961-02-03"],
    ["Feb 1961", "1961-02"],
    ["1961-02", "1961-02"],
    ["1961", "1961"],
  ])("%s is %s", (typed, expected) => expect(read(typed)).toBe(expected));

  it.each([
    ["3. Februar 1961", "1961-02-03"],
    ["03. März 1961", "1961-03-03"],
    ["Dez. 1961", "1961-12"],
  ])("in German, %s is %s", (typed, expected) => expect(read(typed, "de")).toBe(expected));

  it.each(["02/03/1961", "1961-13-01", "1961-02-30", "Ju 1961", "3 1961", "Smith 1961", "61", ""])(
    "%s is none",
    (typed) => expect(read(typed)).toBeNull(),
  );
});
