/** The host inside the desktop app. The only file that may import Tauri. */
import { Channel, invoke, isTauri } from "@tauri-apps/api/core";
import { asProblem, type Host } from "./host";

export { isTauri };

export function tauriHost(): Host {
  return {
    call: async (command, request) => {
      try {
        return await invoke(command, { request });
      } catch (thrown) {
        throw asProblem(thrown);
      }
    },
    stream: (command, request, onEvent, onProblem) => {
      let listening = true;
      // The official Channel puts messages back in order: large ones take another path and overtake.
      const channel = new Channel<Parameters<typeof onEvent>[0]>();
      channel.onmessage = (event) => {
        if (listening) onEvent(event);
      };
      invoke(command, { request, channel }).catch((thrown: unknown) => {
        if (listening) onProblem(asProblem(thrown));
      });
      return () => {
        listening = false;
      };
    },
  };
}
