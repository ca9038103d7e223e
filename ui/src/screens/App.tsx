/** The screen for the route, and what floats above every screen; nothing of it while the app is locked. */
import { useEffect } from "react";
import { useAppState, useEffects } from "../state/context";
import { ReadingProvider } from "../state/ReadingProvider";
import { useKeepAwake } from "../state/useKeepAwake";
import styles from "./App.module.css";
import { afterPaint } from "./after-paint";
import { ClockNotice } from "./ClockNotice";
import { CustodyNotice } from "./CustodyNotice";
import { Home } from "./Home";
import { LaunchQuestion } from "./LaunchQuestion";
import { LockingSoon } from "./LockingSoon";
import { LockScreen } from "./LockScreen";
import { fetchLater, later } from "./later";
import { PageScreen } from "./PageScreen";
import { RefusedLink } from "./RefusedLink";
import { SafeModeNotice } from "./SafeModeNotice";
import { SignIn } from "./SignIn";
import { Tabs } from "./Tabs";
import { useLockKey } from "./useLockKey";
import { useTabKeys } from "./useTabKeys";

const FlowScreen = later(async () => (await import("../flow/FlowScreen")).FlowScreen);
const PatientsScreen = later(
  async () => (await import("../patients/PatientsScreen")).PatientsScreen,
);
const RecordScreen = later(async () => (await import("../record/RecordScreen")).RecordScreen);

export function App() {
  const effects = useEffects();
  const lock = useAppState((state) => state.lock);
  useEffect(
    () =>
      afterPaint(() => {
        effects.mark("interactive");
        void fetchLater();
      }),
    [effects],
  );
  useKeepAwake();
  useLockKey();
  return (
    <ReadingProvider>
      <div className={styles.app}>{lock ? <LockScreen lock={lock} /> : <Screens />}</div>
    </ReadingProvider>
  );
}

function Screens() {
  const route = useAppState((state) => state.route);
  const launch = useAppState((state) => state.launches[0]);
  const signIn = useAppState((state) => state.signIn);
  useTabKeys();
  // Mounted with a record only where the app was unlocked: reading goes on at its section.
  useEffect(() => document.querySelector<HTMLElement>("[data-nav][aria-current]")?.focus(), []);
  return (
    <>
      <LockingSoon />
      <SafeModeNotice />
      <ClockNotice />
      <CustodyNotice />
      <RefusedLink />
      {route.at !== "signIn" && <Tabs route={route} />}
      {route.at === "home" && <Home />}
      {route.at === "patients" && <PatientsScreen key={route.session} session={route.session} />}
      {route.at === "signIn" && signIn && <SignIn signIn={signIn} />}
      {route.at === "page" && <PageScreen key={route.page} route={route} />}
      {route.at === "flow" && <FlowScreen route={route} />}
      {route.at === "record" && <RecordScreen key={route.session} route={route} />}
      {launch && <LaunchQuestion key={launch.launch} launch={launch} />}
    </>
  );
}
