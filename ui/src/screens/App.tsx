/** The screen for the route, and what floats above every screen. */
import { useEffect } from "react";
import { FlowScreen } from "../flow/FlowScreen";
import { RecordScreen } from "../record/RecordScreen";
import { useAppState, useEffects } from "../state/context";
import styles from "./App.module.css";
import { afterPaint } from "./after-paint";
import { CustodyNotice } from "./CustodyNotice";
import { Home } from "./Home";
import { LaunchQuestion } from "./LaunchQuestion";
import { PageScreen } from "./PageScreen";
import { RefusedLink } from "./RefusedLink";
import { SignIn } from "./SignIn";

export function App() {
  const effects = useEffects();
  const route = useAppState((state) => state.route);
  const launch = useAppState((state) => state.launches[0]);
  const signIn = useAppState((state) => state.signIn);
  useEffect(() => afterPaint(() => effects.mark("interactive")), [effects]);
  return (
    <div className={styles.app}>
      <CustodyNotice />
      <RefusedLink />
      {route.at === "home" && <Home />}
      {route.at === "signIn" && signIn && <SignIn signIn={signIn} />}
      {route.at === "page" && <PageScreen key={route.page} route={route} />}
      {route.at === "flow" && <FlowScreen route={route} />}
      {route.at === "record" && <RecordScreen key={route.session} route={route} />}
      {launch && <LaunchQuestion key={launch.launch} launch={launch} />}
    </div>
  );
}
