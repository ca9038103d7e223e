/** A patient's record: banner, sections, the section, the details of a row. */
import { useEffect } from "react";
import type { ProblemCode } from "../contract/contract";
import { Button } from "../design/Button";
import { Notice } from "../design/Notice";
import { ProblemCard } from "../design/ProblemCard";
import { Paper } from "../export/Paper";
import { WhatHappened } from "../flow/WhatHappened";
import { useWords } from "../l10n/words";
import { afterPaint } from "../screens/after-paint";
import { useAppState, useEffects } from "../state/context";
import type { RecordRoute, RecordState } from "../state/state";
import { Banner } from "./Banner";
import { Detail } from "./Detail";
import { patientName } from "./names";
import { PrintFoot } from "./PrintFoot";
import { RecordDialogs } from "./RecordDialogs";
import styles from "./RecordScreen.module.css";
import { SectionNav } from "./SectionNav";
import { SectionView } from "./SectionView";
import { Summary } from "./Summary";
import { TopBar } from "./TopBar";
import { useCopied } from "./useCopied";
import { usePrintLayout } from "./usePrinting";
import { useRecordKeys } from "./useRecordKeys";

export function RecordScreen({ route }: { route: RecordRoute }) {
  const record = useAppState((state) => state.records[route.session]);
  useRecordKeys();
  usePrintLayout(route.session);
  useCopied();
  if (!record) return null;
  return <Shown route={route} record={record} />;
}

function Shown({ route, record }: { route: RecordRoute; record: RecordState }) {
  const words = useWords();
  const name = record.banner ? patientName(record.banner) : null;
  useMarks(record);
  const paper = useAppState((state) => state.paper);
  return (
    <>
      {paper?.session === record.session && <Paper paper={paper} record={record} />}
      <div
        className={styles.screen}
        data-on-paper={paper ? "other" : undefined}
        data-record={record.load === "failed" ? "incomplete" : record.load}
      >
        <TopBar record={record} />
        <SessionEnded record={record} />
        <Banner record={record} />
        <div className={styles.columns} data-detail={route.selected ? "open" : "closed"}>
          <SectionNav record={record} place={route.place} />
          <main
            className={styles.main}
            aria-label={words.say("record-label", { name: name ?? words.say("name-unknown") })}
          >
            <LoadProblem record={record} />
            {isEmptyHanded(record) ? null : route.place === "summary" ? (
              <Summary record={record} />
            ) : (
              <SectionView
                key={`${route.place} ${route.mode}`}
                record={record}
                route={route}
                place={route.place}
              />
            )}
          </main>
          {route.selected && (
            <Detail key={route.selected.key} record={record} selected={route.selected} />
          )}
          <div id="reading-place" className={styles.reading} />
        </div>
        <PrintFoot record={record} />
        <RecordDialogs record={record} />
      </div>
    </>
  );
}

/** Tells the benchmark when the banner and when the whole record were on screen. */
function useMarks(record: RecordState): void {
  const effects = useEffects();
  const hasBanner = record.banner !== null;
  const isDone = record.load !== "loading";
  useEffect(() => {
    if (hasBanner) return afterPaint(() => effects.mark("banner"));
  }, [effects, hasBanner]);
  useEffect(() => {
    if (isDone) return afterPaint(() => effects.mark("record-complete"));
  }, [effects, isDone]);
}

/** The load failed before anything arrived: there is nothing to show but why. */
function isEmptyHanded({ load, banner }: RecordState): boolean {
  return load === "failed" && banner === null;
}

function SessionEnded({ record }: { record: RecordState }) {
  const words = useWords();
  const { again } = useSignInAgain(record);
  if (!record.ended || isEmptyHanded(record)) return null;
  return (
    <Notice problem={record.ended}>
      <Button id="sign-in-again" look="primary" onPress={again}>
        {words.say("sign-in-again")}
      </Button>
    </Notice>
  );
}

function useSignInAgain({ session, fhirBaseUrl, host }: RecordState) {
  const effects = useEffects();
  return { again: () => effects.signIn.connect({ fhirBaseUrl, session }, host) };
}

const byPolicy: readonly ProblemCode[] = ["policy-unreadable", "server-not-allowed"];

function LoadProblem({ record }: { record: RecordState }) {
  const words = useWords();
  const effects = useEffects();
  const { again } = useSignInAgain(record);
  const { problem } = record;
  if (!problem || (record.ended && !isEmptyHanded(record))) return null;
  // Neither helps against what the owner of the computer decided.
  const isForbidden = byPolicy.includes(problem.code);
  return (
    <div className={styles.problem}>
      <ProblemCard problem={problem} bare={record.banner === null}>
        {!isForbidden && (
          <Button id="load-again" onPress={() => effects.record.load(record.session)}>
            {words.say("try-again")}
          </Button>
        )}
        {!isForbidden && (record.ended || !problem.retryable) && (
          <Button id="sign-in-again" look="primary" onPress={again}>
            {words.say("sign-in-again")}
          </Button>
        )}
        <WhatHappened wanted={{ reference: problem.reference, session: record.session }} isOver />
      </ProblemCard>
    </div>
  );
}
