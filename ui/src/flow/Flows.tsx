/** The flows of this run, newest first. */
import { Button } from "react-aria-components";
import type { FlowSummary } from "../contract/contract";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import styles from "./Flows.module.css";
import { durationParts } from "./kinds";

type Props = { list: readonly FlowSummary[] | null; chosen: string | null };

export function Flows({ list, chosen }: Props) {
  const words = useWords();
  if (!list || list.length === 0) return <div />;
  return (
    <nav className={styles.side} aria-label={words.say("flow-list")}>
      <ul className={styles.list}>
        {list.map((summary) => (
          <li key={summary.flow}>
            <Choice summary={summary} isChosen={summary.flow === chosen} />
          </li>
        ))}
      </ul>
      <p className={styles.kept}>{words.say("flow-kept")}</p>
    </nav>
  );
}

function Choice({ summary, isChosen }: { summary: FlowSummary; isChosen: boolean }) {
  const words = useWords();
  const effects = useEffects();
  const { flow, kind, host, began, outcome, milliseconds } = summary;
  const duration = milliseconds === null ? null : durationParts(milliseconds);
  return (
    <Button
      className={styles.choice ?? ""}
      data-flow={flow}
      aria-current={isChosen ? "true" : undefined}
      onPress={() => effects.flows.choose(flow)}
    >
      <span className={styles.kind}>
        {outcome === "failed" && <Icon name="warning" size={14} />}
        {words.say(`flow-kind-${kind}`)}
      </span>
      <span className={styles.host}>{host}</span>
      <span className={styles.when}>
        {words.clock(began)} · {words.say(`flow-outcome-${outcome}`)}
        {duration && ` · ${words.say(duration.id, duration.args)}`}
      </span>
    </Button>
  );
}
