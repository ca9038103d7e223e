/** A made-up record to design with: long names, many results, three kinds of nothing. */
import type { Entry, PartialDate, Section, SectionState, Value } from "../contract/contract";

function date(raw: string): PartialDate {
  const precision = (
    { 4: "year", 7: "month", 10: "day" } as Record<number, PartialDate["precision"]>
  )[raw.length];
  return { sort: raw, raw, precision: precision ?? "time" };
}

type Part = Partial<Omit<Entry, "title" | "date" | "end">> & {
  title?: string;
  code?: string;
  date?: string;
  end?: string;
};

let serial = 0;

export function entry(section: Section, resourceType: string, part: Part): Entry {
  serial++;
  return {
    key: `${resourceType}/${serial}`,
    resourceType,
    section,
    detail: null,
    status: null,
    verification: null,
    standing: "current",
    severity: null,
    value: null,
    components: [],
    source: null,
    category: null,
    analyte: null,
    warnings: [],
    rules: [],
    absence: false,
    ...part,
    title: part.title ? { text: part.title, isBareCode: false, code: part.code ?? null } : null,
    date: part.date ? date(part.date) : null,
    end: part.end ? date(part.end) : null,
  };
}

const problems = [
  entry("problems", "Condition", {
    title: "Essential hypertension",
    status: "active",
    verification: "confirmed",
    date: "2014-03",
    source: "Dr A. Okafor",
    code: "http://snomed.info/sct|59621000",
  }),
  entry("problems", "Condition", {
    title: "Type 2 diabetes mellitus with diabetic chronic kidney disease, stage 3a",
    status: "active",
    verification: "confirmed",
    date: "2017-09-12",
    source: "Dr A. Okafor",
  }),
  entry("problems", "Condition", {
    title: "Suspected obstructive sleep apnoea",
    status: "active",
    verification: "provisional",
    standing: "tentative",
    date: "2026-01",
  }),
  entry("problems", "Condition", {
    title: "Osteoarthritis of knee",
    status: "active",
    verification: "confirmed",
    date: "2019",
  }),
  entry("problems", "Condition", {
    title: "Acute bronchitis",
    status: "resolved",
    standing: "historical",
    verification: "confirmed",
    date: "2023-11-02",
    end: "2023-11-19",
  }),
  entry("problems", "Condition", {
    title: "Fracture of distal radius",
    status: "resolved",
    standing: "historical",
    verification: "confirmed",
    date: "2009-07-21",
    end: "2009-10",
  }),
  entry("problems", "Condition", {
    title: "Asthma",
    status: null,
    verification: "entered-in-error",
    standing: "notAFact",
    date: "2020-02-03",
  }),
  entry("problems", "Condition", {
    title: "Myocardial infarction",
    status: "inactive",
    verification: "refuted",
    standing: "notAFact",
    date: "2021-06-30",
  }),
];

const allergies = [
  entry("allergies", "AllergyIntolerance", {
    title: "Penicillin V",
    status: "active",
    verification: "confirmed",
    severity: "severe",
    detail: "Anaphylaxis",
    date: "1988",
  }),
  entry("allergies", "AllergyIntolerance", {
    title: "Latex",
    status: "active",
    verification: "unconfirmed",
    standing: "tentative",
    detail: "Contact dermatitis",
    date: "2015-05-05",
  }),
];

const medications = [
  ["Metformin hydrochloride 1000 mg tablet", "1 tablet twice a day with meals", "2017-09-12"],
  ["Lisinopril 20 mg tablet", "1 tablet in the morning", "2014-03-18"],
  [
    "Candesartancilexetil/Hydrochlorothiazid AbZ 32 mg/12,5 mg Filmtabletten (Reimport), 98 Stück, N3, zuzahlungsbefreit",
    "½ Tablette morgens",
    "2022-02-01",
  ],
  ["Atorvastatin 40 mg tablet", "1 tablet at night", "2018-01-09"],
  ["Acetylsalicylic acid 100 mg", null, "2018-01-09"],
  ["当归片 (Danggui tablets)", "3 tablets three times a day, bought by the patient", "2025"],
].map(([title, detail, day]) =>
  entry("medications", "MedicationRequest", {
    title: title ?? "",
    detail: detail ?? null,
    status: "active",
    date: day ?? "",
    source: "Dr A. Okafor",
  }),
);
medications.push(
  entry("medications", "MedicationRequest", {
    title: "Amoxicillin 500 mg capsule",
    status: "completed",
    standing: "historical",
    date: "2023-11-03",
    end: "2023-11-10",
  }),
  entry("medications", "MedicationRequest", {
    title: "Warfarin 5 mg tablet",
    status: "on-hold",
    standing: "tentative",
    date: "2026-02-11",
  }),
  entry("medications", "MedicationRequest", {
    title: "Digoxin 250 microgram tablet",
    status: "entered-in-error",
    standing: "notAFact",
    date: "2024-08-08",
  }),
);

