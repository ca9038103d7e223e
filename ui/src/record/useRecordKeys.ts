/** The keyboard of a record: g and a letter, /, f, y, ?, Ctrl or Cmd K, Esc; j and k reach the list. */
import { useEffect } from "react";
import { useDispatch, useReadState } from "../state/context";
import { isTyping, placeOfKey } from "./keys";

/** How long "g" waits for its letter. */
const letterWithin = 1500;

export function useRecordKeys(): void {
  const dispatch = useDispatch();
  const read = useReadState();
  useEffect(() => {
    let goUntil = 0;

    function command(key: string): boolean {
      switch (key) {
        case "/":
          return focusSearch() || show("palette");
        case "f":
          return press("filter-open");
        case "y":
          return press("year-open");
        case "?":
          return show("shortcuts");
        case "e":
          return show("export");
        case "j":
        case "k":
          return focusList();
        case "Escape":
          return closeDetail();
        default:
          return false;
      }
    }

    function show(dialog: "palette" | "shortcuts" | "export"): boolean {
      dispatch({ type: "dialogShown", dialog });
      return true;
    }

    function closeDetail(): boolean {
      const { route } = read();
      if (route.at !== "record" || !route.selected) return false;
      dispatch({ type: "selected", selected: null });
      focusList();
      return true;
    }

    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || read().dialog || document.querySelector("[role=alertdialog]"))
        return;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        show("palette");
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const place = event.timeStamp < goUntil ? placeOfKey(event.key) : null;
      goUntil = event.key === "g" ? event.timeStamp + letterWithin : 0;
      if (place) dispatch({ type: "wentTo", place });
      if (place || command(event.key)) event.preventDefault();
    }

    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [dispatch, read]);
}

function press(id: string): boolean {
  const button = document.getElementById(id);
  button?.click();
  return button !== null;
}

function focusSearch(): boolean {
  const field = document.getElementById("search");
  field?.focus();
  return field !== null;
}

function focusList(): boolean {
  const list = document.querySelector<HTMLElement>('[data-region="list"], [role="listbox"]');
  list?.focus();
  return list !== null;
}
