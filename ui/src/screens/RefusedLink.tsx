/**
 * A link that nobody here waited for, or something that failed after its screen closed (a sign-out,
 * a page to print): it is said, and nothing else happens.
 */
import { Button } from "../design/Button";
import { Notice } from "../design/Notice";
import { useWords } from "../l10n/words";
import { useAppState, useDispatch } from "../state/context";

export function RefusedLink() {
  const words = useWords();
  const dispatch = useDispatch();
  const problem = useAppState((state) => state.notice);
  if (!problem) return null;
  return (
    <Notice problem={problem}>
      <Button id="notice-dismiss" onPress={() => dispatch({ type: "noticeDismissed" })}>
        {words.say("dismiss")}
      </Button>
    </Notice>
  );
}
