/** The host of an ordinary browser: the development server on loopback that runs the real core. */
import { asProblem, type Host } from "./host";
import { eachLine } from "./ndjson";

export function devhostToken(): string | null {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="devhost-token"]');
  return meta?.content || null;
}

export function devhost(token: string): Host {
  const post = (path: string, request: unknown, signal?: AbortSignal) =>
    fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-devhost-token": token },
      body: JSON.stringify(request),
      signal: signal ?? null,
    });
  return {
    call: async (command, request) => {
      const response = await post(`/call/${command}`, request).catch((thrown) => {
        throw asProblem(thrown);
      });
      const answer = await response.json().catch(() => null);
      if (!response.ok) throw asProblem(answer);
      return answer;
    },
    stream: (command, request, onEvent, onProblem) => {
      const abort = new AbortController();
      const run = async () => {
        const response = await post(`/stream/${command}`, request, abort.signal);
        if (!response.ok || !response.body) throw await response.json().catch(() => null);
        await eachLine(response.body, (event) => {
          if (!abort.signal.aborted) onEvent(event as Parameters<typeof onEvent>[0]);
        });
      };
      run().catch((thrown) => {
        if (!abort.signal.aborted) onProblem(asProblem(thrown));
      });
      return () => abort.abort();
    },
  };
}
