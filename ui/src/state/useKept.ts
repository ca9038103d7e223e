/**
 * What a lock leaves as it was: what was typed into a form, where a list was scrolled to. Only for what
 * says nothing of a patient. It is laid down when the lock takes the screen away, and taken up again
 * by the same screen after; leaving a screen in any other way forgets it.
 */
import {
  type Dispatch,
  type RefObject,
  type SetStateAction,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useApp } from "./context";
import type { Store } from "./store";

/** Like `useState`. `clean` takes out what must not be kept. */
export function useKept<T>(
  key: string,
  initial: () => T,
  clean: (value: T) => T = (value) => value,
): [T, Dispatch<SetStateAction<T>>] {
  const { store } = useApp();
  const [value, setValue] = useState<T>(() =>
    store.kept.has(key) ? take<T>(store, key) : initial(),
  );
  const latest = useRef(() => value);
  useLayoutEffect(() => {
    latest.current = () => clean(value);
  });
  useLayoutEffect(
    () => () => {
      if (store.get().lock) store.kept.set(key, latest.current());
    },
    [store, key],
  );
  return [value, setValue];
}

/** Scrolls to where it was, as soon as so much has arrived, unless somebody scrolls first. */
export function useKeptScroll(key: string, scrolled: RefObject<HTMLElement | null>): void {
  const { store } = useApp();
  const [start] = useState(() => (store.kept.has(key) ? take<number>(store, key) : 0));
  const wanted = useRef(start);
  useLayoutEffect(() => {
    const element = scrolled.current;
    if (!element || wanted.current === 0) return;
    element.scrollTop = wanted.current;
    if (element.scrollTop >= wanted.current - 1) wanted.current = 0;
  });
  useLayoutEffect(() => {
    const element = scrolled.current;
    if (!element) return;
    const giveUp = () => {
      wanted.current = 0;
    };
    for (const input of inputs) element.addEventListener(input, giveUp, { passive: true });
    return () => {
      for (const input of inputs) element.removeEventListener(input, giveUp);
      if (store.get().lock) store.kept.set(key, element.scrollTop);
    };
  }, [store, key, scrolled]);
}

const inputs = ["wheel", "pointerdown", "keydown"] as const;

function take<T>(store: Store, key: string): T {
  const value = store.kept.get(key) as T;
  store.kept.delete(key);
  return value;
}
