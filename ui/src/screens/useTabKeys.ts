/** Ctrl+Tab and Ctrl or Cmd with a digit go to an open record, Ctrl or Cmd W closes the one on screen. */
import { useEffect } from "react";
import { isApple } from "../record/keys";
import { useDispatch, useEffects, useReadState } from "../state/context";

const control = isApple ? "⌘" : "Ctrl";
export const nextTabKeys: readonly string[] = ["Ctrl", "Tab"];
export const tabKeys: readonly string[] = [control, "1 … 9"];
export const closeTabKeys: readonly string[] = [control, "W"];

export function useTabKeys(): void {
  const dispatch = useDispatch();
  const read = useReadState();
  const { close } = useEffects().record;
  useEffect(() => {
    function show(at: number): boolean {
      const tab = read().tabs[at];
      if (!tab) return false;
      dispatch({ type: "tabShown", session: tab.session });
      return true;
    }

    function move(by: number): boolean {
      const { tabs, route } = read();
      if (tabs.length === 0) return false;
      const at = route.at === "record" ? indexOf(tabs, route.session) : by > 0 ? -1 : 0;
      return show((at + by + tabs.length) % tabs.length);
    }

    function closeShown(): boolean {
      const { route } = read();
      if (route.at === "record") close(route.session);
      // Elsewhere the key does nothing, rather than closing the window.
      return true;
    }

    function answer(event: KeyboardEvent): boolean {
      if (event.ctrlKey && !event.metaKey && event.key === "Tab")
        return move(event.shiftKey ? -1 : 1);
      if (event.shiftKey || (isApple ? !event.metaKey || event.ctrlKey : !event.ctrlKey))
        return false;
      if (/^[1-9]$/.test(event.key)) return show(Number(event.key) - 1);
      return event.key.toLowerCase() === "w" && closeShown();
    }

    const onKey = (event: KeyboardEvent) => {
      // A dialog asks about the record below it: it is answered first.
      if (event.altKey || read().dialog || document.querySelector("[role=alertdialog]")) return;
      if (!answer(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [dispatch, read, close]);
}

function indexOf(tabs: readonly { session: string }[], session: string): number {
  return tabs.findIndex((tab) => tab.session === session);
}
