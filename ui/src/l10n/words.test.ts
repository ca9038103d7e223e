import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentParser, Junk, Message } from "@fluent/syntax";
import { describe, expect, it } from "vitest";
import {
  detailLabels,
  displayRules,
  type FlowStepKind,
  problemCodes,
  type Redacted,
  statusCodes,
} from "../contract/contract";
import { forms, times } from "../export/choice";
import { reasons } from "../record/not-shown";
import { timeRanges } from "../record/trend-panels";
import { tabs } from "../servers/ServerDetail";
import { authentications } from "../servers/SettingsForm";
import { abilities } from "../servers/Supports";
import { plainScopes, scopeId } from "../servers/scope-words";
import { ways } from "../servers/WayBack";
import { valueWants } from "../state/filters";
import { pages, places } from "../state/state";
import { sourcesOf } from "./sources";
import { bundleFor, wordsOf } from "./words";

const resource = new FluentParser().parse((sourcesOf("en") ?? []).join("\n"));
const messages = resource.body.filter((one): one is Message => one instanceof Message);
const ids = messages.map((one) => one.id.name);
const words = wordsOf(bundleFor("en"));

const flowStepKinds = [
  "launch",
  "discovery",
  "registration",
  "authorize",
  "browser",
  "redirect",
  "token",
  "identity",
  "refresh",
  "revoke",
  "introspect",
] as const satisfies readonly FlowStepKind[];
const flowSecrets = [
  "access-token",
  "refresh-token",
  "id-token",
  "token",
  "code",
  "state",
  "nonce",
  "code-verifier",
  "code-challenge",
  "launch",
  "assertion",
  "request-uri",
  "client-secret",
  "person",
  "other",
] as const satisfies readonly Redacted[];

/** Codes that a source sends: any of them may have a word. */
const openCodes =
  /^(status|verification|severity|flag|category|comparator|gender|kind|note|deviation|flow-param|narrative-status|activity-(event|detail)|plain-(place|status|verification|flag|panel))-/;

/** Words for the values of closed sets. */
const closed = new Set([
  ...problemCodes.map((code) => `problem-${code}`),
  ...reasons.map((reason) => `missing-${reason}`),
  ...places.map((place) => `place-${place}`),
  ...["reading-patient", "reading-clinician", "plain-latest-results", "plain-latest-vitals"],
  ...pages.map((page) => `page-${page}`),
  ...timeRanges.map((range) => `trend-range-${range}`),
  ...valueWants.flatMap((want) => [`filter-${want}`, `filter-none-${want}`]),
  ...["filter-from", "filter-to"],
  ...["noDate", "noNumber", "noValue"].map((reason) => `trend-undrawn-${reason}`),
  ...abilities.flatMap((ability) => [`ability-${ability}`, `ability-${ability}-not`]),
  ...authentications.map((one) => `client-${one}`),
  ...authentications.filter((one) => one !== "automatic").map((one) => `register-${one}`),
  ...ways.map((way) => `way-${way}`),
  ...ways.filter((way) => way !== "automatic").map((way) => `waiting-hint-${way}`),
  ...["loopback", "paste", "scheme"].map((way) => `offered-${way}`),
  ...tabs.map((tab) => `server-tab-${tab}`),
  ...plainScopes.map(scopeId),
  ...["issuer", "authorize", "token"].map((name) => `endpoint-name-${name}`),
  ...["results", "vitals"].map((section) => `latest-${section}`),
  ...["checkingServer", "waitingForBrowser", "receivingPermission", "openingRecord"].map(
    (step) => `step-${step}`,
  ),
  ...["asked", "idle", "slept", "system", "restarted", "unknown"].map(
    (reason) => `lock-reason-${reason}`,
  ),
  ...["ahead", "behind", "minutes", "hours", "days"].map((one) => `clock-${one}`),
  ...["done", "now", "failed"].map((state) => `step-${state}`),
  ...["current", "historical", "tentative", "notAFact", "unknown"].map((one) => `standing-${one}`),
  ...["modifierExtension", "dataAbsent", "missingUnit", "unreadableDate", "malformed"].map(
    (one) => `warning-${one}`,
  ),
  ...["loading", "complete", "incomplete", "notAvailable"].flatMap((one) => [
    `announce-${one}`,
    `summary-${one}`,
  ]),
  ...detailLabels.map((label) => `detail-${label}`),
  ...["results", "files", "points"].map((group) => `links-${group}`),
  ...["elsewhere", "within", "toRecord", "toServer"].map((one) => `leads-${one}`),
  ...Object.values(displayRules).map((rule) => `rule-${rule}`),
  ...["all", "signIn", "record", "app"].map((one) => `activity-filter-${one}`),
  ...["time", "what", "where", "result"].map((one) => `activity-${one}`),
  ...["changed", "cut", "unanchored"].map((one) => `activity-${one}`),
  ...["done", "failed", "refused", "cancelled"].map((one) => `activity-outcome-${one}`),
  ...flowStepKinds.flatMap((kind) => [`flow-step-${kind}`, `flow-way-${kind}`]),
  ...["signIn", "refresh", "signOut", "registration", "introspection"].map(
    (kind) => `flow-kind-${kind}`,
  ),
  ...["refresh", "signOut", "registration", "introspection"].map((kind) => `flow-story-${kind}`),
  ...["running", "done", "failed"].flatMap((one) => [`flow-outcome-${one}`, `flow-status-${one}`]),
  ...["home", "signIn", "patients", "page", "record"].map((at) => `flow-back-${at}`),
  ...["browser", "app", "server"].map((lane) => `flow-lane-${lane}`),
  ...["query", "header"].map((place) => `flow-place-${place}`),
  ...flowSecrets.map((kind) => `flow-secret-${kind}`),
  ...["years", "months", "days"].map((one) => `age-${one}`),
  ...["loading", "complete", "incomplete", "failed"].map((one) => `record-${one}`),
  ...["asking", "failed", "so-far", "empty"].map((one) => `palette-${one}`),
  ...["facts", "panels", "latest", "notFacts", "news"].map((one) => `mode-${one}`),
  ...["policy", "keychain", "openElsewhere", "storageFailed", "tooLarge", "safeMode"].map(
    (one) => `kept-memory-${one}`,
  ),
  ...["notConfigured", "packages", "policy"].map((one) => `updates-${one}`),
  ...["idle", "fetching", "ready", "atEnd", "now"].map((one) => `update-${one}`),
  ...["record", "name", "news"].map((one) => `forget-patient-${one}`),
  ...["new", "changed"].flatMap((one) => [`news-${one}`, `news-${one}-explained`]),
  ...["type", "size", "hash"].map((one) => `doubt-${one}`),
  ...["familyName", "givenName", "birthDate"].map((one) => `other-person-${one}`),
  ...forms.map((form) => `export-form-${form}`),
  ...times.map((time) => `export-time-${time}`),
  ...["loading", "some", "all", "unknown"].map((one) => `export-missing-${one}`),
  ...["from", "to"].map((one) => `export-${one}`),
  ...["all", "from", "to", "between"].map((one) => `paper-range-${one}`),
]);

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name) && !/\.test\./.test(file.name))
    .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
}

