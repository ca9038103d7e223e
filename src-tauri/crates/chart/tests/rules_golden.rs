//! A golden example for each display rule: the row that the rule makes of a small resource. A rule without an
//! example fails.

#![expect(clippy::expect_used, reason = "helpers of a test are tests")]

use std::fmt::Write as _;

use chart::{PatientBanner, RULES};

/// The row, member by member, without what is empty.
fn row(rule: &str, raw: &str) -> String {
    let entry = chart::read(raw).entry;
    assert!(
        entry.rules.iter().any(|known| known == rule),
        "{rule} {:?}",
        entry.rules
    );
    lines(&serde_json::json!(entry))
}

fn lines(value: &serde_json::Value) -> String {
    let mut row = String::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        if !matches!(value.to_string().as_str(), "null" | "[]" | "\"\"" | "false") {
            let _ = writeln!(row, "{name}: {value}");
        }
    }
    row
}

fn banner(rule: &str, raw: &str) -> String {
    let banner = PatientBanner::read(raw).expect("a patient");
    assert!(
        banner.rules.iter().any(|known| known == rule),
        "{rule} {:?}",
        banner.rules
    );
    lines(&serde_json::json!(banner))
}

#[test]
fn dr_01_entered_in_error() {
    insta::assert_snapshot!(row("DR-01", r#"{"resourceType":"Observation","status":"entered-in-error"}"#), @r#"
    resourceType: "Observation"
    rules: ["DR-01","DR-54"]
    section: "results"
    standing: "notAFact"
    status: "entered-in-error"
    "#);
}

#[test]
fn dr_02_entered_in_error_verification() {
    insta::assert_snapshot!(row("DR-02", r#"{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"entered-in-error"}]}}"#), @r#"
    resourceType: "Condition"
    rules: ["DR-02","DR-54"]
    section: "problems"
    standing: "notAFact"
    verification: "entered-in-error"
    "#);
}

#[test]
fn dr_03_entered_in_error_clinical() {
    insta::assert_snapshot!(row("DR-03", r#"{"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"entered-in-error"}]}}"#), @r#"
    resourceType: "Condition"
    rules: ["DR-03","DR-54"]
    section: "problems"
    standing: "notAFact"
    status: "entered-in-error"
    "#);
}

#[test]
fn dr_04_refuted() {
    insta::assert_snapshot!(row("DR-04", r#"{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"refuted"}]}}"#), @r#"
    resourceType: "Condition"
    rules: ["DR-04","DR-54"]
    section: "problems"
    standing: "notAFact"
    verification: "refuted"
    "#);
}

#[test]
fn dr_27_prohibition() {
    insta::assert_snapshot!(row("DR-27", r#"{"resourceType":"ServiceRequest","status":"active","doNotPerform":true}"#), @r#"
    resourceType: "ServiceRequest"
    rules: ["DR-27","DR-24","DR-54"]
    section: "orders"
    standing: "tentative"
    status: "active"
    verification: "doNotPerform"
    "#);
}

#[test]
fn dr_05_negated() {
    insta::assert_snapshot!(row("DR-05", r#"{"resourceType":"MedicationRequest","status":"active","doNotPerform":true}"#), @r#"
    resourceType: "MedicationRequest"
    rules: ["DR-05","DR-13","DR-54"]
    section: "medications"
    standing: "notAFact"
    status: "active"
    verification: "doNotPerform"
    "#);
}

#[test]
fn dr_06_not_done() {
    insta::assert_snapshot!(row("DR-06", r#"{"resourceType":"Immunization","status":"not-done"}"#), @r#"
    resourceType: "Immunization"
    rules: ["DR-06","DR-54"]
    section: "immunizations"
    standing: "notAFact"
    status: "not-done"
    "#);
}

#[test]
fn dr_07_cancelled() {
    insta::assert_snapshot!(row("DR-07", r#"{"resourceType":"Procedure","status":"cancelled"}"#), @r#"
    resourceType: "Procedure"
    rules: ["DR-07","DR-54"]
    section: "procedures"
    standing: "notAFact"
    status: "cancelled"
    "#);
}

#[test]
fn dr_08_event_done() {
    insta::assert_snapshot!(row("DR-08", r#"{"resourceType":"Observation","status":"final"}"#), @r#"
    resourceType: "Observation"
    rules: ["DR-08","DR-54"]
    section: "results"
    standing: "current"
    status: "final"
    "#);
}

#[test]
fn dr_09_event_corrected() {
    insta::assert_snapshot!(row("DR-09", r#"{"resourceType":"Observation","status":"amended"}"#), @r#"
    resourceType: "Observation"
    rules: ["DR-09","DR-54"]
    section: "results"
    standing: "current"
    status: "amended"
    "#);
}

#[test]
fn dr_10_event_under_way() {
    insta::assert_snapshot!(row("DR-10", r#"{"resourceType":"Observation","status":"in-progress"}"#), @r#"
    resourceType: "Observation"
    rules: ["DR-10","DR-54"]
    section: "results"
    standing: "current"
    status: "in-progress"
    "#);
}

#[test]
fn dr_11_event_not_final() {
    insta::assert_snapshot!(row("DR-11", r#"{"resourceType":"Observation","status":"registered"}"#), @r#"
    resourceType: "Observation"
    rules: ["DR-11","DR-54"]
    section: "results"
    standing: "tentative"
    status: "registered"
    "#);
}

#[test]
fn dr_12_event_broken_off() {
    insta::assert_snapshot!(row("DR-12", r#"{"resourceType":"Observation","status":"stopped"}"#), @r#"
    resourceType: "Observation"
    rules: ["DR-12","DR-54"]
    section: "results"
    standing: "historical"
    status: "stopped"
    "#);
}

#[test]
fn dr_13_medication_in_use() {
    insta::assert_snapshot!(row("DR-13", r#"{"resourceType":"MedicationRequest","status":"active"}"#), @r#"
    resourceType: "MedicationRequest"
    rules: ["DR-13","DR-54"]
    section: "medications"
    standing: "current"
    status: "active"
    "#);
}

#[test]
fn dr_14_medication_over() {
    insta::assert_snapshot!(row("DR-14", r#"{"resourceType":"MedicationRequest","status":"completed"}"#), @r#"
    resourceType: "MedicationRequest"
    rules: ["DR-14","DR-54"]
    section: "medications"
    standing: "historical"
    status: "completed"
    "#);
}

#[test]
fn dr_15_medication_not_started() {
    insta::assert_snapshot!(row("DR-15", r#"{"resourceType":"MedicationRequest","status":"draft"}"#), @r#"
    resourceType: "MedicationRequest"
    rules: ["DR-15","DR-54"]
    section: "medications"
    standing: "tentative"
    status: "draft"
    "#);
}

#[test]
fn dr_16_medication_not_ordered() {
    insta::assert_snapshot!(row("DR-16", r#"{"resourceType":"MedicationRequest","status":"active","intent":"proposal"}"#), @r#"
    resourceType: "MedicationRequest"
    rules: ["DR-16","DR-13","DR-54"]
    section: "medications"
    standing: "tentative"
    status: "active"
    verification: "proposal"
    "#);
}

#[test]
fn dr_17_clinically_active() {
    insta::assert_snapshot!(row("DR-17", r#"{"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"active"}]}}"#), @r#"
    resourceType: "Condition"
    rules: ["DR-17","DR-54"]
    section: "problems"
    standing: "current"
    status: "active"
    "#);
}

#[test]
fn dr_18_clinically_over() {
    insta::assert_snapshot!(row("DR-18", r#"{"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"resolved"}]}}"#), @r#"
    resourceType: "Condition"
    rules: ["DR-18","DR-54"]
    section: "problems"
    standing: "historical"
    status: "resolved"
    "#);
}

#[test]
fn dr_19_confirmed() {
    insta::assert_snapshot!(row("DR-19", r#"{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"confirmed"}]}}"#), @r#"
    resourceType: "Condition"
    rules: ["DR-19","DR-54"]
    section: "problems"
    standing: "current"
    verification: "confirmed"
    "#);
}

#[test]
fn dr_20_unconfirmed() {
    insta::assert_snapshot!(row("DR-20", r#"{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"unconfirmed"}]}}"#), @r#"
    resourceType: "Condition"
    rules: ["DR-20","DR-54"]
    section: "problems"
    standing: "tentative"
    verification: "unconfirmed"
    "#);
}

#[test]
fn dr_21_document_current() {
    insta::assert_snapshot!(row("DR-21", r#"{"resourceType":"DocumentReference","status":"current"}"#), @r#"
    resourceType: "DocumentReference"
    rules: ["DR-21","DR-54"]
    section: "documents"
    standing: "current"
    status: "current"
    "#);
}

#[test]
fn dr_22_document_superseded() {
    insta::assert_snapshot!(row("DR-22", r#"{"resourceType":"DocumentReference","status":"superseded"}"#), @r#"
    resourceType: "DocumentReference"
    rules: ["DR-22","DR-54"]
    section: "documents"
    standing: "historical"
    status: "superseded"
    "#);
}

#[test]
fn dr_23_document_not_final() {
    insta::assert_snapshot!(row("DR-23", r#"{"resourceType":"DocumentReference","status":"preliminary"}"#), @r#"
    resourceType: "DocumentReference"
    rules: ["DR-23","DR-54"]
    section: "documents"
    standing: "tentative"
    status: "preliminary"
    "#);
}

#[test]
fn dr_24_other_current() {
    insta::assert_snapshot!(row("DR-24", r#"{"resourceType":"Appointment","status":"booked"}"#), @r#"
    resourceType: "Appointment"
    rules: ["DR-24","DR-54"]
    section: "appointments"
    standing: "current"
    status: "booked"
    "#);
}

#[test]
fn dr_25_other_over() {
    insta::assert_snapshot!(row("DR-25", r#"{"resourceType":"Appointment","status":"fulfilled"}"#), @r#"
    resourceType: "Appointment"
    rules: ["DR-25","DR-54"]
    section: "appointments"
    standing: "historical"
    status: "fulfilled"
    "#);
}

#[test]
fn dr_26_other_tentative() {
    insta::assert_snapshot!(row("DR-26", r#"{"resourceType":"Appointment","status":"proposed"}"#), @r#"
    resourceType: "Appointment"
    rules: ["DR-26","DR-54"]
    section: "appointments"
    standing: "tentative"
    status: "proposed"
    "#);
}

#[test]
fn dr_40_status_missing() {
    insta::assert_snapshot!(row("DR-40", r#"{"resourceType":"Condition","code":{"text":"Asthma"}}"#), @r#"
    resourceType: "Condition"
    rules: ["DR-40","DR-54"]
    section: "problems"
    standing: "unknown"
    title: {"code":null,"isBareCode":false,"text":"Asthma"}
    "#);
}

#[test]
fn dr_40_status_missing_2() {
    insta::assert_snapshot!(row("DR-40", r#"{"resourceType":"Condition","clinicalStatus":"vendor-word","code":{"text":"Asthma"}}"#), @r#"
    resourceType: "Condition"
    rules: ["DR-40","DR-54"]
    section: "problems"
    standing: "unknown"
    status: "vendor-word"
    title: {"code":null,"isBareCode":false,"text":"Asthma"}
    "#);
}

#[test]
fn dr_41_status_not_in_fhir() {
    insta::assert_snapshot!(row("DR-41", r#"{"resourceType":"ImmunizationRecommendation","date":"2026-02-03"}"#), @r#"
    date: {"precision":"day","raw":"2026-02-03","sort":"2026-02-03"}
    resourceType: "ImmunizationRecommendation"
    rules: ["DR-41"]
    section: "carePlans"
    standing: "current"
    "#);
}

#[test]
fn dr_42_inactive_flag() {
    insta::assert_snapshot!(row("DR-42", r#"{"resourceType":"RelatedPerson","active":false,"name":[{"text":"Eve Smith"}]}"#), @r#"
    resourceType: "RelatedPerson"
    rules: ["DR-42","DR-54"]
    section: "careTeam"
    standing: "historical"
    status: "inactive"
    title: {"code":null,"isBareCode":false,"text":"Eve Smith"}
    "#);
}

#[test]
fn dr_43_bare_code() {
    insta::assert_snapshot!(row("DR-43", r#"{"resourceType":"Condition","clinicalStatus":"active","code":{"coding":[{"system":"http://snomed.info/sct","code":"195967001"}]}}"#), @r#"
    resourceType: "Condition"
    rules: ["DR-17","DR-43","DR-54"]
    section: "problems"
    standing: "current"
    status: "active"
    title: {"code":"http://snomed.info/sct|195967001","isBareCode":true,"text":"195967001"}
    "#);
}

#[test]
fn dr_44_none_known() {
    insta::assert_snapshot!(row("DR-44", r#"{"resourceType":"AllergyIntolerance","clinicalStatus":"active","code":{"coding":[{"system":"http://snomed.info/sct","code":"716186003","display":"No known allergy"}]}}"#), @r#"
    absence: true
    resourceType: "AllergyIntolerance"
    rules: ["DR-17","DR-44","DR-54"]
    section: "allergies"
    standing: "current"
    status: "active"
    title: {"code":"http://snomed.info/sct|716186003","isBareCode":false,"text":"No known allergy"}
    "#);
}

#[test]
fn dr_45_digits_as_sent() {
    insta::assert_snapshot!(row("DR-45", r#"{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"effectiveDateTime":"2026-02-03","valueQuantity":{"value":4.10,"unit":"mmol/L"}}"#), @r#"
    analyte: "|Potassium|mmol/L"
    date: {"precision":"day","raw":"2026-02-03","sort":"2026-02-03"}
    resourceType: "Observation"
    rules: ["DR-08","DR-45"]
    section: "results"
    standing: "current"
    status: "final"
    title: {"code":null,"isBareCode":false,"text":"Potassium"}
    value: {"comparator":null,"flag":null,"number":4.1,"range":null,"text":"4.10","unit":"mmol/L"}
    "#);
}

#[test]
fn dr_45_digits_as_sent_2() {
    insta::assert_snapshot!(row("DR-45", r#"{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"effectiveDateTime":"2026-02-03","valueQuantity":{"value":1.0E1,"unit":"mmol/L"}}"#), @r#"
    analyte: "|Potassium|mmol/L"
    date: {"precision":"day","raw":"2026-02-03","sort":"2026-02-03"}
    resourceType: "Observation"
    rules: ["DR-08","DR-45"]
    section: "results"
    standing: "current"
    status: "final"
    title: {"code":null,"isBareCode":false,"text":"Potassium"}
    value: {"comparator":null,"flag":null,"number":10.0,"range":null,"text":"1.0E1","unit":"mmol/L"}
    "#);
}

#[test]
fn dr_46_comparator() {
    insta::assert_snapshot!(row("DR-46", r#"{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"effectiveDateTime":"2026-02-03","valueQuantity":{"value":0.5,"comparator":"<","unit":"mmol/L"}}"#), @r#"
    analyte: "|Potassium|mmol/L"
    date: {"precision":"day","raw":"2026-02-03","sort":"2026-02-03"}
    resourceType: "Observation"
    rules: ["DR-08","DR-45","DR-46"]
    section: "results"
    standing: "current"
    status: "final"
    title: {"code":null,"isBareCode":false,"text":"Potassium"}
    value: {"comparator":"<","flag":null,"number":0.5,"range":null,"text":"0.5","unit":"mmol/L"}
    "#);
}

#[test]
fn dr_47_missing_unit() {
    insta::assert_snapshot!(row("DR-47", r#"{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"effectiveDateTime":"2026-02-03","valueQuantity":{"value":4.1}}"#), @r#"
    analyte: "|Potassium|"
    date: {"precision":"day","raw":"2026-02-03","sort":"2026-02-03"}
    resourceType: "Observation"
    rules: ["DR-08","DR-47","DR-45"]
    section: "results"
    standing: "current"
    status: "final"
    title: {"code":null,"isBareCode":false,"text":"Potassium"}
    value: {"comparator":null,"flag":null,"number":4.1,"range":null,"text":"4.1","unit":null}
    warnings: ["missingUnit"]
    "#);
}

#[test]
fn dr_48_flag_as_sent() {
    insta::assert_snapshot!(row("DR-48", r#"{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"effectiveDateTime":"2026-02-03","valueQuantity":{"value":4.1,"unit":"mmol/L"},"interpretation":[{"coding":[{"code":"H"}]}],"referenceRange":[{"low":{"value":3.5},"high":{"value":5.1}}]}"#), @r#"
    analyte: "|Potassium|mmol/L"
    date: {"precision":"day","raw":"2026-02-03","sort":"2026-02-03"}
    resourceType: "Observation"
    rules: ["DR-08","DR-45","DR-48"]
    section: "results"
    standing: "current"
    status: "final"
    title: {"code":null,"isBareCode":false,"text":"Potassium"}
    value: {"comparator":null,"flag":"H","number":4.1,"range":{"high":"5.1","low":"3.5","text":null},"text":"4.1","unit":"mmol/L"}
    "#);
}

#[test]
fn dr_49_text_only_range() {
    insta::assert_snapshot!(row("DR-49", r#"{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"effectiveDateTime":"2026-02-03","valueQuantity":{"value":4.1,"unit":"mmol/L"},"referenceRange":[{"text":"3.5 to 5.1 in adults"}]}"#), @r#"
    analyte: "|Potassium|mmol/L"
    date: {"precision":"day","raw":"2026-02-03","sort":"2026-02-03"}
    resourceType: "Observation"
    rules: ["DR-08","DR-45","DR-49"]
    section: "results"
    standing: "current"
    status: "final"
    title: {"code":null,"isBareCode":false,"text":"Potassium"}
    value: {"comparator":null,"flag":null,"number":4.1,"range":{"high":null,"low":null,"text":"3.5 to 5.1 in adults"},"text":"4.1","unit":"mmol/L"}
    "#);
}

#[test]
fn dr_50_data_absent() {
    insta::assert_snapshot!(row("DR-50", r#"{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"effectiveDateTime":"2026-02-03","dataAbsentReason":{"coding":[{"code":"not-performed","display":"Not performed"}]}}"#), @r#"
    analyte: "|Potassium|"
    date: {"precision":"day","raw":"2026-02-03","sort":"2026-02-03"}
    detail: "Not performed"
    resourceType: "Observation"
    rules: ["DR-08","DR-50"]
    section: "results"
    standing: "current"
    status: "final"
    title: {"code":null,"isBareCode":false,"text":"Potassium"}
    warnings: ["dataAbsent"]
    "#);
}

#[test]
fn dr_51_malformed() {
    insta::assert_snapshot!(row("DR-51", r#"{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"effectiveDateTime":"2026-02-03","valueString":"trace","valueInteger":1}"#), @r#"
    analyte: "|Potassium|"
    date: {"precision":"day","raw":"2026-02-03","sort":"2026-02-03"}
    resourceType: "Observation"
    rules: ["DR-08","DR-51"]
    section: "results"
    standing: "current"
    status: "final"
    title: {"code":null,"isBareCode":false,"text":"Potassium"}
    value: {"comparator":null,"flag":null,"number":null,"range":null,"text":"trace","unit":null}
    warnings: ["malformed"]
    "#);
}

#[test]
fn dr_52_modifier_extension() {
    insta::assert_snapshot!(row("DR-52", r#"{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"effectiveDateTime":"2026-02-03","valueInteger":4,"modifierExtension":[{"url":"http://vendor.example/reverses","valueBoolean":true}]}"#), @r#"
    analyte: "|Potassium|"
    date: {"precision":"day","raw":"2026-02-03","sort":"2026-02-03"}
    resourceType: "Observation"
    rules: ["DR-08","DR-52","DR-45"]
    section: "results"
    standing: "current"
    status: "final"
    title: {"code":null,"isBareCode":false,"text":"Potassium"}
    value: {"comparator":null,"flag":null,"number":4.0,"range":null,"text":"4","unit":null}
    warnings: ["modifierExtension"]
    "#);
}

#[test]
fn dr_53_composed_dosage() {
    insta::assert_snapshot!(row("DR-53", r#"{"resourceType":"MedicationRequest","status":"active","medicationCodeableConcept":{"text":"Metformin"},"authoredOn":"2026-02-03","dosageInstruction":[{"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d","when":["PCM"]}},"route":{"text":"oral"},"doseAndRate":[{"doseQuantity":{"value":1.0,"unit":"tablet"}}],"asNeededBoolean":true}]}"#), @r#"
    date: {"precision":"day","raw":"2026-02-03","sort":"2026-02-03"}
    detail: "1.0 tablet, oral, 2 / 1 d, PCM, PRN"
    resourceType: "MedicationRequest"
    rules: ["DR-13","DR-53"]
    section: "medications"
    standing: "current"
    status: "active"
    title: {"code":null,"isBareCode":false,"text":"Metformin"}
    "#);
}

#[test]
fn dr_54_undated() {
    insta::assert_snapshot!(row("DR-54", r#"{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"issued":"2026-02-03T10:00:00Z","meta":{"lastUpdated":"1970-01-01T00:00:00Z"}}"#), @r#"
    analyte: "|Potassium|"
    resourceType: "Observation"
    rules: ["DR-08","DR-54"]
    section: "results"
    standing: "current"
    status: "final"
    title: {"code":null,"isBareCode":false,"text":"Potassium"}
    "#);
}

#[test]
fn dr_55_partial_date() {
    insta::assert_snapshot!(row("DR-55", r#"{"resourceType":"Condition","clinicalStatus":"active","code":{"text":"Asthma"},"onsetDateTime":"2019-03"}"#), @r#"
    date: {"precision":"month","raw":"2019-03","sort":"2019-03"}
    resourceType: "Condition"
    rules: ["DR-17","DR-55"]
    section: "problems"
    standing: "current"
    status: "active"
    title: {"code":null,"isBareCode":false,"text":"Asthma"}
    "#);
}

#[test]
fn dr_56_time_as_sent() {
    insta::assert_snapshot!(row("DR-56", r#"{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"effectiveDateTime":"2026-01-01T00:30:00+14:00"}"#), @r#"
    analyte: "|Potassium|"
    date: {"precision":"time","raw":"2026-01-01T00:30:00+14:00","sort":"2026-01-01T00:30:00"}
    resourceType: "Observation"
    rules: ["DR-08","DR-56"]
    section: "results"
    standing: "current"
    status: "final"
    title: {"code":null,"isBareCode":false,"text":"Potassium"}
    "#);
}

#[test]
fn dr_57_unreadable_date() {
    insta::assert_snapshot!(row("DR-57", r#"{"resourceType":"Observation","status":"final","code":{"text":"Potassium"},"effectiveDateTime":"2026-02-30"}"#), @r#"
    analyte: "|Potassium|"
    date: {"precision":"unreadable","raw":"2026-02-30","sort":""}
    resourceType: "Observation"
    rules: ["DR-08","DR-57"]
    section: "results"
    standing: "current"
    status: "final"
    title: {"code":null,"isBareCode":false,"text":"Potassium"}
    warnings: ["unreadableDate"]
    "#);
}

#[test]
fn dr_58_unknown_type() {
    insta::assert_snapshot!(row("DR-58", r#"{"resourceType":"VendorThing","status":"active","label":"A thing"}"#), @r#"
    resourceType: "VendorThing"
    rules: ["DR-24","DR-58","DR-54"]
    section: "other"
    standing: "current"
    status: "active"
    title: {"code":null,"isBareCode":false,"text":"A thing"}
    "#);
}

#[test]
fn dr_59_deceased() {
    insta::assert_snapshot!(banner("DR-59", r#"{"resourceType":"Patient","id":"p","name":[{"family":"Smith"}],"deceasedDateTime":"2025-11"}"#), @r#"
    deceased: "2025-11"
    family: "Smith"
    id: "p"
    rules: ["DR-59"]
    "#);
}

#[test]
fn dr_59_deceased_2() {
    insta::assert_snapshot!(banner("DR-59", r#"{"resourceType":"Patient","id":"p","name":[{"family":"Smith"}],"deceasedBoolean":true}"#), @r#"
    family: "Smith"
    id: "p"
    rules: ["DR-59"]
    "#);
}

#[test]
fn dr_60_merged() {
    insta::assert_snapshot!(banner("DR-60", r#"{"resourceType":"Patient","id":"p","name":[{"family":"Smith"}],"link":[{"type":"replaced-by","other":{"reference":"Patient/q"}}]}"#), @r#"
    family: "Smith"
    id: "p"
    replaced: true
    replacedBy: "Patient/q"
    rules: ["DR-60"]
    "#);
}

#[test]
fn dr_61_withdrawn() {
    insta::assert_snapshot!(banner("DR-61", r#"{"resourceType":"Patient","id":"p","name":[{"family":"Smith"}],"active":false}"#), @r#"
    family: "Smith"
    id: "p"
    replaced: true
    rules: ["DR-61"]
    "#);
}

/// The guard itself is the store's: `chart-store/tests/lists.rs`. Here: whom a resource names.
#[test]
fn dr_62_wrong_patient() {
    let named = |raw: &str| chart::read(raw).patients;
    assert_eq!(
        named(r#"{"resourceType":"Condition","subject":{"reference":"Patient/q"}}"#),
        ["Patient/q"]
    );
    assert_eq!(
        named(r#"{"resourceType":"Immunization","patient":{"reference":"Patient/q"}}"#),
        ["Patient/q"]
    );
}

#[test]
fn every_rule_has_an_example() {
    let here = include_str!("rules_golden.rs");
    for rule in RULES {
        let name = rule.name.replace('-', "_");
        let number = rule.id.trim_start_matches("DR-");
        let test = format!("fn dr_{number}_{name}()");
        assert!(here.contains(&test), "no {test}");
    }
}
