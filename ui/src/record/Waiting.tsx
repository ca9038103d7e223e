/** The server asks everybody to wait: for how long still, counted down. */
import { useEffect, useState } from "react";
import { useWords } from "../l10n/words";
import type { RecordState } from "../state/state";

export function Waiting({ wait }: { wait: RecordState["wait"] }) {
  const words = useWords();
  const [left, setLeft] = useState(wait?.seconds ?? 0);
  useEffect(() => {
    setLeft(wait?.seconds ?? 0);
    if (!wait) return;
    const tick = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000);
    return () => clearInterval(tick);
  }, [wait]);
  if (!wait || left === 0) return null;
  return <span data-waiting="">{words.say("waiting-for-server", { seconds: left })}</span>;
}
