//! What a person brings along: diagnoses, allergies, immunizations, procedures, family, habits.

use std::collections::HashMap;

use jiff::ToSpan;
use serde_json::{Value, json};

use super::institution::{CLINIC, NURSE, PHYSICIAN};
use super::people::Allergies;
use super::record::{CVX, LOINC, Record, SNOMED, concept, hl7_concept, set};
use super::vocabulary::{ALLERGENS, DIAGNOSES, Diagnosis, INFLUENZA, PROCEDURES, VACCINES};

/// Writes the diagnoses; answers which SNOMED CT code became which `Condition`.
pub(crate) fn add_diagnoses(record: &mut Record<'_>) -> HashMap<&'static str, String> {
    let mut conditions = HashMap::new();
    for diagnosis in &DIAGNOSES {
        if record.random.percent(diagnosis.share) {
            conditions.insert(diagnosis.code, add_diagnosis(record, diagnosis));
        }
    }
    conditions
}

fn add_diagnosis(record: &mut Record<'_>, diagnosis: &Diagnosis) -> String {
    let began = record.years_before(diagnosis.years_ago);
    let mut body = json!({
        "verificationStatus": hl7_concept("condition-ver-status", diagnosis.verification),
        "category": [hl7_concept("condition-category", "problem-list-item")],
        "code": concept(SNOMED, diagnosis.code, diagnosis.name),
        "subject": record.subject(),
        "recorder": { "reference": PHYSICIAN },
    });
    // con-5: no clinicalStatus when entered in error.
    if !diagnosis.clinical.is_empty() {
        set(
            &mut body,
            "clinicalStatus",
            hl7_concept("condition-clinical", diagnosis.clinical),
        );
    }
    if let Some(onset) = record.as_known(began, diagnosis.known) {
        set(&mut body, "onsetDateTime", json!(onset));
        set(&mut body, "recordedDate", json!(record.instant(began)));
    }
    if diagnosis.clinical == "resolved" {
        set(
            &mut body,
            "abatementDateTime",
            json!(record.instant(began.saturating_add(3.weeks()))),
        );
    }
    record.add("Condition", began, body)
}

/// Writes the allergies, or that there are none, or nothing at all.
pub(crate) fn add_allergies(record: &mut Record<'_>) {
    match record.person.allergies {
        Allergies::NotRecorded => {}
        Allergies::NoneKnown => {
            let moment = record.years_before(1);
            let mut body = allergy(record, &concept(SNOMED, "716186003", "No known allergy"));
            set(&mut body, "recordedDate", json!(record.instant(moment)));
            record.add("AllergyIntolerance", moment, body);
        }
        Allergies::Listed => add_listed_allergies(record),
    }
}

fn add_listed_allergies(record: &mut Record<'_>) {
    for (row, allergen) in ALLERGENS.iter().enumerate() {
        if row > 0 && record.random.percent(40) {
            continue;
        }
        let moment = record.years_before(10);
        let mut body = allergy(record, &concept(SNOMED, allergen.code, allergen.name));
        let (code, name) = allergen.reaction;
        set(&mut body, "type", json!("allergy"));
        set(&mut body, "category", json!([allergen.category]));
        set(&mut body, "criticality", json!(allergen.criticality));
        set(&mut body, "recordedDate", json!(record.instant(moment)));
        set(
            &mut body,
            "reaction",
            json!([{
                "manifestation": [concept(SNOMED, code, name)], "severity": allergen.severity,
            }]),
        );
        record.add("AllergyIntolerance", moment, body);
    }
}

fn allergy(record: &Record<'_>, code: &Value) -> Value {
    json!({
        "clinicalStatus": hl7_concept("allergyintolerance-clinical", "active"),
        "verificationStatus": hl7_concept("allergyintolerance-verification", "confirmed"),
        "code": code,
        "patient": record.subject(),
        "recorder": { "reference": PHYSICIAN },
    })
}

/// The usual vaccines, influenza every autumn, and one that was refused.
pub(crate) fn add_immunizations(record: &mut Record<'_>) {
    for (code, name, years) in VACCINES {
        add_immunization(record, (code, name), years * 365, true);
    }
    for years in (0..8).rev() {
        add_immunization(record, INFLUENZA, years * 365 + 20, years != 3);
    }
}

fn add_immunization(record: &mut Record<'_>, (code, name): (&str, &str), days: i32, is_done: bool) {
    let moment = record.days_before(days);
    let mut body = json!({
        "status": if is_done { "completed" } else { "not-done" },
        "vaccineCode": concept(CVX, code, name),
        "patient": record.subject(),
        "occurrenceDateTime": record.instant(moment),
        "primarySource": is_done,
    });
    if is_done {
        set(
            &mut body,
            "lotNumber",
            json!(format!("LOT{:04}", record.random.between(1, 9_999))),
        );
        set(
            &mut body,
            "performer",
            json!([{ "actor": { "reference": NURSE } }]),
        );
    } else {
        set(
            &mut body,
            "statusReason",
            hl7_concept("v3-ActReason", "PATOBJ"),
        );
    }
    record.add("Immunization", moment, body);
}

/// Procedures of every status a record shows differently.
pub(crate) fn add_procedures(record: &mut Record<'_>) {
    for (code, name, years, known, status) in PROCEDURES {
        let moment = record.years_before(years);
        let mut body = json!({
            "status": status,
            "code": concept(SNOMED, code, name),
            "subject": record.subject(),
            "performer": [{ "actor": { "reference": PHYSICIAN }, "onBehalfOf": { "reference": CLINIC } }],
        });
        if let Some(performed) = record.as_known(moment, known) {
            set(&mut body, "performedDateTime", json!(performed));
        }
        record.add("Procedure", moment, body);
    }
}

/// The parents' illnesses and the patient's smoking.
pub(crate) fn add_family_and_habits(record: &mut Record<'_>) {
    let moment = record.years_before(2);
    for (role, name, code, condition) in [
        ("FTH", "father", "22298006", "Myocardial infarction"),
        ("MTH", "mother", "44054006", "Diabetes mellitus type 2"),
    ] {
        record.add("FamilyMemberHistory", moment, json!({
            "status": "completed",
            "patient": record.subject(),
            "date": record.instant(moment),
            "relationship": concept("http://terminology.hl7.org/CodeSystem/v3-RoleCode", role, name),
            "condition": [{ "code": concept(SNOMED, code, condition), "onsetAge": {
                "value": 58, "unit": "a", "system": super::record::UCUM, "code": "a",
            } }],
        }));
    }
    for (years, code, name) in [(9, "77176002", "Smoker"), (1, "8517006", "Ex-smoker")] {
        let moment = record.years_before(years);
        record.add(
            "Observation",
            moment,
            json!({
                "status": "final",
                "category": [hl7_concept("observation-category", "social-history")],
                "code": concept(LOINC, "72166-2", "Tobacco smoking status"),
                "subject": record.subject(),
                "effectiveDateTime": record.instant(moment),
                "valueCodeableConcept": concept(SNOMED, code, name),
            }),
        );
    }
}
