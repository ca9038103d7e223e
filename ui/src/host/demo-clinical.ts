/** Problems, allergies and medicines of the made-up record: long names, three kinds of standing. */
import { entry } from "./demo-entry";

export const problems = [
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

export const allergies = [
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

export const medications = [
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
