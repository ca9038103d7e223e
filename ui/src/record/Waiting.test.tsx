import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { bySelector, renderRecord } from "../test/render-app";

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

it("counts down how long the server asks to wait, and stops saying so", async () => {
  await renderRecord([], [], [{ type: "waiting", seconds: 3 }]);
  expect(await screen.findByText("The server asks to wait 3 seconds")).toBeTruthy();
  act(() => void vi.advanceTimersByTime(2000));
  expect(screen.getByText("The server asks to wait 1 second")).toBeTruthy();
  act(() => void vi.advanceTimersByTime(1000));
  expect(bySelector("[data-waiting]")).toBeNull();
});
