import { expect, it } from "vitest";
import { type ProblemCode, problemCodes, type SectionProblem } from "../contract/contract";
import { emptyRecord } from "../state/reduce-record";
import type { RecordState } from "../state/state";
import { missing, section } from "../test/make";
import { notFactSections, notShownCount, notShownGroups } from "./not-shown";

function record(...sections: ReturnType<typeof section>[]): RecordState {
  return {
    ...emptyRecord("s"),
    sections: Object.fromEntries(sections.map((one) => [one.section, one])),
  };
}

const lacks = (...problems: SectionProblem[]) => section("results", { problems });

it("puts every reason in one group and says a type of two sections once", () => {
  const line = missing("Observation", "categories-only");
  const groups = notShownGroups(
    record(
      section("vitals", { problems: [line] }),
      lacks(line, missing("Goal", "not-permitted"), missing("Flag", "not-permitted")),
    ),
  );
  expect(groups.map(({ reason, lines }) => [reason, lines.length])).toEqual([
    ["notPermitted", 2],
    ["byPart", 1],
  ]);
});

it("adds up what is known of how many, and says nothing where nothing is known", () => {
  const [other, failed] = ["other-patient", "server-failed"] as const;
  const groups = notShownGroups(
    record(
      lacks(
        missing("Goal", other, { count: 2 }),
        missing("Flag", other, { count: 3 }),
        missing("List", failed),
      ),
    ),
  );
  expect(groups.map(({ reason, count }) => [reason, count])).toEqual([
    ["failed", null],
    ["otherPatient", 5],
  ]);
});

it("keeps two remarks of the server on one type apart", () => {
  const said = (words: string) => {
    const line = missing("Goal", "server-remark");
    return { ...line, problem: { ...line.problem, serverMessage: words } };
  };
  const groups = notShownGroups(record(lacks(said("a"), said("b"), said("a"))));
  expect(groups[0]?.lines.map(({ problem }) => problem.serverMessage)).toEqual(["a", "b"]);
});

it("offers no second try where the server would only say the same", () => {
  const remedy = (code: ProblemCode) => notShownGroups(record(lacks(missing("Goal", code))))[0];
  expect(remedy("not-supported")?.remedy).toBeNull();
  expect(remedy("not-asked-for")?.remedy).toBeNull();
  expect(remedy("not-granted")?.remedy).toBe("signIn");
  expect(remedy("server-unreachable")?.remedy).toBe("again");
});

it("loses no code on the way into a group", () => {
  for (const code of problemCodes)
    expect(notShownCount(record(lacks(missing("Goal", code)))), code).toBe(1);
});

it("counts entries that are not facts beside what did not arrive", () => {
  const counts = { current: 9, historical: 0, notAFact: 4 };
  const all = record(lacks(missing("Goal", "not-granted")), section("problems", { counts }));
  expect(notShownCount(all)).toBe(5);
  expect(notFactSections(all).map((one) => one.section)).toEqual(["problems"]);
});
