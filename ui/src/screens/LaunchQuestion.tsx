/** An EHR asks to open the app: the person sees who asks, in full, before anything is sent to it. */
import type { LaunchRequest } from "../contract/contract";
import { Button } from "../design/Button";
import { Floating } from "../design/Floating";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import styles from "./Question.module.css";

export function LaunchQuestion({ launch }: { launch: LaunchRequest }) {
  const words = useWords();
  const effects = useEffects();
  const dismiss = () => effects.dismissLaunch(launch);
  return (
    <Floating title={words.say("launch-title", { host: launch.host })} onClose={dismiss} decision>
      <div className={styles.facts} data-launch={launch.launch}>
        <p className={styles.host}>{launch.host}</p>
        <p className={styles.address}>
          {words.say("launch-address")}: {launch.fhirBaseUrl}
        </p>
      </div>
      <p>{words.say(launch.known ? "launch-known" : "launch-unknown")}</p>
      <div className={styles.actions}>
        <Button id="launch-dismiss" onPress={dismiss}>
          {words.say("launch-dismiss")}
        </Button>
        <Button id="launch-accept" look="primary" onPress={() => effects.acceptLaunch(launch)}>
          {words.say("launch-accept")}
        </Button>
      </div>
    </Floating>
  );
}
