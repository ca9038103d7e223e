/**
 * Screens that nobody sees first. They are no part of what is read before the first paint, and are
 * fetched right after it: by the time somebody goes there they are there.
 */
import { type ComponentType, Suspense, use } from "react";

const kept: (() => Promise<unknown>)[] = [];

/** A screen that comes later. Once it is there it is shown without a pause. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let there: ComponentType<Props> | null = null;
  let coming: Promise<ComponentType<Props>> | null = null;
  const come = () => {
    coming ??= load().then((screen) => {
      there = screen;
      return screen;
    });
    return coming;
  };
  kept.push(come);

  function Coming(props: Props) {
    const Screen = use(come());
    return <Screen {...props} />;
  }

  return function Later(props: Props) {
    const Screen = there;
    if (Screen) return <Screen {...props} />;
    return (
      <Suspense fallback={null}>
        <Coming {...props} />
      </Suspense>
    );
  };
}

/** Fetches all of them. */
export async function fetchLater(): Promise<void> {
  await Promise.all(kept.map((come) => come()));
}
