/** The browser could not come back as it should have: the ways that are left. */
import type { RedirectWay } from "../contract/contract";
import { Button } from "../design/Button";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import type { SignIn } from "../state/state";

export function OfferedWays({ signIn }: { signIn: SignIn }) {
  const words = useWords();
  const effects = useEffects();
  const go = (way: RedirectWay) =>
    effects.signIn.connect({ ...signIn.request, way }, signIn.server);
  return signIn.ways.map((way, index) => (
    <Button
      key={way}
      id={`way-${way}`}
      look={index === 0 ? "primary" : "secondary"}
      onPress={() => go(way)}
    >
      {words.say(`offered-${way}`)}
    </Button>
  ));
}
