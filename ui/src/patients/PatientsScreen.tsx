/** Looking for a patient, where the person who signed in may see more than one. */
import { useEffect, useRef } from "react";
import { Button } from "../design/Button";
import { Frame } from "../design/Frame";
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
  const heading = useRef<HTMLHeadingElement>(null);
  // The page that led here is gone: reading goes on with this one.
  useEffect(() => heading.current?.focus(), []);
  const search = useSearch(desk.session);
  return (
    <Frame data-screen="patients" bar={<Bar desk={desk} />} notice={<Ended desk={desk} />}>
      <div className={styles.inner}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {words.say("patients-title")}
        </h1>
        <p className={styles.host}>{words.say("patients-at", { host: desk.host })}</p>
        <SearchForm search={search} />
        <Found desk={desk} search={search} />
        {search.state.at === "idle" && <Recent session={desk.session} />}
      </div>
    </Frame>
  );
}

function Bar({ desk }: { desk: Desk }) {
  const words = useWords();
  const dispatch = useDispatch();
  const effects = useEffects();
  return (
    <>
      <Button id="go-home" look="quiet" onPress={() => dispatch({ type: "wentHome" })}>
        <Icon name="back" />
        {words.say("go-home")}
      </Button>
      <span className={styles.space} />
      <Button id="sign-out" look="quiet" onPress={() => effects.record.signOut(desk.session)}>
        {words.say("sign-out")}
      </Button>
      <AppMenu />
    </>
  );
}

/** Why the session ended, and the way back into it. */
function Ended({ desk }: { desk: Desk }) {
  const words = useWords();
  const effects = useEffects();
  const { session, fhirBaseUrl, host, ended } = desk;
  if (!ended) return null;
  return (
    <Notice problem={ended}>
      <Button
        id="sign-in-again"
        look="primary"
        onPress={() => effects.signIn.connect({ fhirBaseUrl, session }, host)}
      >
        {words.say("sign-in-again")}
      </Button>
    </Notice>
  );
}
