/**
 * Servers: those that are saved, public ones to try, clinics found by name; beside the list, what a
 * server supports, how to sign in to it, and what to enter where the app is registered with it.
 */
import { ProblemCard } from "../design/ProblemCard";
import { Skeleton } from "../design/Skeleton";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import { useKept } from "../state/useKept";
import { useOutcome } from "../state/useOutcome";
import styles from "./Connections.module.css";
import { ServerDetail } from "./ServerDetail";
import { ServerList } from "./ServerList";
import { type Target, targetOf } from "./target";

/** `topic`: the saved server to begin with. */
export function Connections({ topic }: { topic: string | null }) {
  const words = useWords();
  const effects = useEffects();
  const { outcome, again } = useOutcome("servers", effects.servers.list);
  const [chosen, setChosen] = useKept<Target | null>("connections-chosen", () => null);
  if (!outcome) return <Skeleton />;
  if (!outcome.answer)
    return (
      <div className={styles.problem}>
        <ProblemCard problem={outcome.problem} />
      </div>
    );
  const { servers, vendors, mayChange } = outcome.answer;
  const asked = servers.find(({ server }) => server === topic);
  const target = chosen ?? (asked ? targetOf(asked) : null);
  const saved = servers.find(({ server }) => server === target?.server) ?? null;
  return (
    <div className={styles.columns} data-detail={target ? "open" : "closed"}>
      <ServerList servers={servers} mayChange={mayChange} target={target} onChoose={setChosen} />
      {target ? (
        <ServerDetail
          key={target.fhirBaseUrl}
          target={target}
          saved={saved}
          vendors={vendors}
          mayChange={mayChange}
          onSaved={(server) => {
            setChosen(targetOf(server));
            again();
          }}
          onRemoved={() => {
            setChosen(null);
            again();
          }}
          onClose={() => setChosen(null)}
        />
      ) : (
        <p className={styles.none}>{words.say("servers-none-chosen")}</p>
      )}
    </div>
  );
}
