import { expect, it } from "vitest";
import { forEverybody } from "./settings";

it("asks for everybody what would be asked for one patient, in the same grammar, and chooses nobody", () => {
  expect(
    forEverybody("launch/patient openid fhirUser offline_access patient/Patient.rs patient/*.read"),
  ).toBe("openid fhirUser offline_access user/Patient.rs user/*.read");
  expect(forEverybody("launch")).toBe("");
});
