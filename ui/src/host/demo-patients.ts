/** Patients of the made-up host: two of one name, one who died, one whose record was merged. */
import type { PatientBanner, PatientMatch, Problem, ProblemCode } from "../contract/contract";
import type { CallAnswers } from "./memory";

function person(id: string, part: Partial<PatientBanner>): PatientBanner {
  return {
    id,
    family: "Smith",
    given: "Anna",
    prefix: null,
    text: null,
    birthDate: { sort: "1961-02-03", raw: "1961-02-03", precision: "day" },
    gender: "female",
    deceased: null,
    identifier: null,
    replaced: false,
    replacedBy: null,
    rules: [],
    ...part,
  };
}

function match(patient: PatientBanner, more: Partial<PatientMatch> = {}): PatientMatch {
  const identifiers = patient.identifier ? [patient.identifier] : [];
  return { patient, alsoNamed: [], identifiers, address: null, ...more };
}

const year = { sort: "1938", raw: "1938", precision: "year" } as const;

/** The one whose record the session without a search opens is the first. */
export const demoPatients: readonly PatientMatch[] = [
  match(person("1", { prefix: "Ms", identifier: "4432 0917" }), {
    identifiers: ["4432 0917", "A-77120"],
    address: "14 Harbour Lane, LS1 4DY Leeds",
    alsoNamed: ["Anna Jones"],
  }),
  match(person("2", { identifier: "4432 0971" }), { address: "2 Mill Street, York" }),
  match(
    person("3", {
      given: "Bartholomew Ignatius",
      gender: "male",
      birthDate: year,
      identifier: "9",
      deceased: "2025-11-02",
    }),
  ),
  match(person("4", { given: "Anna Maria", identifier: "1180 4410", replaced: true })),
  match(
    person("5", {
      family: null,
      given: null,
      text: "王小明",
      gender: "male",
      birthDate: null,
      identifier: "CN-20931",
    }),
  ),
];

/** `?many` finds more than are listed, `?nobody` finds nobody, `?find=code` fails. */
export function demoPatientCalls(
  options: URLSearchParams,
  problem: (code: ProblemCode) => Problem,
): CallAnswers {
  const opened: string[] = [];
  return {
    find_patients: ({ name, identifier }) => {
      const fails = options.get("find") as ProblemCode | null;
      if (fails) throw problem(fails);
      const words = `${name} ${identifier}`
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean);
      const found = options.has("nobody")
        ? []
        : demoPatients.filter((one) =>
            words.every((word) => JSON.stringify(one).toLowerCase().includes(word)),
          );
      return { patients: found, more: options.has("many"), problems: [] };
    },
    open_patient: ({ session, patient }) => {
      const record = `${session}.${patient}`;
      if (!opened.includes(record)) opened.unshift(record);
      return { record };
    },
    recent_patients: () => ({
      patients: opened.map((record) => ({ record, label: labelOf(record) })),
    }),
    close_record: () => null,
  };
}

/** Whose record this name is. */
export function demoPatient(record: string): PatientBanner | null {
  const id = record.split(".")[1] ?? "1";
  return demoPatients.find(({ patient }) => patient.id === id)?.patient ?? null;
}

function labelOf(record: string): string | null {
  const patient = demoPatient(record);
  return patient && (patient.text ?? `${patient.family?.toUpperCase()}, ${patient.given}`);
}
