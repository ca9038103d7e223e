/** Servers refuse what is signed too early or too late: said before a sign-in fails for it. */
import { Button } from "../design/Button";
import { Notice } from "../design/Notice";
import { useWords } from "../l10n/words";
import { amountOf } from "../state/clock-amount";
import { useAppState, useDispatch } from "../state/context";

export function ClockNotice() {
  const words = useWords();
  const dispatch = useDispatch();
  const seconds = useAppState((state) => state.clockOff);
  if (seconds === null) return null;
  const { direction, unit, count } = amountOf(seconds);
  const amount = words.say(`clock-${unit}`, { count });
  return (
    <Notice
      name="clock-off"
      title={words.say(`clock-${direction}`, { amount })}
      text={words.say("clock-off-action")}
      problem={null}
    >
      <Button id="clock-dismiss" onPress={() => dispatch({ type: "clockDismissed" })}>
        {words.say("dismiss")}
      </Button>
    </Notice>
  );
}