type Test = [
  title: string,
  unit: string,
  low: string | null,
  high: string | null,
  base: number,
  swing: number,
  digits: number,
];
const tests: Test[] = [
  ["Hemoglobin A1c", "%", "4.0", "5.6", 7.2, 0.9, 1],
  ["Creatinine", "mg/dL", "0.6", "1.2", 1.28, 0.22, 2],
  ["eGFR (CKD-EPI 2021)", "mL/min/{1.73_m2}", "60", null, 54, 8, 0],
  ["Potassium", "mmol/L", "3.5", "5.1", 4.6, 0.7, 1],
  ["Sodium", "mmol/L", "136", "145", 139, 3, 0],
  ["Cholesterol in LDL", "mg/dL", null, "100", 92, 24, 0],
  ["Hemoglobin", "g/dL", "12.0", "15.5", 12.4, 0.8, 1],
  ["Platelets", "10*3/uL", "150", "400", 236, 40, 0],
  [
    "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma",
    "U/L",
    "7",
    "56",
    31,
    12,
    0,
  ],
];

function flagFor(number: number, low: string | null, high: string | null): string | null {
  if (high !== null && number > Number(high)) return number > Number(high) * 1.4 ? "HH" : "H";
  if (low !== null && number < Number(low)) return "L";
  return null;
}

function dayOf(index: number, step: number): string {
  const months = index * step;
  const year = 2026 - Math.floor((months + 10) / 12);
  const month = ((22 - (months % 12)) % 12) + 1;
  return `${year}-${String(month).padStart(2, "0")}-${String(((index * 7) % 27) + 1).padStart(2, "0")}`;
}

const results: Entry[] = [];
for (let index = 0; index < 44; index++) {
  for (const [title, unit, low, high, base, swing, digits] of tests) {
    const number = base + Math.sin(index * 1.7 + base) * swing * 0.6 - index * swing * 0.01;
    const text = number.toFixed(digits);
    const value: Value = {
      text,
      number,
      comparator: null,
      unit,
      flag: flagFor(Number(text), low, high),
      range: low || high ? { low, high, text: null } : null,
    };
    results.push(
      entry("results", "Observation", {
        title,
        value,
        status: "final",
        date: `${dayOf(index, 3)}T08:12:00+01:00`,
        source: "Central Laboratory",
        category: "laboratory",
        analyte: `${title}|${unit}`,
      }),
    );
  }
}
results.push(
  entry("results", "Observation", {
    title: "SARS-CoV-2 RNA",
    status: "final",
    date: "2024-12-03",
    category: "laboratory",
    analyte: "cov",
    value: {
      text: "Not detected",
      number: null,
      comparator: null,
      unit: null,
      flag: null,
      range: null,
    },
  }),
  entry("results", "Observation", {
    title: "Troponin T",
    status: "preliminary",
    standing: "tentative",
    date: "2026-02-28T23:58:00Z",
    analyte: "trop",
    value: {
      text: "14",
      number: 14,
      comparator: "<",
      unit: "ng/L",
      flag: "N",
      range: { low: null, high: "14", text: null },
    },
  }),
  entry("results", "Observation", {
    title: "Tobacco smoking status",
    status: "final",
    date: "2025",
    category: "social-history",
    analyte: "smoke",
    value: {
      text: "Ex-smoker",
      number: null,
      comparator: null,
      unit: null,
      flag: null,
      range: null,
    },
  }),
  entry("results", "Observation", {
    title: "Glucose",
    status: "entered-in-error",
    standing: "notAFact",
    date: "2025-03-01",
    value: { text: "450", number: 450, comparator: null, unit: "mg/dL", flag: "HH", range: null },
  }),
);

