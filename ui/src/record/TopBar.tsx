/** What can be done with the record as a whole. */
import { Button } from "../design/Button";
import { Icon } from "../design/Icon";
import { Kbd } from "../design/Kbd";
import { useWords } from "../l10n/words";
import { AppMenu } from "../screens/AppMenu";
import { useDispatch, useEffects } from "../state/context";
import type { RecordState } from "../state/state";
import { useOutcome } from "../state/useOutcome";
import { paletteKeys } from "./keys";
import styles from "./TopBar.module.css";
import { useActions } from "./useActions";

/** Whose sign-in this is. Nothing stands there where the server does not say. */
function SignedInAs({ session }: { session: string }) {
  const words = useWords();
  const effects = useEffects();
  const { outcome } = useOutcome(session, () => effects.record.signedInAs(session));
  const name = outcome?.answer?.name;
  if (!name) return null;
  return (
    <span className={styles.who} data-region="signed-in-as" dir="auto">
      {words.say("signed-in-as", { name })}
    </span>
  );
}

/** What stands in the menu; the bar has the rest. */
const inMenu = [
  "not-shown",
  "load",
  "load-everything",
  "export",
  "print",
  "shortcuts",
  "sign-in",
  "kept",
];

export function TopBar({ record }: { record: RecordState }) {
  const words = useWords();
  const dispatch = useDispatch();
  const effects = useEffects();
  return (
    <header className={styles.bar}>
      <Button id="go-home" look="quiet" onPress={() => dispatch({ type: "wentHome" })}>
        <Icon name="back" />
        {words.say("go-home")}
      </Button>
      <SignedInAs session={record.session} />
      <span className={styles.find}>
        <Button
          id="open-palette"
          onPress={() => dispatch({ type: "dialogShown", dialog: "palette" })}
        >
          <Icon name="search" />
          <span className={styles.findLabel}>{words.say("find")}</span>
          <Kbd keys={paletteKeys} />
        </Button>
      </span>
      <span className={styles.actions}>
        <span className={styles.roomy}>
          <Button id="load-record" look="quiet" onPress={() => effects.record.load(record.session)}>
            {words.say("reload")}
          </Button>
          <Button
            id="export"
            look="quiet"
            onPress={() => dispatch({ type: "dialogShown", dialog: "export" })}
          >
            {words.say("export-open")}
          </Button>
        </span>
        <Button id="sign-out" look="quiet" onPress={() => effects.record.signOut(record.session)}>
          {words.say("sign-out")}
        </Button>
        <AppMenu here={useActions(record).filter(({ id }) => inMenu.includes(id))} />
      </span>
    </header>
  );
}
