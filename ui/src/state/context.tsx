/** Gives components the state and what they can do. */
import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from "react";
import type { Action } from "./action";
import type { Effects } from "./effects/app";
import type { AppState } from "./state";
import type { Store } from "./store";

type App = { store: Store; effects: Effects };
const AppContext = createContext<App | null>(null);

export function AppProvider(props: App & { children: ReactNode }) {
  const { store, effects, children } = props;
  const app = useMemo(() => ({ store, effects }), [store, effects]);
  return <AppContext value={app}>{children}</AppContext>;
}

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("AppProvider is missing");
  return app;
}

/** A part of the state. `pick` must hand back what is there and make nothing new. */
export function useAppState<T>(pick: (state: AppState) => T): T {
  const { store } = useApp();
  return useSyncExternalStore(store.subscribe, () => pick(store.get()));
}

export function useEffects(): Effects {
  return useApp().effects;
}

export function useDispatch(): (action: Action) => void {
  return useApp().store.dispatch;
}

/** The state at this moment, for handlers; it does not render again. */
export function useReadState(): () => AppState {
  return useApp().store.get;
}
