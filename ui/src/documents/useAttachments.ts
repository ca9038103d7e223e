/** What the resource that is looked at brings to be read. */
import { useEffect, useState } from "react";
import type { Attachments, Problem } from "../contract/contract";
import { useEffects } from "../state/context";

type Held = { of: string; answer: Attachments | null; problem: Problem | null };

export function useAttachments(record: string, key: string, revision: string) {
  const effects = useEffects();
  const [held, setHeld] = useState<Held | null>(null);
  const of = `${record} ${key}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a resource that changed is asked for again
  useEffect(() => {
    let isWanted = true;
    effects.documents.list(record, key).then(({ answer, problem }) => {
      if (isWanted) setHeld({ of, answer, problem });
    });
    return () => {
      isWanted = false;
    };
  }, [effects, record, key, of, revision]);
  return held?.of === of ? held : null;
}
