/** The course of taking a record along: asking, writing, done. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { ExportChoice, Exported, ExportForm, Problem } from "../contract/contract";
import type { Cancel } from "../host/host";
import { useDispatch, useEffects } from "../state/context";

export type Course =
  | { at: "asking"; problem: Problem | null }
  | { at: "writing"; done: number; total: number }
  | { at: "reading" }
  | { at: "done"; exported: Exported };

export type Export = {
  course: Course;
  save: (what: ExportChoice, form: ExportForm) => void;
  print: (what: ExportChoice) => void;
  /** Gives up what runs, or asks anew after it is done. */
  back: () => void;
};

const asking: Course = { at: "asking", problem: null };

export function useExport(session: string): Export {
  const effects = useEffects();
  const dispatch = useDispatch();
  const [course, setCourse] = useState<Course>(asking);
  const running = useRef<Cancel | null>(null);
  const stop = useCallback(() => {
    running.current?.();
    running.current = null;
  }, []);
  // A dialog that is closed takes no copy.
  useEffect(() => stop, [stop]);
  const failed = (problem: Problem) => {
    running.current = null;
    setCourse({ at: "asking", problem });
  };

  return {
    course,
    save: (what, form) => {
      setCourse({ at: "writing", done: 0, total: 0 });
      running.current = effects.export.write({ record: session, what, form }, (event) => {
        switch (event.type) {
          case "progress":
            return setCourse({ at: "writing", done: event.done, total: event.total });
          case "finished":
            running.current = null;
            return setCourse({ at: "done", exported: event.exported });
          case "failed":
            return failed(event.problem);
        }
      });
    },
    print: (what) => {
      setCourse({ at: "reading" });
      running.current = effects.export.rows(session, what, ({ answer, problem }) => {
        running.current = null;
        if (problem) return failed(problem);
        dispatch({ type: "paperLaid", paper: { session, what, rows: answer } });
      });
    },
    back: () => {
      stop();
      setCourse(asking);
    },
  };
}