const vitals: Entry[] = [];
for (let index = 0; index < 30; index++) {
  const day = `${dayOf(index, 2)}T09:30:00+01:00`;
  const systolic = Math.round(142 + Math.sin(index) * 12);
  const diastolic = Math.round(88 + Math.cos(index * 1.3) * 7);
  const part = (title: string, code: string, number: number) => ({
    title: { text: title, isBareCode: false, code: `http://loinc.org|${code}` },
    value: {
      text: String(number),
      number,
      comparator: null,
      unit: "mmHg",
      flag: number > 140 ? "H" : null,
      range: null,
    },
  });
  vitals.push(
    entry("vitals", "Observation", {
      title: "Blood pressure",
      status: "final",
      date: day,
      category: "vital-signs",
      analyte: "bp",
      components: [part("Systolic", "8480-6", systolic), part("Diastolic", "8462-4", diastolic)],
    }),
  );
  for (const [title, unit, base, swing, digits] of [
    ["Body weight", "kg", 84.2, 2.5, 1],
    ["Heart rate", "/min", 74, 9, 0],
    ["Oxygen saturation", "%", 97, 1.2, 0],
    ["Body mass index", "kg/m2", 31.2, 0.9, 1],
  ] as const) {
    const number = base + Math.cos(index * 0.9) * swing;
    vitals.push(
      entry("vitals", "Observation", {
        title,
        status: "final",
        date: day,
        category: "vital-signs",
        analyte: title,
        value: {
          text: number.toFixed(digits),
          number,
          comparator: null,
          unit,
          flag: null,
          range: null,
        },
      }),
    );
  }
}

const others: Entry[] = [
  entry("immunizations", "Immunization", {
    title: "Influenza, seasonal, injectable",
    status: "completed",
    date: "2025-10-14",
  }),
  entry("immunizations", "Immunization", {
    title: "SARS-CoV-2 mRNA vaccine",
    status: "completed",
    date: "2024-11-20",
  }),
  entry("immunizations", "Immunization", {
    title: "Tetanus toxoid",
    status: "not-done",
    standing: "notAFact",
    date: "2022-01-01",
  }),
  entry("encounters", "Encounter", {
    title: "Outpatient visit, diabetology",
    status: "finished",
    standing: "historical",
    category: "AMB",
    date: "2026-02-28T09:00:00+01:00",
    detail: "Follow-up of type 2 diabetes",
    source: "St Mary’s Hospital",
  }),
  entry("encounters", "Encounter", {
    title: "Emergency department admission",
    status: "finished",
    standing: "historical",
    category: "EMER",
    date: "2023-11-02",
    end: "2023-11-03",
    detail: "Dyspnoea",
    source: "St Mary’s Hospital",
  }),
  entry("reports", "DiagnosticReport", {
    title: "Chest X-ray, two views",
    status: "final",
    date: "2023-11-02",
    source: "Radiology",
  }),
  entry("documents", "DocumentReference", {
    title: "Discharge summary",
    status: "current",
    date: "2023-11-03",
    detail: "application/pdf, 182 kB",
    source: "St Mary’s Hospital",
  }),
  entry("documents", "DocumentReference", {
    title: "Consultation note",
    status: "current",
    detail: "text/plain",
  }),
  entry("careTeam", "CareTeam", { title: "Diabetes care team", status: "active", date: "2017-09" }),
];

export const entries: Entry[] = [
  ...problems,
  ...allergies,
  ...medications,
  ...results,
  ...vitals,
  ...others,
];

const rank = { current: 0, tentative: 0, unknown: 0, historical: 1, notAFact: 2 } as const;

export function byStandingAndDate(a: Entry, b: Entry): number {
  return rank[a.standing] - rank[b.standing] || byDate(a, b);
}

export function byDate(a: Entry, b: Entry): number {
  return (b.date?.sort ?? "").localeCompare(a.date?.sort ?? "");
}

export function sectionState(section: Section): SectionState {
  const own = entries.filter((one) => one.section === section);
  const count = (standing: number) => own.filter((one) => rank[one.standing] === standing).length;
  return {
    section,
    progress: "complete",
    counts: { current: count(0), historical: count(1), notAFact: count(2) },
    expected: null,
    problems: [],
    revision: 1,
  };
}
