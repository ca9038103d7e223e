/** Ctrl or Cmd L locks the app, whatever is on screen and wherever somebody types. */
import { useEffect } from "react";
import { isApple } from "../record/keys";
import { useEffects } from "../state/context";

export const lockKeys: readonly string[] = isApple ? ["⌘", "L"] : ["Ctrl", "L"];

export function useLockKey(): void {
  const { lock } = useEffects().lock;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isAlone = !event.shiftKey && !event.altKey && event.ctrlKey !== event.metaKey;
      if (!isAlone || !isL(event)) return;
      event.preventDefault();
      event.stopPropagation();
      lock();
    };
    // Before dialogs, which keep keys to themselves.
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [lock]);
}

/** Where letters are not Latin ones, the key that bears an L elsewhere. */
function isL({ key, code }: KeyboardEvent): boolean {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() === "l" : code === "KeyL";
}
