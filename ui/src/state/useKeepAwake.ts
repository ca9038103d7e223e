/** Tells the core that somebody is there, so that it does not lock. */
import { useEffect } from "react";
import { useEffects } from "./context";

export function useKeepAwake(): void {
  const { active } = useEffects().lock;
  useEffect(() => {
    let place: string | null = null;
    // A page that moves under a resting pointer sends moves as well: nobody is there for those.
    const onMove = ({ screenX, screenY }: PointerEvent) => {
      const before = place;
      place = `${screenX} ${screenY}`;
      if (before !== null && before !== place) active();
    };
    // The button that says so would be gone before the click on it ends, on whatever lies behind.
    const onInput = ({ target }: Event) => {
      const isSaid = target instanceof Element && target.closest("#lock-stay");
      if (!isSaid) active();
    };
    const options = { capture: true, passive: true };
    for (const input of inputs) window.addEventListener(input, onInput, options);
    window.addEventListener("pointermove", onMove, options);
    return () => {
      for (const input of inputs) window.removeEventListener(input, onInput, options);
      window.removeEventListener("pointermove", onMove, options);
    };
  }, [active]);
}

const inputs = ["pointerdown", "keydown", "wheel"] as const;
