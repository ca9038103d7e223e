/** A host without a core: answers from functions, and remembers what it was asked. For tests. */
import type { Calls, Streams } from "../contract/contract";
import { asProblem, type CallName, type Host, type StreamName } from "./host";

export type CallAnswers = {
  [C in CallName]?: (
    request: Calls[C]["request"],
  ) => Calls[C]["answer"] | Promise<Calls[C]["answer"]>;
};
export type StreamAnswers = {
  [S in StreamName]?: (
    request: Streams[S]["request"],
    send: (event: Streams[S]["event"]) => void,
  ) => void;
};

export type MemoryHost = Host & {
  /** Every command in the order in which it was asked. */
  asked: { command: CallName | StreamName; request: unknown }[];
  /** Streams that were given up. */
  cancelled: StreamName[];
};

export function memoryHost(calls: CallAnswers = {}, streams: StreamAnswers = {}): MemoryHost {
  const asked: MemoryHost["asked"] = [];
  const cancelled: StreamName[] = [];
  return {
    asked,
    cancelled,
    call: async (command, request) => {
      asked.push({ command, request });
      const answer = calls[command];
      if (!answer) throw asProblem(null);
      return answer(request);
    },
    stream: (command, request, onEvent) => {
      asked.push({ command, request });
      let listening = true;
      streams[command]?.(request, (event) => {
        if (listening) onEvent(event);
      });
      return () => {
        if (listening) cancelled.push(command);
        listening = false;
      };
    },
  };
}
