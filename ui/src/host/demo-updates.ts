/** New versions of the made-up program. */
import type { Updates } from "../contract/contract";

const notes = `- A section says when it was last read.
- Units that mean the same stand on one axis.
- Mended: a chart did not print in landscape.`;

/** `updates=offered`, `updates=ready`, `updates=packages` and so on in the address. */
export function demoUpdates(option: string | null): Updates {
  const isOffered = option === "offered" || option === "ready";
  return {
    way: wayOf(option),
    stage: option === "ready" ? "ready" : "idle",
    offered: isOffered ? { version: "0.2.0", notes } : null,
    askedAt: option === "none" ? "2026-11-22T08:00:00Z" : null,
    problem: null,
  };
}

function wayOf(option: string | null): Updates["way"] {
  if (option === "packages" || option === "policy") return option;
  return option ? "itself" : "notConfigured";
}
