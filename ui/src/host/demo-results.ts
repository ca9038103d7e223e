/** Results and vital signs of the made-up record: many. */
import type { Entry, Value } from "../contract/contract";
import { entry } from "./demo-entry";

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

export const results: Entry[] = [];
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
  entry("socialHistory", "Observation", {
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

export const vitals: Entry[] = [];
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
