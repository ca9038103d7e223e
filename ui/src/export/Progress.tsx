/** How far the writing is, and where it went. */
import { ProgressBar } from "react-aria-components";
import type { Exported } from "../contract/contract";
import { Button } from "../design/Button";
import { useDelay } from "../design/useDelay";
import { useWords } from "../l10n/words";
import styles from "./ExportDialog.module.css";
import type { Course } from "./useExport";

type WorkingProps = {
  course: Extract<Course, { at: "writing" | "reading" }>;
  onStop: () => void;
};

export function Working({ course, onStop }: WorkingProps) {
  const words = useWords();
  const isLong = useDelay(500);
  if (!isLong) return <p className="visually-hidden">{words.say("export-reading")}</p>;
  const isCounted = course.at === "writing" && course.total > 0;
  const label = isCounted
    ? words.say("export-working", {
        done: words.count(course.done),
        total: words.count(course.total),
      })
    : words.say("export-reading");
  return (
    <div className={styles.part} data-export={course.at}>
      <ProgressBar
        aria-label={label}
        isIndeterminate={!isCounted}
        value={isCounted ? course.done : 0}
        maxValue={isCounted ? course.total : 1}
        className={styles.progress ?? ""}
      >
        {({ percentage }) => (
          <>
            <p>{label}</p>
            <span className={styles.bar}>
              <span className={styles.filled} style={{ inlineSize: `${percentage ?? 0}%` }} />
            </span>
          </>
        )}
      </ProgressBar>
      <div>
        <Button id="export-stop" onPress={onStop}>
          {words.say("export-stop")}
        </Button>
      </div>
    </div>
  );
}

type DoneProps = { exported: Exported; onAnother: () => void; onClose: () => void };

export function Done({ exported, onAnother, onClose }: DoneProps) {
  const words = useWords();
  const { name, isFolder, entries, added, leftOut, unreadable, incomplete } = exported;
  const lines = [
    [
      words.say("export-done-entries", { count: entries }),
      added > 0 && words.say("export-done-added", { count: added }),
    ]
      .filter(Boolean)
      .join(", "),
    leftOut > 0 && words.say("export-done-left-out", { count: leftOut }),
    unreadable > 0 && words.say("export-done-unreadable", { count: unreadable }),
    incomplete && words.say("export-done-incomplete"),
  ];
  return (
    <div className={styles.part} data-export="done">
      <p role="status" className={styles.strong}>
        {words.say("export-done")}
      </p>
      <p>
        {words.say(isFolder ? "export-done-folder" : "export-done-file")}{" "}
        <span id="export-name" className={styles.file}>
          {name}
        </span>
      </p>
      {lines.filter(Boolean).map((line) => (
        <p key={String(line)}>{line}</p>
      ))}
      <p className={styles.quiet}>{words.say("export-care")}</p>
      <div className={styles.buttons}>
        <Button id="export-another" onPress={onAnother}>
          {words.say("export-another")}
        </Button>
        <Button id="export-close" look="primary" autoFocus onPress={onClose}>
          {words.say("close")}
        </Button>
      </div>
    </div>
  );
}
