/** The reading view covers the columns of the record: what is below it is out of reach meanwhile. */
import { useEffect, useRef } from "react";

const placeId = "reading-place";

export function readingPlace(): HTMLElement | null {
  return document.getElementById(placeId);
}

export function useTakesPlace(onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const place = readingPlace();
    const others = [...(place?.parentElement?.children ?? [])].filter((one) => one !== place);
    for (const one of others) one.toggleAttribute("inert", true);
    // Before the record's own keys: they are about what is covered.
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") {
        event.preventDefault();
        for (const one of others) one.removeAttribute("inert");
        close.current();
      } else if (["j", "k", "/", "g"].includes(event.key)) {
        event.stopImmediatePropagation();
      }
    };
    document.addEventListener("keydown", onKey, true);
    return () => {
      document.removeEventListener("keydown", onKey, true);
      for (const one of others) one.removeAttribute("inert");
    };
  }, []);
}
