//! What a status makes of a row.

use super::row;

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
