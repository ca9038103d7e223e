/**
 * A secret as it may be shown: what it is, and a mark to compare it by. Pointing at one marks its
 * equals; pressing it goes to the next.
 */
import { Button } from "react-aria-components";
import type { FlowValue } from "../contract/contract";
import { useWords } from "../l10n/words";
import { useMarking } from "./marking";
import styles from "./Secret.module.css";

type Redacted = Extract<FlowValue, { type: "redacted" }>;

type Props = {
  value: Redacted;
  /** Names this appearance; without one it stands in a sentence. */
  id?: string;
};

export function Secret({ value, id }: Props) {
  const words = useWords();
  const kind = words.say(`flow-secret-${value.kind}`);
  if (value.revealed !== null)
    return (
      <span className={styles.revealed} dir="auto">
        {value.revealed}
      </span>
    );
  if (value.fingerprint === null)
    return (
      <span className={styles.hidden}>
        {words.say("flow-hidden", { kind, length: value.length })}
      </span>
    );
  return <Mark kind={kind} fingerprint={value.fingerprint} length={value.length} id={id} />;
}

type MarkProps = { kind: string; fingerprint: string; length: number; id: string | undefined };

function Mark({ kind, fingerprint, length, id }: MarkProps) {
  const words = useWords();
  const { marked, mark, equals, goTo } = useMarking();
  const places = equals.get(fingerprint) ?? [];
  const others = places.filter((place) => place.id !== id);
  const here = places.findIndex((place) => place.id === id);
  const next = others.length > 0 ? places[(here + 1) % places.length] : undefined;
  const where = others
    .map(({ step, name }) => words.say("flow-same-place", { number: step.number, name }))
    .join(", ");
  const same = others.length > 0 ? words.say("flow-same", { where }) : words.say("flow-only-here");
  return (
    <span className={styles.secret}>
      <Button
        {...(id ? { id } : {})}
        className={styles.mark}
        data-fingerprint={fingerprint}
        data-marked={marked === fingerprint}
        onHoverStart={() => mark(fingerprint)}
        onHoverEnd={() => mark(null)}
        onFocus={() => mark(fingerprint)}
        onBlur={() => mark(null)}
        onPress={() => next && goTo(next)}
      >
        <span className={styles.kind}>{kind}</span>
        <code className={styles.print}>{fingerprint}</code>
        <span className={styles.length}>{words.say("flow-bytes", { count: length })}</span>
        <span className="visually-hidden">{same}</span>
      </Button>
      {id && others.length > 0 && <span className={styles.same}>{same}</span>}
    </span>
  );
}
