import { describe, expect, it } from "vitest";
import type { PatientBanner } from "../contract/contract";
import { patientName } from "./names";

const none: PatientBanner = {
  id: "1",
  family: null,
  given: null,
  prefix: null,
  text: null,
  birthDate: null,
  gender: null,
  deceased: null,
  identifier: null,
  replaced: false,
  replacedBy: null,
  rules: [],
};

describe("a name", () => {
  it("is FAMILY, Given (Title), with what there is", () => {
    const name = (part: Partial<PatientBanner>) => patientName({ ...none, ...part });
    expect(name({ family: "Smith", given: "Anna B", prefix: "Ms" })).toBe("SMITH, Anna B (Ms)");
    expect(name({ given: "Anna" })).toBe("Anna");
    expect(name({ family: "王", given: "小明" })).toBe("王, 小明");
    expect(name({ text: "Sitting Bull" })).toBe("Sitting Bull");
    expect(name({})).toBeNull();
  });
});
