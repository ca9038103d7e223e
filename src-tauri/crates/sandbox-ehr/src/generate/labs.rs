//! Laboratory results: panels with a report each, and the odd shapes that results come in.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::analytes::{Analyte, EGFR, HEMATOCRIT, LDL, Panel};
use super::institution::{LABORATORY, PHYSICIAN};
use super::record::{LOINC, Record, SNOMED, TERMINOLOGY, concept, hl7_concept, quantity, set};

/// How many resources [`add_panel`] writes at most: results, specimen, report.
pub(crate) const PANEL: usize = 11;

/// The results of a panel, the specimen they were measured in, and the report that groups them.
pub(crate) fn add_panel(record: &mut Record<'_>, moment: DateTime, encounter: &str, panel: &Panel) {
    let specimen = record.add(
        "Specimen",
        moment,
        json!({
            "status": "available",
            "type": concept(SNOMED, "119297000", "Blood specimen"),
            "subject": record.subject(),
            "collection": { "collectedDateTime": record.instant(moment) },
        }),
    );
    let mut values = BTreeMap::new();
    let mut results = Vec::new();
    for analyte in panel.analytes {
        let value =
            derive(analyte.code, &values).unwrap_or_else(|| record.measure(analyte, moment));
        values.insert(analyte.code, value);
        let mut body = laboratory(record, moment, &concept(LOINC, analyte.code, analyte.name));
        set(&mut body, "encounter", json!({ "reference": encounter }));
        set(&mut body, "specimen", json!({ "reference": specimen }));
        report_value(&mut body, analyte, value);
        results.push(json!({ "reference": record.add("Observation", moment, body) }));
    }
    let issued = record.instant(moment.saturating_add(2.hours()));
    record.add(
        "DiagnosticReport",
        moment,
        json!({
            "status": "final",
            "category": [hl7_concept("v2-0074", "LAB")],
            "code": concept(LOINC, panel.code, panel.name),
            "subject": record.subject(),
            "encounter": { "reference": encounter },
            "effectiveDateTime": record.instant(moment),
            "issued": issued,
            "performer": [{ "reference": LABORATORY }],
            "specimen": [{ "reference": specimen }],
            "result": results,
        }),
    );
}

/// Results that a laboratory calculates from others (Friedewald for LDL; eGFR falls as creatinine rises).
fn derive(code: &str, values: &BTreeMap<&str, i32>) -> Option<i32> {
    let value = |code: &str| values.get(code).copied();
    match code {
        LDL => Some(value("2093-3")? - value("2085-9")? - value("2571-8")? / 5),
        EGFR => Some(7_600 / value("2160-0")?.max(1)),
        HEMATOCRIT => Some(value("718-7")? * 3),
        _ => None,
    }
}

fn report_value(body: &mut Value, analyte: &Analyte, value: i32) {
    let below = analyte.floor.filter(|floor| value < *floor);
    let mut measured = quantity(below.unwrap_or(value), analyte.decimals, analyte.unit);
    if below.is_some() {
        set(&mut measured, "comparator", json!("<"));
    }
    set(body, "valueQuantity", measured);
    let limit = |value| quantity(value, analyte.decimals, analyte.unit);
    let mut range = json!({});
    if let Some(low) = analyte.low {
        set(&mut range, "low", limit(low));
    }
    if let Some(high) = analyte.high {
        set(&mut range, "high", limit(high));
    }
    set(body, "referenceRange", json!([range]));
    let flag = if below.is_some() {
        "N"
    } else {
        interpret(analyte, value)
    };
    let coding =
        json!({ "system": format!("{TERMINOLOGY}v3-ObservationInterpretation"), "code": flag });
    set(body, "interpretation", json!([{ "coding": [coding] }]));
}

/// `HH` and `LL` where a value is twice as far outside the range as the range is wide.
fn interpret(analyte: &Analyte, value: i32) -> &'static str {
    let far = analyte
        .high
        .zip(analyte.low)
        .map_or(i32::MAX / 2, |(high, low)| 2 * (high - low));
    match (analyte.low, analyte.high) {
        (_, Some(high)) if value > high.saturating_add(far) => "HH",
        (_, Some(high)) if value > high => "H",
        (Some(low), _) if value < low.saturating_sub(far) => "LL",
        (Some(low), _) if value < low => "L",
        _ => "N",
    }
}

fn laboratory(record: &Record<'_>, moment: DateTime, code: &Value) -> Value {
    json!({
        "status": "final",
        "category": [hl7_concept("observation-category", "laboratory")],
        "code": code,
        "subject": record.subject(),
        "effectiveDateTime": record.instant(moment),
        "issued": record.instant(moment.saturating_add(2.hours())),
        "performer": [{ "reference": LABORATORY }],
    })
}

/// Every shape of result that is not a plain number, and every status that is not `final`.
pub(crate) fn add_odd_results(record: &mut Record<'_>, moment: DateTime) {
    let potassium = ("2823-3", "Potassium [Moles/volume] in Serum or Plasma");
    let odd: [((&str, &str), &str, Value); 6] = [
        (
            potassium,
            "entered-in-error",
            json!({ "valueQuantity": quantity(129, 1, "mmol/L") }),
        ),
        (
            potassium,
            "corrected",
            json!({ "valueQuantity": quantity(67, 1, "mmol/L"),
                "interpretation": [hl7_concept("v3-ObservationInterpretation", "HH")] }),
        ),
        (
            potassium,
            "cancelled",
            json!({ "dataAbsentReason": hl7_concept("data-absent-reason", "error"),
            "note": [{ "text": "Specimen hemolyzed" }] }),
        ),
        (
            ("5767-9", "Appearance of Urine"),
            "final",
            json!({ "valueString": "slightly cloudy, straw-coloured" }),
        ),
        (
            ("5802-4", "Nitrite [Presence] in Urine by Test strip"),
            "preliminary",
            json!({ "valueCodeableConcept": concept(SNOMED, "260385009", "Negative") }),
        ),
        (
            (
                "5048-4",
                "Nuclear Ab [Titer] in Serum by Immunofluorescence",
            ),
            "final",
            json!({ "valueRatio": { "numerator": { "value": 1 }, "denominator": { "value": 160 } } }),
        ),
    ];
    for ((code, name), status, value) in odd {
        let mut body = laboratory(record, moment, &concept(LOINC, code, name));
        set(&mut body, "status", json!(status));
        for (key, value) in value.as_object().into_iter().flatten() {
            set(&mut body, key, value.clone());
        }
        record.add("Observation", moment, body);
    }
    record.add("DiagnosticReport", moment, json!({
        "status": "final",
        "category": [hl7_concept("v2-0074", "RAD")],
        "code": concept(LOINC, "30746-2", "Portable XR Chest Views"),
        "subject": record.subject(),
        "effectiveDateTime": record.instant(moment),
        "issued": record.instant(moment.saturating_add(1.hours())),
        "performer": [{ "reference": PHYSICIAN }],
        "conclusion": "No acute cardiopulmonary abnormality. Heart size at the upper limit of normal.",
    }));
}
