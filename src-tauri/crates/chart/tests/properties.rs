//! Whatever a stranger sends: a row, never a panic, nothing added to what was said.

use chart::{PartialDate, Precision, Standing};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Any JSON, with the element names that the readers look for among its keys.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(vec![
            "entered-in-error",
            "active",
            "2020-02-30",
            "vital-signs",
            "Patient/x",
            "#m",
            "true"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map(any_name(), inner, 0..6).prop_map(|members| json!(members)),
        ]
    })
}

/// Element names that the readers look for.
const NAMES: &str = "code coding text display system value unit status valueQuantity valueRatio component \
    referenceRange low high numerator effectivePeriod start end subject reference contained id \
    meta versionId category clinicalStatus verificationStatus reaction medicationReference \
    extension dataAbsentReason dosageInstruction content attachment name family given identifier \
    link participant dosage doseAndRate timing repeat activity detail target condition class \
    performer actor item answer provision result agent who prediction doNotPerform active";

fn any_name() -> impl Strategy<Value = String> {
    let known: Vec<&str> = NAMES.split_whitespace().collect();
    prop_oneof![4 => prop::sample::select(known).prop_map(String::from), 1 => "\\PC{0,6}"]
}

fn any_type() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Patient",
        "Condition",
        "AllergyIntolerance",
        "MedicationRequest",
        "MedicationStatement",
        "Medication",
        "Observation",
        "Immunization",
        "Procedure",
        "Encounter",
        "DiagnosticReport",
        "DocumentReference",
        "Composition",
        "CarePlan",
        "Goal",
        "NutritionOrder",
        "ServiceRequest",
        "CareTeam",
        "RelatedPerson",
        "Device",
        "DeviceUseStatement",
        "FamilyMemberHistory",
        "QuestionnaireResponse",
        "RiskAssessment",
        "Flag",
        "AdverseEvent",
        "Consent",
        "Appointment",
        "Coverage",
        "ExplanationOfBenefit",
        "ImagingStudy",
        "Provenance",
        "Vendor",
    ])
}

proptest! {
    #[test]
    fn any_json_makes_a_row(kind in any_type(), mut members in prop::collection::hash_map(any_name(), any_json(), 0..8)) {
        members.insert("resourceType".into(), kind.into());
        let raw = serde_json::to_string(&members).unwrap();
        let reading = chart::read(&raw);
        prop_assert_eq!(&reading.entry.resource_type, kind);
        prop_assert!(reading.entry.rules.iter().all(|id| chart::RULES.iter().any(|rule| rule.id == id)));
        for detail in chart::details(&raw) {
            prop_assert!(!detail.lines.is_empty() || detail.date.is_some() || detail.end.is_some());
        }
        for found in chart::references(&raw) {
            prop_assert!(raw.contains('\\') || raw.contains(&found.reference));
        }
        chart::PatientBanner::read(&raw);
    }

    #[test]
    fn any_text_makes_a_row(raw in "\\PC{0,64}", cut in 0usize..200) {
        chart::read(&raw);
        prop_assert!(chart::details(&raw).is_empty() && chart::references(&raw).is_empty());
        let whole = r#"{"resourceType":"Observation","code":{"coding":[{"code":"\u00e9"}]},"valueQuantity":{"value":0.10}}"#;
        let part = whole.get(..cut.min(whole.len())).unwrap_or_default();
        chart::read(part);
    }

    #[test]
    fn digits_come_back_as_they_were_sent(whole in "-?(0|[1-9][0-9]{0,18})", fraction in "(\\.[0-9]{1,12})?", exponent in "([eE][+-]?[0-9]{1,3})?") {
        let digits = format!("{whole}{fraction}{exponent}");
        let entry = chart::read(&format!(r#"{{"resourceType":"Observation","valueQuantity":{{"value":{digits}}}}}"#)).entry;
        let value = entry.value.unwrap();
        prop_assert_eq!(&value.text, &digits);
        prop_assert!(value.number.is_none_or(f64::is_finite));
    }

    #[test]
    fn a_date_says_no_more_than_was_sent(raw in "\\PC{0,30}") {
        let date = PartialDate::read(&raw);
        prop_assert_eq!(&date.raw, &raw);
        prop_assert!(date.sort.len() <= raw.len());
    }

    #[test]
    fn a_partial_date_keeps_its_precision(year in 1u32..=9999, month in 1u32..=12, day in 1u32..=28, hour in 0u32..24, zone in -12i32..=14) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        for (length, precision) in [(4, Precision::Year), (7, Precision::Month), (10, Precision::Day)] {
            let date = PartialDate::read(text.get(..length).unwrap());
            prop_assert_eq!((date.precision, date.sort.as_str()), (precision, text.get(..length).unwrap()));
        }
        // The calendar day stays the one that was sent, in every zone.
        let date = PartialDate::read(&format!("{text}T{hour:02}:30:00{}{:02}:00", if zone < 0 { '-' } else { '+' }, zone.abs()));
        prop_assert_eq!(date.precision, Precision::Time);
        prop_assert!(date.sort.starts_with(&text));
    }

    #[test]
    fn an_error_is_never_a_fact_whatever_stands_beside_it(kind in any_type(), mut members in prop::collection::hash_map(any_name(), any_json(), 0..8), as_status: bool) {
        members.insert("resourceType".into(), kind.into());
        let (name, value) = if as_status {
            ("status", json!("entered-in-error"))
        } else {
            ("verificationStatus", json!({"coding": [{"code": "confirmed"}, {"code": "entered-in-error"}]}))
        };
        members.insert(name.into(), value);
        let entry = chart::read(&serde_json::to_string(&members).unwrap()).entry;
        prop_assert_eq!(entry.standing, Standing::NotAFact);
    }
}
