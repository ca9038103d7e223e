/** What happened during a sign-in, a refresh or a sign-out, step by step. */
import { useCallback, useEffect, useRef, useState } from "react";
import { ToggleButton } from "react-aria-components";
import type { Flow } from "../contract/contract";
import { Button } from "../design/Button";
import { CopyButton } from "../design/CopyButton";
import { Icon } from "../design/Icon";
import { ProblemCard } from "../design/ProblemCard";
import { Skeleton } from "../design/Skeleton";
import { useWords } from "../l10n/words";
import { useAppState, useDispatch, useEffects } from "../state/context";
import type { FlowRoute } from "../state/state";
import { AskServer } from "./AskServer";
import type { Appearance } from "./equals";
import styles from "./FlowScreen.module.css";
import { Flows } from "./Flows";
import { lanes } from "./kinds";
import { MarkingProvider } from "./marking";
import { Step } from "./Step";
import { Story } from "./Story";

export function FlowScreen({ route }: { route: FlowRoute }) {
  const words = useWords();
  const dispatch = useDispatch();
  const { list, flow, problem } = useAppState((state) => state.flows);
  const close = useCallback(() => dispatch({ type: "flowsClosed" }), [dispatch]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) close();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [close]);
  return (
    <div className={styles.screen} data-screen="flow">
      <header className={styles.bar}>
        <Button id="flow-back" look="quiet" onPress={close}>
          <Icon name="back" />
          {words.say(`flow-back-${route.back.at}`)}
        </Button>
        <Title />
        {flow && <Tools flow={flow} />}
      </header>
      <div className={styles.columns}>
        <Flows list={list} chosen={flow?.summary.flow ?? null} />
        <main className={styles.main}>
          {problem && <ProblemCard problem={problem} />}
          {flow && <FlowView key={flow.summary.flow} flow={flow} />}
          {!flow && !problem && list === null && <Skeleton />}
          {list?.length === 0 && <p className={styles.nothing}>{words.say("flow-nothing")}</p>}
        </main>
      </div>
    </div>
  );
}

function Title() {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone: reading goes on with the screen.
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 ref={heading} tabIndex={-1} className={styles.title}>
      {words.say("flow-title")}
    </h1>
  );
}

function Tools({ flow }: { flow: Flow }) {
  const words = useWords();
  const effects = useEffects();
  const reveal = useAppState((state) => state.flows.reveal);
  return (
    <div className={styles.tools}>
      <ToggleButton
        id="flow-reveal"
        className={styles.toggle ?? ""}
        isSelected={reveal}
        onChange={effects.flows.reveal}
      >
        {reveal && <Icon name="check" size={14} />}
        {words.say("flow-reveal")}
      </ToggleButton>
      <CopyButton
        id="flow-report"
        look="secondary"
        label={words.say("flow-report")}
        text={() => effects.flows.report(flow.summary.flow)}
      />
    </div>
  );
}

/** The steps that say most are open at first; every step that went wrong is. */
function isOpenAtFirst(flow: Flow, number: number): boolean {
  const step = flow.steps.find((one) => one.number === number);
  return (
    step !== undefined &&
    (step.outcome === "failed" || step.kind === "redirect" || step.kind === "token")
  );
}

function FlowView({ flow }: { flow: Flow }) {
  const words = useWords();
  const [opened, setOpened] = useState<Readonly<Record<number, boolean>>>({});
  const [target, setTarget] = useState<string | null>(null);
  const isOpen = (number: number) => opened[number] ?? isOpenAtFirst(flow, number);
  const set = (number: number, open: boolean) =>
    setOpened((before) => ({ ...before, [number]: open }));
  const goTo = useCallback(({ step, id }: Appearance) => {
    setOpened((before) => ({ ...before, [step.number]: true }));
    setTarget(id);
  }, []);
  useEffect(() => {
    if (!target) return;
    const place = document.getElementById(target);
    place?.focus();
    place?.scrollIntoView({ block: "center" });
    setTarget(null);
  }, [target]);
  const all = flow.steps.length > 0 && flow.steps.every((step) => isOpen(step.number));
  const setAll = () => setOpened(Object.fromEntries(flow.steps.map((step) => [step.number, !all])));
  const { host, outcome } = flow.summary;
  return (
    <MarkingProvider flow={flow} goTo={goTo}>
      <Story flow={flow} />
      {flow.mayAsk && flow.summary.session && <AskServer session={flow.summary.session} />}
      <div className={styles.over}>
        <p role="status" className={styles.status} data-flow-outcome={outcome}>
          {words.say(`flow-status-${outcome}`, { count: flow.steps.length })}
        </p>
        <Button id="flow-open-all" look="quiet" onPress={setAll}>
          {words.say(all ? "flow-close-all" : "flow-open-all")}
        </Button>
      </div>
      <div className={styles.picture}>
        <div className={styles.lanes} aria-hidden="true">
          {lanes.map((lane) => (
            <span key={lane}>{words.say(`flow-lane-${lane}`)}</span>
          ))}
        </div>
        <ol className={styles.steps} data-region="flow-steps">
          {flow.steps.map((step) => (
            <Step
              key={step.number}
              step={step}
              host={host}
              isOpen={isOpen(step.number)}
              onOpen={(open) => set(step.number, open)}
            />
          ))}
        </ol>
      </div>
      {flow.stepsLeftOut > 0 && (
        <p className={styles.nothing}>{words.say("flow-left-out", { count: flow.stepsLeftOut })}</p>
      )}
      {flow.summary.problem && outcome === "failed" && !saidByAStep(flow) && (
        <ProblemCard problem={flow.summary.problem} announce={false} />
      )}
    </MarkingProvider>
  );
}

/** The step that failed says why already. */
function saidByAStep({ summary, steps }: Flow): boolean {
  return steps.some((step) => step.problem?.code === summary.problem?.code);
}
