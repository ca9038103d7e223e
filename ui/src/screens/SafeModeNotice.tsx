/** The app came to a bad end again and again: what is different now, and the way back. */
import { Button } from "../design/Button";
import { CopyButton } from "../design/CopyButton";
import { Notice } from "../design/Notice";
import { useWords } from "../l10n/words";
import { useAppState, useEffects } from "../state/context";

export function SafeModeNotice() {
  const words = useWords();
  const effects = useEffects();
  const isSafe = useAppState((state) => state.overview?.safeMode ?? false);
  if (!isSafe) return null;
  return (
    <Notice
      name="safe-mode"
      title={words.say("safe-mode")}
      text={words.say("safe-mode-action")}
      problem={null}
    >
      <CopyButton
        id="safe-mode-report"
        look="secondary"
        label={words.say("safe-mode-report")}
        text={effects.program.report}
      />
      <Button id="start-normally" onPress={effects.program.startNormally}>
        {words.say("start-normally")}
      </Button>
    </Notice>
  );
}
