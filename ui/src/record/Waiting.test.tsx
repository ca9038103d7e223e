import { act } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { session } from "../test/make";
import { bySelector, renderRecord } from "../test/render-app";

afterEach(() => void vi.useRealTimers());

function wait(app: Awaited<ReturnType<typeof renderRecord>>, seconds: number) {
  const event = { type: "waiting", seconds } as const;
  act(() => app.store.dispatch({ type: "recordEvent", session: session.session, event }));
}

const said = () => bySelector("[data-waiting]")?.textContent?.replace(/[\u2068\u2069]/g, "");

it("counts down how long the server asks to wait, and stops saying so", async () => {
  const app = await renderRecord([]);
  vi.useFakeTimers();
  wait(app, 3);
  expect(said()).toBe("The server asks to wait 3 seconds");
  act(() => void vi.advanceTimersByTime(2000));
  expect(said()).toBe("The server asks to wait 1 second");
  wait(app, 3);
  expect(said()).toBe("The server asks to wait 3 seconds");
  act(() => void vi.advanceTimersByTime(3000));
  expect(said()).toBeUndefined();
});
