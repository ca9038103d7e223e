import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { SessionSummary } from "../contract/contract";
import { missing, section, sections, session } from "../test/make";
import { bySelector, renderRecord } from "../test/render-app";

const refused = section("procedures", {
  progress: "notAvailable",
  problems: [missing("Procedure", "not-granted"), missing("Device", "server-failed")],
});

async function notShown(permissions: Partial<SessionSummary>) {
  const opened: SessionSummary = { ...session, ...permissions };
  const app = await renderRecord(
    [],
    [refused],
    [{ type: "planned", session: opened, sections: sections(refused) }],
  );
  await app.user.click(await screen.findByRole("button", { name: /not shown/ }));
  return app;
}

it("says in plain words what was asked for and not granted, and asks for it again", async () => {
  const app = await notShown({ notGranted: ["patient/Procedure.rs"] });
  expect(bySelector('[data-scope="patient/Procedure.rs"]')?.textContent).toContain("procedures");
  await app.user.click(bySelector("#ask-again") as HTMLElement);
  const asked = app.host.asked.find(({ command }) => command === "connect");
  expect(asked?.request).toMatchObject({ session: session.session, askAgain: true });
});

it("lists what was granted, and offers nothing to ask for where nothing is missing", async () => {
  const app = await notShown({ granted: ["patient/Condition.rs"], notGranted: [] });
  expect(bySelector("#ask-again")).toBeNull();
  await app.user.click(bySelector("#scope-words") as HTMLElement);
  expect(bySelector('[data-scope="patient/Condition.rs"]')).toBeTruthy();
});

it("says what is missing by reason, in the server's own words too, and tries one part again", async () => {
  const said = {
    ...missing("Goal", "server-remark").problem,
    serverMessage: "Withheld by the clinic.",
  };
  const app = await renderRecord(
    [],
    [
      section("other", { problems: [{ ...missing("Goal", "server-remark"), problem: said }] }),
      refused,
    ],
    [],
  );
  await app.user.click(await screen.findByRole("button", { name: /not shown/ }));
  expect(bySelector('[data-reason="withheld"]')?.textContent).toContain("Withheld by the clinic.");
  expect(bySelector('[data-reason="failed"]')?.textContent).toContain("devices and implants");
  await app.user.click(screen.getByRole("button", { name: /Try again: .devices and implants/ }));
  const asked = app.host.asked.find(({ command }) => command === "load_part");
  expect(asked?.request).toEqual({ record: session.session, resourceType: "Device" });
});

it("leads to entries that were taken back", async () => {
  const counts = { current: 0, historical: 0, notAFact: 2 };
  const app = await renderRecord([], [section("problems", { counts })], []);
  await app.user.click(await screen.findByRole("button", { name: /not shown/ }));
  await app.user.click(bySelector('[data-not-facts="problems"]') as HTMLElement);
  expect(app.store.get().route).toMatchObject({ place: "problems", mode: "notFacts" });
});
