/** Looking for a patient, where the person who signed in may see more than one. */
import { useEffect, useRef } from "react";
import { Button } from "../design/Button";
import { Icon } from "../design/Icon";
import { Notice } from "../design/Notice";
import { useWords } from "../l10n/words";
import { AppMenu } from "../screens/AppMenu";
import { useAppState, useDispatch, useEffects } from "../state/context";
import type { Desk } from "../state/state";
import { Found } from "./Found";
import styles from "./PatientsScreen.module.css";
import { Recent } from "./Recent";
import { SearchForm } from "./SearchForm";
import { useSearch } from "./useSearch";

export function PatientsScreen({ session }: { session: string }) {
  const desk = useAppState((state) => state.desks[session]);
  return desk ? <Shown desk={desk} /> : null;
}

function Shown({ desk }: { desk: Desk }) {
  const words = useWords();
  const dispatch = useDispatch();
  const effects = useEffects();
  const heading = useRef<HTMLHeadingElement>(null);
  // The page that led here is gone: reading goes on with this one.
  useEffect(() => heading.current?.focus(), []);
  const search = useSearch(desk.session);
  const { session, fhirBaseUrl, host } = desk;
  return (
    <div className={styles.screen} data-screen="patients">
      <header className={styles.bar}>
        <Button id="go-home" look="quiet" onPress={() => dispatch({ type: "wentHome" })}>
          <Icon name="back" />
          {words.say("go-home")}
        </Button>
        <span className={styles.space} />
        <Button id="sign-out" look="quiet" onPress={() => effects.record.signOut(session)}>
          {words.say("sign-out")}
        </Button>
        <AppMenu />
      </header>
      {desk.ended && (
        <Notice problem={desk.ended}>
          <Button
            id="sign-in-again"
            look="primary"
            onPress={() => effects.signIn.connect({ fhirBaseUrl, session }, host)}
          >
            {words.say("sign-in-again")}
          </Button>
        </Notice>
      )}
      <main className={styles.main}>
        <div className={styles.inner}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {words.say("patients-title")}
          </h1>
          <p className={styles.host}>{words.say("patients-at", { host })}</p>
          <SearchForm search={search} />
          <Found desk={desk} search={search} />
          {search.state.at === "idle" && <Recent session={session} />}
        </div>
      </main>
    </div>
  );
}
