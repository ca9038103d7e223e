import { waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { problem, section } from "../test/make";
import { bySelector, renderRecord } from "../test/render-app";

describe("the list of sections", () => {
  it("folds away what has no entries, but never what every record has", async () => {
    const app = await renderRecord(
      [],
      [
        section("devices", { counts: { current: 1, historical: 0, notAFact: 0 } }),
        section("alerts", { counts: { current: 0, historical: 0, notAFact: 1 } }),
      ],
    );
    await waitFor(() => expect(bySelector('[data-nav="devices"]')).toBeTruthy());
    // What was entered in error is an entry, too.
    expect(bySelector('[data-nav="alerts"]')).toBeTruthy();
    for (const place of ["allergies", "problems", "medications", "timeline"])
      expect(bySelector(`[data-nav="${place}"]`)).toBeTruthy();
    expect(bySelector('[data-nav="coverage"]')).toBeNull();
    await app.user.click(bySelector("#nav-empty") as HTMLElement);
    expect(bySelector('[data-nav="coverage"]')).toBeTruthy();
    expect(bySelector("#nav-empty")?.textContent).not.toContain("not available");
  });

  it("says that some of what is folded away is not known to be empty", async () => {
    await renderRecord(
      [],
      [
        section("coverage", {
          progress: "notAvailable",
          problems: [
            { resourceType: "Coverage", problem: problem("not-granted"), count: null, parts: [] },
          ],
        }),
      ],
    );
    await waitFor(() => expect(bySelector("#nav-empty")?.textContent).toContain("not available"));
  });
});

describe("the summary", () => {
  it("tells nothing recorded from not available in one line each", async () => {
    await renderRecord(
      [],
      [
        section("coverage", {
          progress: "notAvailable",
          problems: [
            { resourceType: "Coverage", problem: problem("not-granted"), count: null, parts: [] },
          ],
        }),
      ],
    );
    const line = (progress: string) =>
      [...document.querySelectorAll(`p[data-progress="${progress}"]`)].map(
        (one) => one.textContent,
      );
    await waitFor(() => expect(line("notAvailable")).toEqual(["Coverage not available"]));
    expect(line("complete")).toContain("Devices nothing recorded");
    // These are said in full.
    expect(line("complete").join()).not.toContain("Allergies");
  });
});
