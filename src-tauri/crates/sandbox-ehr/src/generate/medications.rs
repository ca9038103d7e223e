//! Prescriptions and what was dispensed of them.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::institution::{PHYSICIAN, is_referenced, medication_reference};
use super::record::{RXNORM, Record, concept, hl7_concept, set};
use super::vocabulary::{DRUGS, Drug};

/// Writes the prescriptions of the table and the person's own one.
pub(crate) fn add_medications(record: &mut Record<'_>, conditions: &HashMap<&str, String>) {
    for (row, drug) in DRUGS.iter().enumerate() {
        if record.random.percent(drug.share) {
            add_prescription(record, row, drug, conditions.get(drug.reason));
        }
    }
    if let Some(name) = record.person.own_drug {
        let moment = record.days_before(200);
        let mut body = prescription(record, "active", &record.instant(moment));
        set(
            &mut body,
            "medicationCodeableConcept",
            json!({ "text": name }),
        );
        set(&mut body, "dosageInstruction", json!([{ "text": "1-0-0" }]));
        record.add("MedicationRequest", moment, body);
    }
}

fn add_prescription(record: &mut Record<'_>, row: usize, drug: &Drug, condition: Option<&String>) {
    let moment = record.days_before(drug.months_ago * 30);
    let mut body = prescription(record, drug.status, &record.instant(moment));
    let medication = if is_referenced(row) {
        (
            "medicationReference",
            json!({ "reference": medication_reference(row), "display": drug.name }),
        )
    } else {
        (
            "medicationCodeableConcept",
            concept(RXNORM, drug.code, drug.name),
        )
    };
    set(&mut body, medication.0, medication.1.clone());
    set(&mut body, "dosageInstruction", json!([dosage(drug)]));
    if let Some(condition) = condition {
        set(
            &mut body,
            "reasonReference",
            json!([{ "reference": condition }]),
        );
    }
    if drug.status == "stopped" {
        set(
            &mut body,
            "statusReason",
            hl7_concept("medicationrequest-status-reason", "altchoice"),
        );
    }
    let request = record.add("MedicationRequest", moment, body);
    if drug.status == "active" {
        let mut dispense = json!({
            "status": "completed",
            "subject": record.subject(),
            "authorizingPrescription": [{ "reference": request }],
            "quantity": { "value": 90, "unit": "tablet" },
            "whenHandedOver": record.instant(moment),
        });
        set(&mut dispense, medication.0, medication.1);
        record.add("MedicationDispense", moment, dispense);
    }
}

fn prescription(record: &Record<'_>, status: &str, authored: &str) -> Value {
    json!({
        "status": status,
        "intent": "order",
        "subject": record.subject(),
        "authoredOn": authored,
        "requester": { "reference": PHYSICIAN },
    })
}

fn dosage(drug: &Drug) -> Value {
    if drug.per_day == 0 {
        return json!({ "text": drug.dosage, "asNeededBoolean": true });
    }
    let repeat = json!({ "frequency": drug.per_day, "period": 1, "periodUnit": "d" });
    json!({ "text": drug.dosage, "asNeededBoolean": false, "timing": { "repeat": repeat } })
}
