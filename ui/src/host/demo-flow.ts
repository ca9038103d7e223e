/** A made-up sign-in and what followed, to design and to test with: a code that can be followed. */
import type {
  Flow,
  FlowParameter,
  FlowPlace,
  FlowStep,
  FlowSummary,
  Redacted,
} from "../contract/contract";

const base = "https://fhir.st-marys.example/r4";
const authorization = "https://login.st-marys.example/oauth2";

function shown(name: string, text: string, place: FlowPlace = "body"): FlowParameter {
  return { name, place, value: { type: "shown", text } };
}

function secret(
  name: string,
  kind: Redacted,
  fingerprint: string,
  length: number,
  place: FlowPlace = "body",
): FlowParameter {
  return { name, place, value: { type: "redacted", kind, fingerprint, length, revealed: null } };
}

function person(name: string, revealed: string | null): FlowParameter {
  const length = revealed?.length ?? 12;
  return {
    name,
    place: "body",
    value: { type: "redacted", kind: "person", fingerprint: null, length, revealed },
  };
}

type Part = Partial<FlowStep> & Pick<FlowStep, "kind">;

function numbered(parts: readonly Part[]): FlowStep[] {
  return parts.map((part, index) => ({
    number: index + 1,
    outcome: "done",
    began: "2026-11-23T09:14:02.113Z",
    milliseconds: 120,
    request: null,
    answer: null,
    problem: null,
    warnings: [],
    ...part,
  }));
}

const summary: FlowSummary = {
  flow: "s1",
  kind: "signIn",
  host: "fhir.st-marys.example",
  session: "demo",
  began: "2026-11-23T09:14:02.113Z",
  outcome: "done",
  milliseconds: 21_840,
  problem: null,
  revision: 9,
};

const json = { status: 200, mediaType: "application/json" };
const form = shown("content-type", "application/x-www-form-urlencoded", "header");

function signInSteps(reveal: boolean): FlowStep[] {
  const named = (value: string) => (reveal ? value : null);
  return numbered([
    {
      kind: "discovery",
      milliseconds: 214,
      warnings: ["pkce-plain-listed", "required-member-missing:grant_types_supported"],
      request: {
        method: "GET",
        url: `${base}/.well-known/smart-configuration`,
        parameters: [shown("accept", "application/json", "header")],
      },
      answer: {
        ...json,
        bytes: 1482,
        members: [
          shown("issuer", authorization),
          shown("authorization_endpoint", `${authorization}/authorize`),
          shown("token_endpoint", `${authorization}/token`),
          shown("revocation_endpoint", `${authorization}/revoke`),
          shown(
            "capabilities",
            '["launch-ehr","launch-standalone","client-public","client-confidential-asymmetric","sso-openid-connect","context-standalone-patient","permission-offline","permission-patient","permission-v2"]',
          ),
          shown("code_challenge_methods_supported", '["S256","plain"]'),
        ],
      },
    },
    {
      kind: "authorize",
      milliseconds: 1,
      request: {
        method: "GET",
        url: `${authorization}/authorize`,
        parameters: [
          shown("response_type", "code", "query"),
          shown("client_id", "chartside", "query"),
          shown("redirect_uri", "org.chartside.app:/callback", "query"),
          shown(
            "scope",
            "launch/patient openid fhirUser offline_access patient/AllergyIntolerance.rs patient/Condition.rs patient/Observation.rs",
            "query",
          ),
          secret("state", "state", "5e0c91ab", 43, "query"),
          shown("aud", base, "query"),
          secret("code_challenge", "code-challenge", "90f2d7c4", 43, "query"),
          shown("code_challenge_method", "S256", "query"),
          secret("nonce", "nonce", "1b77e03d", 43, "query"),
        ],
      },
    },
    { kind: "browser", milliseconds: 20_610 },
    {
      kind: "redirect",
      milliseconds: 2,
      answer: {
        status: null,
        mediaType: null,
        bytes: null,
        members: [
          secret("code", "code", "c41d8a37", 64, "query"),
          secret("state", "state", "5e0c91ab", 43, "query"),
          shown("iss", authorization, "query"),
        ],
      },
    },
    {
      kind: "token",
      milliseconds: 388,
      request: {
        method: "POST",
        url: `${authorization}/token`,
        parameters: [
          form,
          shown("grant_type", "authorization_code"),
          secret("code", "code", "c41d8a37", 64),
          shown("redirect_uri", "org.chartside.app:/callback"),
          secret("code_verifier", "code-verifier", "7ad90e52", 43),
          shown("client_id", "chartside"),
        ],
      },
      answer: {
        ...json,
        bytes: 2210,
        members: [
          secret("access_token", "access-token", "e8b3042f", 912),
          shown("token_type", "Bearer"),
          shown("expires_in", "3600"),
          shown(
            "scope",
            "launch/patient openid fhirUser offline_access patient/AllergyIntolerance.rs patient/Condition.rs",
          ),
          secret("refresh_token", "refresh-token", "20c6f5d9", 64),
          secret("id_token", "id-token", "4d1190be", 842),
          person("patient", named("smith-anna")),
          shown("need_patient_banner", "true"),
        ],
      },
    },
    {
      kind: "identity",
      milliseconds: 301,
      request: {
        method: "GET",
        url: `${authorization}/keys`,
        parameters: [shown("accept", "application/json", "header")],
      },
      answer: { ...json, bytes: 933, members: [] },
    },
    {
      kind: "identity",
      milliseconds: 1,
      answer: {
        status: null,
        mediaType: null,
        bytes: null,
        members: [
          shown("iss", authorization),
          person("sub", named("okafor.a")),
          person("fhirUser", named("Practitioner/a-okafor")),
        ],
      },
    },
  ]);
}

export function demoSignIn(reveal = false): Flow {
  return { summary, steps: signInSteps(reveal), stepsLeftOut: 0, mayAsk: true };
}

export function demoRefresh(): Flow {
  return {
    summary: {
      ...summary,
      flow: "r1",
      kind: "refresh",
      began: "2026-11-23T10:09:00Z",
      outcome: "failed",
      milliseconds: 412,
      problem: {
        code: "session-ended",
        retryable: false,
        reference: "7f3a90c1",
        serverMessage: null,
      },
    },
    steps: numbered([
      {
        kind: "refresh",
        outcome: "failed",
        milliseconds: 402,
        request: {
          method: "POST",
          url: `${authorization}/token`,
          parameters: [
            form,
            shown("grant_type", "refresh_token"),
            secret("refresh_token", "refresh-token", "20c6f5d9", 64),
            shown("client_id", "chartside"),
          ],
        },
        answer: {
          status: 400,
          mediaType: "application/json",
          bytes: 71,
          members: [
            shown("error", "invalid_grant"),
            shown("error_description", "Refresh token is expired"),
          ],
        },
        problem: {
          code: "session-ended",
          retryable: false,
          reference: "7f3a90c1",
          serverMessage: "Refresh token is expired",
        },
      },
    ]),
    stepsLeftOut: 0,
    mayAsk: false,
  };
}

export const demoFlows: readonly FlowSummary[] = [demoRefresh().summary, summary];

export function demoFlow(flow: string, reveal: boolean): Flow | null {
  if (flow === "s1") return demoSignIn(reveal);
  return flow === "r1" ? demoRefresh() : null;
}
