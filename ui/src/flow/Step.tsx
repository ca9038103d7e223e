/** One step: between whom it goes, what it is for, what was sent and what came back. */
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import type { FlowStep } from "../contract/contract";
import { Icon } from "../design/Icon";
import { ProblemCard } from "../design/ProblemCard";
import { useWords } from "../l10n/words";
import { durationParts, lanes, wayOf } from "./kinds";
import { Parameters } from "./Parameters";
import styles from "./Step.module.css";

type Props = {
  step: FlowStep;
  host: string;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
};

export function Step({ step, host, isOpen, onOpen }: Props) {
  const words = useWords();
  const hasMore = step.request !== null || step.answer !== null;
  const title = words.say(`flow-step-${step.kind}`);
  return (
    <li className={styles.step} data-flow-step={step.kind} data-outcome={step.outcome}>
      <Lanes step={step} />
      <div className={styles.body}>
        <Disclosure isExpanded={isOpen && hasMore} onExpandedChange={onOpen}>
          <div className={styles.head}>
            <span className={styles.number} aria-hidden="true">
              {step.number}
            </span>
            <Heading level={2} className={styles.title}>
              {hasMore ? (
                <Button slot="trigger" className={styles.trigger} id={`flow-step-${step.number}`}>
                  <span className="visually-hidden">
                    {words.say("flow-step-number", { number: step.number })}{" "}
                  </span>
                  {title}
                  <span className={styles.chevron}>
                    <Icon name="chevron" size={14} />
                  </span>
                </Button>
              ) : (
                <>
                  <span className="visually-hidden">
                    {words.say("flow-step-number", { number: step.number })}{" "}
                  </span>
                  {title}
                </>
              )}
            </Heading>
            <Outcome step={step} />
          </div>
          <p className={styles.between}>{words.say(`flow-way-${step.kind}`, { host })}</p>
          <p className={styles.why}>{words.part(`flow-step-${step.kind}`, "why")}</p>
          <Wrong step={step} />
          <DisclosurePanel className={styles.panel}>
            <Sent step={step} />
            <Came step={step} />
          </DisclosurePanel>
        </Disclosure>
      </div>
    </li>
  );
}

/** The step as an arrow in a picture of browser, app and server. Said in words beside it. */
function Lanes({ step }: { step: FlowStep }) {
  const { from, to, back } = wayOf(step.kind);
  const left = Math.min(lanes.indexOf(from), lanes.indexOf(to));
  const span = Math.abs(lanes.indexOf(from) - lanes.indexOf(to));
  const leftward = lanes.indexOf(to) < lanes.indexOf(from);
  return (
    <div className={styles.lanes} aria-hidden="true">
      {lanes.map((lane) => (
        <span key={lane} className={styles.line} />
      ))}
      <span
        className={styles.arrow}
        data-left={left}
        data-span={span}
        data-head={back ? "both" : leftward ? "left" : "right"}
      />
    </div>
  );
}

function Outcome({ step }: { step: FlowStep }) {
  const words = useWords();
  const duration = step.milliseconds === null ? null : durationParts(step.milliseconds);
  return (
    <span className={styles.outcome}>
      {step.outcome === "failed" && <Icon name="warning" size={14} />}
      {step.outcome === "done" && <Icon name="check" size={14} />}
      <span className={styles.word}>{words.say(`flow-outcome-${step.outcome}`)}</span>
      {duration && <span className={styles.time}>{words.say(duration.id, duration.args)}</span>}
    </span>
  );
}

function Wrong({ step }: { step: FlowStep }) {
  const words = useWords();
  return (
    <>
      {step.problem && <ProblemCard problem={step.problem} announce={false} />}
      {step.warnings.length > 0 && (
        <div className={styles.warnings}>
          <p>{words.say("flow-warnings", { count: step.warnings.length })}</p>
          <ul>
            {step.warnings.map((code) => (
              <li key={code} data-warning={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Sent({ step }: { step: FlowStep }) {
  const words = useWords();
  const { request } = step;
  if (!request) return null;
  return (
    <section className={styles.part} data-part="sent">
      <h3 className={styles.partTitle}>{words.say("flow-sent")}</h3>
      <p className={styles.address}>
        {request.method && <span className={styles.method}>{request.method}</span>}
        <code>{request.url}</code>
      </p>
      <Parameters step={step} parameters={request.parameters} came={false} />
    </section>
  );
}

function Came({ step }: { step: FlowStep }) {
  const words = useWords();
  const { answer } = step;
  if (!answer) return null;
  const size = answer.bytes === null ? null : words.say("flow-bytes", { count: answer.bytes });
  const facts = [answer.status?.toString() ?? null, answer.mediaType, size].filter(Boolean);
  return (
    <section className={styles.part} data-part="came">
      <h3 className={styles.partTitle}>{words.say("flow-came")}</h3>
      {facts.length > 0 && (
        <p className={styles.address}>
          <code>{facts.join(" · ")}</code>
        </p>
      )}
      <Parameters step={step} parameters={answer.members} came />
    </section>
  );
}
