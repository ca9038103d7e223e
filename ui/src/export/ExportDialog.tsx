/** Takes a record along: what of it, how, what is missing before, and where it went after. */
import { useState } from "react";
import { Button } from "../design/Button";
import { Floating } from "../design/Floating";
import { ProblemCard } from "../design/ProblemCard";
import { isoDay } from "../l10n/dates";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import { type RecordState, sectionNames } from "../state/state";
import { useOutcome } from "../state/useOutcome";
import { allOfIt, choiceOf, fileForm, isUsable } from "./choice";
import styles from "./ExportDialog.module.css";
import { Forms } from "./Forms";
import { Missing } from "./Missing";
import { Done, Working } from "./Progress";
import { useExport } from "./useExport";
import { What } from "./What";

export function ExportDialog({ record, onClose }: { record: RecordState; onClose: () => void }) {
  const words = useWords();
  const effects = useEffects();
  const [chosen, setChosen] = useState(allOfIt);
  const { course, save, print, back } = useExport(record.session);
  const today = isoDay(new Date());
  const usable = isUsable(chosen);
  // Without a usable time, what is counted is what was counted before.
  const what = choiceOf(usable ? chosen : { ...chosen, time: "all" }, sectionNames, today);
  const question = JSON.stringify([record.session, record.load, what]);
  const asked = useOutcome(question, () => effects.export.count(record.session, what));
  const [last, setLast] = useState(asked.outcome);
  if (asked.outcome && asked.outcome !== last) setLast(asked.outcome);
  const counts = last?.answer ?? null;
  const form = fileForm(chosen.form);
  const obstacle = form ? (counts?.obstacle ?? null) : null;
  const problem = course.at === "asking" ? (course.problem ?? obstacle ?? last?.problem) : null;
  const isEmpty = counts !== null && counts.entries === 0;

  return (
    <Floating title={words.say("export-title")} onClose={onClose} wide={course.at === "asking"}>
      {course.at === "done" ? (
        <Done exported={course.exported} onAnother={back} onClose={onClose} />
      ) : course.at !== "asking" ? (
        <Working course={course} onStop={back} />
      ) : (
        <>
          <div className={styles.columns}>
            <What counts={counts} chosen={chosen} onChange={setChosen} />
            <div className={styles.part}>
              <Forms chosen={chosen} onChange={setChosen} />
              {counts && <Missing counts={counts} what={what} />}
            </div>
          </div>
          {problem && <ProblemCard problem={problem} />}
          <div className={styles.actions}>
            {form && !obstacle && <p className={styles.quiet}>{words.say("export-care")}</p>}
            {isEmpty && <p className={styles.quiet}>{words.say("export-nothing")}</p>}
            <span className={styles.buttons}>
              <Button onPress={onClose}>{words.say("close")}</Button>
              <Button
                id="export-run"
                look="primary"
                isDisabled={!usable || isEmpty || counts === null || obstacle !== null}
                onPress={() => (form ? save(what, form) : print(what))}
              >
                {words.say(form ? "export-run-file" : "export-run-print")}
              </Button>
            </span>
          </div>
        </>
      )}
    </Floating>
  );
}
