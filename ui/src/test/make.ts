/** Values for tests: whole ones, of which a test names only what it is about. */
import type {
  Entry,
  Overview,
  PatientBanner,
  Problem,
  ProblemCode,
  Section,
  SectionProblem,
  SectionState,
  SessionSummary,
} from "../contract/contract";
import { sectionNames } from "../state/state";

export function problem(code: ProblemCode): Problem {
  return { code, retryable: true, reference: "abcd1234", serverMessage: null };
}

/** A part of the record that did not arrive, or not all of it. */
export function missing(
  resourceType: string,
  code: ProblemCode,
  more: Partial<SectionProblem> = {},
): SectionProblem {
  return { resourceType, problem: problem(code), count: null, parts: [], ...more };
}

export function entry(part: Partial<Entry> = {}): Entry {
  return {
    key: "Condition/1",
    resourceType: "Condition",
    section: "problems",
    title: { text: "Asthma", isBareCode: false, code: null },
    detail: null,
    status: "active",
    verification: null,
    standing: "current",
    absence: false,
    severity: null,
    value: null,
    components: [],
    date: null,
    end: null,
    source: null,
    category: null,
    analyte: null,
    warnings: [],
    rules: [],
    ...part,
  };
}

export function section(name: Section, part: Partial<SectionState> = {}): SectionState {
  return {
    section: name,
    progress: "complete",
    counts: { current: 0, historical: 0, notAFact: 0 },
    expected: null,
    problems: [],
    revision: 1,
    ...part,
  };
}

export function sections(...changed: SectionState[]): SectionState[] {
  return sectionNames.map((name) => changed.find((one) => one.section === name) ?? section(name));
}

export const session: SessionSummary = {
  session: "s",
  fhirBaseUrl: "https://ehr.example/fhir",
  host: "ehr.example",
  granted: ["patient/Condition.rs"],
  notGranted: [],
  staysSignedIn: true,
  needPatientBanner: true,
  hasPatient: true,
  visit: null,
  findsPatients: false,
  readsAs: "clinician",
};

export const overview: Overview = {
  version: "0.1.0",
  lock: { locked: false, reason: null },
  policy: { inForce: false, problem: null, mayChange: true, servers: [] },
  redirectUri: "org.chartside.app:/callback",
  connections: [
    {
      session: "s",
      fhirBaseUrl: session.fhirBaseUrl,
      host: session.host,
      patient: "SMITH, Anna",
      choosesPatient: false,
      signedIn: true,
      lastUsed: "2026-11-01T10:00:00Z",
    },
  ],
  custody: { persistent: true, problem: null },
  demo: null,
  launches: [],
  updates: { way: "notConfigured", stage: "idle", offered: null, askedAt: null, problem: null },
  safeMode: false,
};

export const banner: PatientBanner = {
  id: "1",
  family: "Smith",
  given: "Anna",
  prefix: null,
  text: null,
  birthDate: null,
  gender: null,
  deceased: null,
  identifier: null,
  replaced: false,
  replacedBy: null,
  rules: [],
};
