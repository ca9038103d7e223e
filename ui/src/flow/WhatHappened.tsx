/** The way from a sign-in, or from something that went wrong, to what happened step by step. */
import { Button } from "../design/Button";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import type { FlowWanted } from "../state/state";

type Props = { wanted: FlowWanted; isOver: boolean };

export function WhatHappened({ wanted, isOver }: Props) {
  const words = useWords();
  const effects = useEffects();
  return (
    <Button id="what-happened" look="quiet" onPress={() => effects.flows.open(wanted)}>
      {words.say(isOver ? "flow-what-happened" : "flow-what-is-happening")}
    </Button>
  );
}
