import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { SessionSummary } from "../contract/contract";
import { problem, section, sections, session } from "../test/make";
import { bySelector, renderRecord } from "../test/render-app";

const refused = section("procedures", {
  progress: "notAvailable",
  problems: [{ resourceType: "Procedure", problem: problem("not-granted") }],
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
