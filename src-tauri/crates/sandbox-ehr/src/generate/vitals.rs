//! Vital signs, at a visit and at home.

use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::analytes::{
    Analyte, BODY_MASS_INDEX, DIASTOLIC, HEART_RATE, HEIGHT, SYSTOLIC, VITALS, WEIGHT,
};
use super::institution::NURSE;
use super::record::{LOINC, Record, concept, hl7_concept, quantity, set};

/// How many resources [`add_set`] writes.
pub(crate) const SET: usize = 8;

/// A full set as taken at a visit.
pub(crate) fn add_set(record: &mut Record<'_>, moment: DateTime, encounter: &str) {
    add_blood_pressure(record, moment, Some(encounter));
    let weight = record.measure(&WEIGHT, moment) * record.build / 100;
    let height = record.measure(&HEIGHT, moment) * record.build / 100;
    let body_mass_index = weight * 10_000 / (height * height).max(1);
    for (analyte, value) in [
        (&WEIGHT, weight),
        (&HEIGHT, height),
        (&BODY_MASS_INDEX, body_mass_index),
    ] {
        add(record, moment, Some(encounter), analyte, value);
    }
    for analyte in &VITALS {
        let value = record.measure(analyte, moment);
        let value = if analyte.unit == "%" {
            value.min(100)
        } else {
            value
        };
        add(record, moment, Some(encounter), analyte, value);
    }
}

/// One reading that a patient took at home; which one goes round.
pub(crate) fn add_home_reading(record: &mut Record<'_>, moment: DateTime, turn: usize) {
    let analyte = match turn % 3 {
        0 => return add_blood_pressure(record, moment, None),
        1 => &WEIGHT,
        _ => &HEART_RATE,
    };
    let share = if turn % 3 == 1 { record.build } else { 100 };
    let value = record.measure(analyte, moment) * share / 100;
    add(record, moment, None, analyte, value);
}

fn add(
    record: &mut Record<'_>,
    moment: DateTime,
    encounter: Option<&str>,
    analyte: &Analyte,
    value: i32,
) {
    let mut body = vital_sign(
        record,
        moment,
        encounter,
        &concept(LOINC, analyte.code, analyte.name),
    );
    set(
        &mut body,
        "valueQuantity",
        quantity(value, analyte.decimals, analyte.unit),
    );
    record.add("Observation", moment, body);
}

/// A panel whose values stand in its components.
fn add_blood_pressure(record: &mut Record<'_>, moment: DateTime, encounter: Option<&str>) {
    let components: Vec<Value> = [&SYSTOLIC, &DIASTOLIC]
        .into_iter()
        .map(|analyte| {
            let value = record.measure(analyte, moment);
            json!({
                "code": concept(LOINC, analyte.code, analyte.name),
                "valueQuantity": quantity(value, analyte.decimals, analyte.unit),
            })
        })
        .collect();
    let panel = concept(
        LOINC,
        "85354-9",
        "Blood pressure panel with all children optional",
    );
    let mut body = vital_sign(record, moment, encounter, &panel);
    set(&mut body, "component", Value::from(components));
    record.add("Observation", moment, body);
}

fn vital_sign(
    record: &Record<'_>,
    moment: DateTime,
    encounter: Option<&str>,
    code: &Value,
) -> Value {
    let mut body = json!({
        "status": "final",
        "category": [hl7_concept("observation-category", "vital-signs")],
        "code": code,
        "subject": record.subject(),
        "effectiveDateTime": record.instant(moment),
    });
    match encounter {
        Some(encounter) => {
            set(&mut body, "encounter", json!({ "reference": encounter }));
            set(&mut body, "performer", json!([{ "reference": NURSE }]));
        }
        None => set(&mut body, "performer", json!([record.subject()])),
    }
    body
}
