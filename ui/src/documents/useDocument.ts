/** A document while it comes, and after. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { AttachmentRef, DocumentEvent, Problem } from "../contract/contract";
import type { Cancel } from "../host/host";
import { useEffects } from "../state/context";
import { bytesOf } from "./bytes";

type Opened = Extract<DocumentEvent, { type: "opened" }>;

export type Reading =
  | { at: "coming"; received: number; expected: number | null }
  | { at: "open"; opened: Opened; bytes: Uint8Array | null }
  | { at: "failed"; problem: Problem }
  | { at: "cancelled" };

const begun: Reading = { at: "coming", received: 0, expected: null };

export function useDocument({ record, key, index }: AttachmentRef) {
  const effects = useEffects();
  const [reading, setReading] = useState<Reading>(begun);
  const stop = useRef<Cancel>(() => {});
  const open = useCallback(() => {
    setReading(begun);
    const parts: Uint8Array[] = [];
    let opened: Opened | null = null;
    stop.current = effects.documents.open(
      { record, key, index },
      (event) => {
        switch (event.type) {
          case "progress":
            return setReading({ at: "coming", ...amounts(event) });
          case "opened":
            opened = event;
            return;
          case "bytes":
            parts.push(bytesOf(event.base64));
            return;
          case "finished":
            if (opened) setReading({ at: "open", opened, bytes: joined(parts) });
            return;
          case "failed":
            return setReading({ at: "failed", problem: event.problem });
        }
      },
      (problem) => setReading({ at: "failed", problem }),
    );
  }, [effects, record, key, index]);
  useEffect(() => {
    open();
    return () => stop.current();
  }, [open]);
  const cancel = () => {
    stop.current();
    setReading({ at: "cancelled" });
  };
  return { reading, open, cancel };
}

function amounts({ received, expected }: { received: number; expected: number | null }) {
  return { received, expected };
}

function joined(parts: readonly Uint8Array[]): Uint8Array | null {
  if (parts.length === 0) return null;
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
