/** Which host this page has. */
import { devhost, devhostToken } from "./devhost";
import type { Host } from "./host";
import { isTauri, tauriHost } from "./tauri";

export async function chooseHost(): Promise<Host> {
  if (isTauri()) return tauriHost();
  const token = devhostToken();
  if (token) return devhost(token);
  // A made-up record to design with; not part of a production build.
  if (import.meta.env.MODE !== "production") return (await import("./demo")).demoHost();
  return tauriHost();
}
