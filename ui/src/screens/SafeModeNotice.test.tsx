import { waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { overview } from "../test/make";
import { bySelector, renderApp } from "../test/render-app";

it("says what is different in safe mode, gives a report and the way back", async () => {
  const asked: string[] = [];
  const { user } = renderApp({
    overview: () => ({ ...overview, safeMode: true }),
    safe_mode_report: () => ({ text: "Chartside 1", json: "{}" }),
    start_normally: () => {
      asked.push("start_normally");
      return null;
    },
  });
  await waitFor(() => expect(bySelector('[data-notice="safe-mode"]')).toBeTruthy());
  await user.click(bySelector("#safe-mode-report") as HTMLElement);
  await waitFor(async () => expect(await navigator.clipboard.readText()).toBe("Chartside 1\n{}\n"));
  await user.click(bySelector("#start-normally") as HTMLElement);
  expect(asked).toEqual(["start_normally"]);
});

it("says nothing of it on any other day", async () => {
  renderApp({});
  await waitFor(() => expect(bySelector("#connect")).toBeTruthy());
  expect(bySelector('[data-notice="safe-mode"]')).toBeNull();
});
