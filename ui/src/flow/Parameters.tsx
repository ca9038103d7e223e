/** Names, values, and what each is for. */
import type { FlowParameter, FlowStep } from "../contract/contract";
import { useWords, type Words } from "../l10n/words";
import { markId } from "./equals";
import { listIn } from "./kinds";
import styles from "./Parameters.module.css";
import { Secret } from "./Secret";

type Props = { step: FlowStep; parameters: readonly FlowParameter[]; came: boolean };

export function Parameters({ step, parameters, came }: Props) {
  const words = useWords();
  if (parameters.length === 0) return null;
  return (
    <dl className={styles.list}>
      {parameters.map((parameter, index) => {
        const id = markId(step, came, index);
        const explained = explain(words, step, parameter);
        return (
          <div key={id} className={styles.row} data-parameter={parameter.name}>
            <dt className={styles.name}>
              <code>{parameter.name}</code>
              {parameter.place !== "body" && (
                <span className={styles.place}>{words.say(`flow-place-${parameter.place}`)}</span>
              )}
            </dt>
            <dd className={styles.value}>
              <Value parameter={parameter} id={id} />
              {explained && <p className={styles.why}>{explained}</p>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Value({ parameter, id }: { parameter: FlowParameter; id: string }) {
  const words = useWords();
  const { name, value } = parameter;
  if (value.type === "redacted") return <Secret value={value} id={id} />;
  const list = listIn(name, value.text);
  if (list)
    return (
      <ul className={styles.several}>
        {list.map((one) => (
          <li key={one}>
            <code>{one}</code>
          </li>
        ))}
      </ul>
    );
  if (value.text === "") return <span className={styles.empty}>{words.say("flow-empty")}</span>;
  return (
    <code className={styles.text} dir="auto">
      {value.text}
    </code>
  );
}

/** What a name is for: in this kind of step first, else anywhere. */
function explain(words: Words, step: FlowStep, { name }: FlowParameter): string | null {
  for (const prefix of [`flow-param-${step.kind}`, "flow-param"]) {
    const text = words.code(prefix, name);
    if (text !== name) return text;
  }
  return null;
}