const code = sources(join(process.cwd(), "src")).join("\n");

describe("the words", () => {
  it("can be read from the first line to the last", () => {
    expect(resource.body.filter((one) => one instanceof Junk)).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("are there for every problem: what happened, what still works, what to do", () => {
    for (const problem of problemCodes) {
      expect(ids).toContain(`problem-${problem}`);
      const parts = [
        words.say(`problem-${problem}`),
        words.part(`problem-${problem}`, "works"),
        words.part(`problem-${problem}`, "action"),
      ];
      for (const part of parts) expect(part).toMatch(/^[A-Z].*[.)]$/);
      // The code stands below the sentence, never in it.
      expect(parts.join(" ")).not.toContain(`${problem} `);
      expect(parts.join(" ")).not.toMatch(/!|sorry|please|oops/i);
    }
  });

  it("are there for every value of a closed set", () => {
    expect([...closed].filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("hold nothing that no screen says", () => {
    const unused = ids.filter(
      (id) => !closed.has(id) && !openCodes.test(id) && !code.includes(`"${id}"`),
    );
    expect(unused).toEqual([]);
  });

  it("hold everything that a screen says", () => {
    const said = [...code.matchAll(/words\.(?:say|tell)\(\s*"([a-zA-Z-]+)"/g)].map(
      (found) => found[1],
    );
    expect(said.length).toBeGreaterThan(80);
    expect(said.filter((id) => !ids.includes(id ?? ""))).toEqual([]);
  });

  it("are there for every status that a display rule speaks of", () => {
    const wordless = statusCodes.filter((one) => !ids.includes(`status-${one}`));
    expect(wordless).toEqual([]);
  });

  it("leave a code as it was sent where there is no word for it", () => {
    expect(words.code("status", "entered-in-error")).toBe("entered in error");
    expect(words.code("status", "vendor-special")).toBe("vendor-special");
  });

  it("count as the language does", () => {
    expect(words.say("waiting-left", { minutes: 1 })).toContain("minute left");
    expect(words.say("waiting-left", { minutes: 0 })).toBe("Less than a minute left");
  });
});
