//! What words, values, dates and patients make of a row.

use super::{banner, row};

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

/// Grouping itself is the store's: `chart-store/tests/panels.rs`. Here: what a report lists.
#[test]
fn dr_63_panel() {
    let report = r#"{"resourceType":"DiagnosticReport","result":[{"reference":"Observation/a"},{"reference":"Observation/b"}]}"#;
    assert_eq!(
        chart::read(report).members,
        ["Observation/a", "Observation/b"]
    );
}

/// The same: what it is told from.
#[test]
fn dr_64_taken_together() {
    let entry = chart::read(
        r#"{"resourceType":"Observation","category":"laboratory","effectiveDateTime":"2026-02-03"}"#,
    )
    .entry;
    assert_eq!(entry.category.as_deref(), Some("laboratory"));
    assert_eq!(
        entry.date.map(|date| date.sort).as_deref(),
        Some("2026-02-03")
    );
    assert_eq!(chart::TAKEN_TOGETHER, "DR-64");
}
