import { waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Entry, RecordEvent, RowsQuery, SectionState } from "../contract/contract";
import { banner, entry, section } from "../test/make";
import { bySelector, renderRecord, rowsOf } from "../test/render-app";

function allergy(text: string, part: Partial<Entry> & { code?: string } = {}): Entry {
  const { code = null, ...rest } = part;
  return entry({
    key: `AllergyIntolerance/${text}`,
    section: "allergies",
    title: { text, isBareCode: false, code },
    ...rest,
  });
}

const penicillin = allergy("Penicillin", { severity: "severe" });
const noneAtAll = allergy("No known allergy", {
  absence: true,
  code: "http://snomed.info/sct|716186003",
});
const noLatex = allergy("No known latex allergy", {
  absence: true,
  code: "http://snomed.info/sct|716184000",
});
const one = { counts: { current: 1, historical: 0, notAFact: 0 } };

const text = () => bySelector('[data-region="banner"]')?.textContent ?? "";

/** Shows a record whose allergies are these rows, and waits for what the banner says of them. */
async function show(
  rows: readonly Entry[],
  state: Partial<SectionState> = {},
  answer = rowsOf(rows),
): Promise<void> {
  const changed = [section("allergies", { ...one, ...state })];
  await renderRecord(rows, changed, [{ type: "banner", banner }], { rows: answer });
  await waitFor(() => expect(text()).toMatch(/Allergies: [A-Z]/));
}

describe("the allergies in the banner", () => {
  it("are none known where the whole list says so of all allergies", async () => {
    await show([noneAtAll]);
    expect(text()).toContain("Allergies: None known");
    expect(text()).not.toContain("list not complete");
  });

  it("are none known in the code system of the patient summary too", async () => {
    const code = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips|no-known-allergies";
    await show([allergy("No known allergies", { absence: true, code })]);
    expect(text()).toContain("Allergies: None known");
  });

  it("are never none known for a statement about latex, drugs or food alone", async () => {
    await show([noLatex]);
    expect(text()).toContain("Allergies: No known latex allergy");
    expect(text()).not.toContain("None known");
  });

  it("are never none known on the word of somebody who is not sure", async () => {
    const unsure = { ...noneAtAll, standing: "tentative", verification: "unconfirmed" } as const;
    await show([unsure]);
    expect(text()).toContain("No known allergy (unconfirmed)");
    expect(text()).not.toContain("None known");
  });

  it.each(["loading", "incomplete"] as const)(
    "are never none known, and marked, while the list is %s",
    async (progress) => {
      await show([noneAtAll], { progress });
      expect(text()).toContain("Allergies: No known allergy (list not complete)");
      expect(text()).not.toContain("None known");
    },
  );

  it.each(["loading", "incomplete"] as const)(
    "carry the mark where some are named and the list is %s",
    async (progress) => {
      await show([penicillin, noneAtAll], { progress });
      expect(text()).toContain("Allergies: Penicillin (severe) (list not complete)");
    },
  );

  it("are not none known by rows that are older than the list", async () => {
    const answer = (query: RowsQuery) =>
      isLate ? new Promise<never>(() => {}) : rowsOf([noneAtAll])(query);
    let isLate = false;
    const state = section("allergies", one);
    const more: RecordEvent[] = [{ type: "banner", banner }];
    const app = await renderRecord([noneAtAll], [state], more, { rows: answer });
    await waitFor(() => expect(text()).toContain("Allergies: None known"));
    isLate = true;
    const event = { type: "section", state: { ...state, revision: 2 } } as const;
    app.store.dispatch({ type: "recordEvent", session: "s", event });
    await waitFor(() => expect(text()).toContain("No known allergy (list not complete)"));
    expect(text()).not.toContain("None known");
  });

  it("are not said to be all while rows are missing", async () => {
    await show([penicillin], {}, (query) => ({
      ...rowsOf([penicillin])(query),
      total: 250,
    }));
    expect(text()).toContain("Penicillin (severe) (list not complete)");
  });
});
