/**
 * Scopes as a person would say them (SMART App Launch 2.2, "Scopes and Launch Context"; both
 * grammars). A scope that cannot be read stands as it is: nothing is guessed about a permission.
 */
import type { Words } from "../l10n/words";

export type ScopeInWords = {
  /** As asked for. */
  scope: string;
  /** What it allows; `null` where it cannot be read. */
  says: string | null;
};

export const plainScopes = [
  "launch",
  "launch/patient",
  "launch/encounter",
  "openid",
  "fhirUser",
  "profile",
  "offline_access",
  "online_access",
] as const;

export function scopeId(scope: string): string {
  return `scope-${scope.replace(/[/_]/g, "-")}`;
}

const clinical = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)(\?.+)?$/;

export function scopesOf(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter(Boolean))];
}

export function scopeInWords(scope: string, words: Words): ScopeInWords {
  if (plainScopes.some((one) => one === scope)) {
    return { scope, says: words.say(scopeId(scope)) };
  }
  const found = clinical.exec(scope);
  const [, level, type, permissions, query] = found ?? [];
  if (!level || !type || !permissions) return { scope, says: null };
  const says = words.say("scope-clinical", {
    may: mayOf(permissions),
    what: type === "*" ? words.say("kind-all") : words.code("kind", type),
    whose: level,
    narrowed: query ? "yes" : "no",
  });
  return { scope, says };
}

/** Reading, writing or both; a client that only reads asks for nothing else. */
function mayOf(permissions: string): "see" | "change" | "both" {
  if (permissions === "*") return "both";
  const reads = permissions === "read" || /[rs]/.test(permissions.replace("write", ""));
  const writes = permissions === "write" || /[cud]/.test(permissions.replace("read", ""));
  return reads && writes ? "both" : writes ? "change" : "see";
}

/** The kinds of entries that patient scopes of a list let an app read, in words, each once. */
export function kindsOf(scopes: readonly string[], words: Words): string[] {
  const kinds = scopes.flatMap((scope) => {
    const type = clinical.exec(scope)?.[2];
    if (!type) return [];
    return [type === "*" ? words.say("kind-all") : words.code("kind", type)];
  });
  return [...new Set(kinds)];
}
