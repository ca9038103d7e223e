import { expect, it } from "vitest";
import { amountOf } from "./clock-amount";

it.each([
  [301, "ahead 5 minutes"],
  [-720, "behind 12 minutes"],
  [5399, "ahead 90 minutes"],
  [-5400, "behind 2 hours"],
  [127_800, "ahead 36 hours"],
  [31_536_000, "ahead 365 days"],
])("says %i seconds as people do: %s", (seconds, said) => {
  expect(amountOf(seconds).key).toBe(said);
});
