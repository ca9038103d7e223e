import { expect, it } from "vitest";
import { shortened } from "./TrendDrawing";

it("leaves a name that fits, and ends one that does not with an ellipsis", () => {
  expect(shortened("Glucose", 300)).toBe("Glucose");
  const long = "Pain severity - 0-10 verbal numeric rating [Score] - Reported";
  expect(shortened(long, 240)).toBe("Pain severity - 0-10 verbal numeric r…");
  expect(shortened(long, 10)).toHaveLength(8);
});
