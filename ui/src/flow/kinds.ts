/** Between whom a step goes, and how its times and lists read. */
import type { FlowStepKind } from "../contract/contract";

export const lanes = ["browser", "app", "server"] as const;
export type Lane = (typeof lanes)[number];

/** `back`: the other side answers at once. */
export type Way = { from: Lane; to: Lane; back: boolean };

const asked: Way = { from: "app", to: "server", back: true };

const ways: Record<FlowStepKind, Way> = {
  launch: { from: "server", to: "app", back: false },
  discovery: asked,
  registration: asked,
  authorize: { from: "app", to: "browser", back: false },
  browser: { from: "browser", to: "server", back: true },
  redirect: { from: "browser", to: "app", back: false },
  token: asked,
  identity: asked,
  refresh: asked,
  revoke: asked,
  introspect: asked,
};

export function wayOf(kind: FlowStepKind): Way {
  return ways[kind];
}

/** Long values that are lists: JSON arrays of texts, and scopes. */
export function listIn(name: string, text: string): readonly string[] | null {
  if (name === "scope" && text.includes(" ")) return text.split(" ").filter(Boolean);
  if (!text.startsWith("[")) return null;
  try {
    const value: unknown = JSON.parse(text);
    const isList = Array.isArray(value) && value.every((one) => typeof one === "string");
    return isList ? (value as string[]) : null;
  } catch {
    return null;
  }
}

/** "340 ms", "2.4 s", "3 min 5 s". */
export function durationParts(milliseconds: number): { id: string; args: Record<string, number> } {
  if (milliseconds < 1000) return { id: "flow-milliseconds", args: { count: milliseconds } };
  const seconds = Math.round(milliseconds / 100) / 10;
  if (seconds < 60) return { id: "flow-seconds", args: { count: seconds } };
  const whole = Math.round(milliseconds / 1000);
  return { id: "flow-minutes", args: { minutes: Math.floor(whole / 60), seconds: whole % 60 } };
}
