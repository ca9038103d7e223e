import { expect, it } from "vitest";
import { bundleFor, wordsOf } from "../l10n/words";
import { scopeInWords, scopesOf } from "./scope-words";

const words = wordsOf(bundleFor("en"));
const says = (scope: string) =>
  scopeInWords(scope, words).says?.replaceAll(/[\u2068\u2069]/g, "") ?? null;

it("says what a scope allows, in both grammars", () => {
  expect(says("patient/Condition.rs")).toBe("See problems and diagnoses of this patient");
  expect(says("patient/Condition.read")).toBe("See problems and diagnoses of this patient");
  expect(says("user/*.read")).toBe("See everything of everyone whose record you may see");
  expect(says("patient/Observation.rs?category=laboratory")).toBe(
    "See results and vital signs of this patient, some of it",
  );
  expect(says("patient/Goal.write")).toBe("Change goals of this patient");
  expect(says("patient/Goal.cu")).toBe("Change goals of this patient");
  expect(says("patient/Goal.*")).toBe("See and change goals of this patient");
  expect(says("patient/Goal.cruds")).toBe("See and change goals of this patient");
  expect(says("offline_access")).toBe("Stay signed in until you sign out");
});

it("keeps the name of a kind that has no word, and guesses nothing about what it cannot read", () => {
  expect(says("patient/Substance.rs")).toBe("See Substance of this patient");
  for (const odd of ["patient/Goal.sr", "patient/.rs", "admin", "patient/goal.rs", "patient/Goal."])
    expect(says(odd), odd).toBeNull();
});

it("counts a scope once, however often and with whatever blanks it is written", () => {
  expect(scopesOf("  openid openid\n launch ")).toEqual(["openid", "launch"]);
});
