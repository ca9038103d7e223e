//! One representative resource of each section, the whole row.

use std::fmt::Write as _;

/// A row, member by member. What is empty is left out, so that a reader sees what was found.
fn row(raw: &str) -> String {
    let entry = serde_json::json!(chart::read(raw).entry);
    let mut row = String::new();
    for (name, value) in entry.as_object().into_iter().flatten() {
        if !matches!(value.to_string().as_str(), "null" | "[]" | "\"\"" | "false") {
            let _ = writeln!(row, "{name}: {value}");
        }
    }
    row
}

#[test]
fn a_blood_pressure_panel() {
    insta::assert_snapshot!(row(r#"{
      "resourceType":"Observation","id":"bp","status":"final",
      "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}],
      "code":{"coding":[{"system":"http://loinc.org","code":"85354-9","display":"Blood pressure panel"}]},
      "subject":{"reference":"Patient/p"},"effectiveDateTime":"2026-02-03T10:15:00+01:00",
      "performer":[{"display":"Ward 3"}],
      "component":[
        {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6","display":"Systolic"}]},
         "valueQuantity":{"value":148.0,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"},
         "interpretation":[{"coding":[{"code":"H"}]}],
         "referenceRange":[{"low":{"value":90},"high":{"value":130}}]},
        {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"dataAbsentReason":{"coding":[{"code":"not-performed"}]}}]}"#), @r#"
    analyte: "http://loinc.org|85354-9|mm[Hg]"
    category: "vital-signs"
    components: [{"title":{"code":"http://loinc.org|8480-6","isBareCode":false,"text":"Systolic"},"value":{"comparator":null,"flag":"H","number":148.0,"range":{"high":"130","low":"90","text":null},"text":"148.0","unit":"mmHg","unitCode":"mm[Hg]"}},{"title":{"code":"http://loinc.org|8462-4","isBareCode":true,"text":"8462-4"},"value":null}]
    date: {"precision":"time","raw":"2026-02-03T10:15:00+01:00","sort":"2026-02-03T10:15:00"}
    detail: "not-performed"
    resourceType: "Observation"
    rules: ["DR-08","DR-50","DR-43","DR-45","DR-48","DR-56"]
    section: "vitals"
    source: "Ward 3"
    standing: "current"
    status: "final"
    title: {"code":"http://loinc.org|85354-9","isBareCode":false,"text":"Blood pressure panel"}
    warnings: ["dataAbsent"]
    "#);
}

#[test]
fn a_laboratory_result_below_the_limit() {
    insta::assert_snapshot!(row(r#"{
      "resourceType":"Observation","id":"crp","status":"preliminary",
      "category":[{"coding":[{"code":"laboratory"}]}],
      "code":{"text":"CRP","coding":[{"system":"http://loinc.org","code":"1988-5","display":"C reactive protein"}]},
      "effectiveDateTime":"2026-02","valueQuantity":{"value":0.60,"comparator":"<","unit":"mg/L","code":"mg/L"},
      "referenceRange":[{"text":"below 5","type":{"coding":[{"code":"normal"}]}}]}"#), @r#"
    analyte: "http://loinc.org|1988-5|mg/L"
    category: "laboratory"
    date: {"precision":"month","raw":"2026-02","sort":"2026-02"}
    resourceType: "Observation"
    rules: ["DR-11","DR-45","DR-46","DR-49","DR-55"]
    section: "results"
    standing: "tentative"
    status: "preliminary"
    title: {"code":"http://loinc.org|1988-5","isBareCode":false,"text":"CRP"}
    value: {"comparator":"<","flag":null,"number":0.6,"range":{"high":null,"low":null,"text":"below 5"},"text":"0.60","unit":"mg/L","unitCode":"mg/L"}
    "#);
}

#[test]
fn an_allergy_with_reactions() {
    insta::assert_snapshot!(row(r#"{
      "resourceType":"AllergyIntolerance","id":"a",
      "clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"code":"unconfirmed"}]},
      "category":["medication"],"criticality":"low","code":{"coding":[{"system":"http://snomed.info/sct","code":"91936005"}]},
      "onsetDateTime":"2019","recorder":{"reference":"Practitioner/1"},
      "reaction":[{"manifestation":[{"text":"Hives"},{"coding":[{"display":"Wheeze"}]}],"severity":"severe"}]}"#), @r#"
    category: "medication"
    date: {"precision":"year","raw":"2019","sort":"2019"}
    detail: "Hives; Wheeze"
    resourceType: "AllergyIntolerance"
    rules: ["DR-20","DR-17","DR-43","DR-55"]
    section: "allergies"
    severity: "severe"
    standing: "tentative"
    status: "active"
    title: {"code":"http://snomed.info/sct|91936005","isBareCode":true,"text":"91936005"}
    verification: "unconfirmed"
    "#);
}

#[test]
fn the_statement_that_there_is_no_allergy() {
    insta::assert_snapshot!(row(r#"{
      "resourceType":"AllergyIntolerance","id":"nka","clinicalStatus":{"coding":[{"code":"active"}]},
      "code":{"text":"NKA","coding":[{"system":"http://snomed.info/sct","code":"716186003","display":"No known allergy"}]}}"#), @r#"
    absence: true
    resourceType: "AllergyIntolerance"
    rules: ["DR-17","DR-44","DR-54"]
    section: "allergies"
    standing: "current"
    status: "active"
    title: {"code":"http://snomed.info/sct|716186003","isBareCode":false,"text":"NKA"}
    "#);
}

#[test]
fn a_medicine_that_travels_inside_its_request() {
    insta::assert_snapshot!(row(r##"{
      "resourceType":"MedicationRequest","id":"m","status":"active","intent":"order",
      "contained":[{"resourceType":"Medication","id":"med","code":{"text":"Ramipril 5 mg"}}],
      "medicationReference":{"reference":"#med","display":"see contained"},"authoredOn":"2026-01-05",
      "requester":{"display":"Dr Example"},
      "dosageInstruction":[{"text":"1 in the morning"},{"doseAndRate":[{"doseQuantity":{"value":0.5,"unit":"tablet"}}],"route":{"text":"oral"}}]}"##), @r#"
    date: {"precision":"day","raw":"2026-01-05","sort":"2026-01-05"}
    detail: "1 in the morning; 0.5 tablet, oral"
    resourceType: "MedicationRequest"
    rules: ["DR-13","DR-53"]
    section: "medications"
    source: "Dr Example"
    standing: "current"
    status: "active"
    title: {"code":null,"isBareCode":false,"text":"Ramipril 5 mg"}
    "#);
}

#[test]
fn a_resolved_problem() {
    insta::assert_snapshot!(row(r#"{
      "resourceType":"Condition","id":"c","clinicalStatus":{"coding":[{"code":"resolved"}]},
      "verificationStatus":{"coding":[{"code":"confirmed"}]},"category":[{"coding":[{"code":"problem-list-item"}]}],
      "severity":{"text":"moderate"},"code":{"text":"Pneumonia"},"bodySite":[{"text":"left lung"}],
      "onsetDateTime":"2024-11","abatementDateTime":"2024-12-24","asserter":{"display":"Dr Example"}}"#), @r#"
    category: "problem-list-item"
    date: {"precision":"month","raw":"2024-11","sort":"2024-11"}
    detail: "left lung"
    end: {"precision":"day","raw":"2024-12-24","sort":"2024-12-24"}
    resourceType: "Condition"
    rules: ["DR-18","DR-19","DR-55"]
    section: "problems"
    severity: "moderate"
    source: "Dr Example"
    standing: "historical"
    status: "resolved"
    title: {"code":null,"isBareCode":false,"text":"Pneumonia"}
    verification: "confirmed"
    "#);
}

#[test]
fn a_vaccination_that_was_not_given() {
    insta::assert_snapshot!(row(r#"{
      "resourceType":"Immunization","id":"i","status":"not-done","statusReason":{"text":"patient declined"},
      "vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"140","display":"Influenza"}]},
      "occurrenceString":"autumn 2025"}"#), @r#"
    date: {"precision":"unreadable","raw":"autumn 2025","sort":""}
    detail: "patient declined"
    resourceType: "Immunization"
    rules: ["DR-06","DR-57"]
    section: "immunizations"
    standing: "notAFact"
    status: "not-done"
    title: {"code":"http://hl7.org/fhir/sid/cvx|140","isBareCode":false,"text":"Influenza"}
    warnings: ["unreadableDate"]
    "#);
}

#[test]
fn an_encounter_a_procedure_a_report_and_a_document() {
    insta::assert_snapshot!([
        r#"{"resourceType":"Encounter","id":"e","status":"in-progress","class":{"code":"IMP","display":"inpatient"},
            "type":[{"text":"Cardiology"}],"period":{"start":"2026-02-01T08:00:00Z"},"reasonCode":[{"text":"chest pain"}],
            "participant":[{"individual":{"display":"Dr Example"}}]}"#,
        r#"{"resourceType":"Procedure","id":"p","status":"completed","code":{"text":"Appendectomy"},
            "performedPeriod":{"start":"2001","end":"2001-06"},"performer":[{"actor":{"display":"Surgery"}}]}"#,
        r#"{"resourceType":"DiagnosticReport","id":"r","status":"final","code":{"text":"CBC"},"issued":"2026-02-03T10:00:00Z",
            "category":[{"coding":[{"code":"LAB"}]}],"conclusion":"Normal"}"#,
        r#"{"resourceType":"DocumentReference","id":"d","status":"current","docStatus":"preliminary","type":{"text":"Discharge letter"},
            "description":"Stay of February","date":"2026-02-09T00:00:00Z","author":[{"display":"Dr Example"}],
            "content":[{"attachment":{"contentType":"application/pdf"}}]}"#,
    ].map(row).join("\n"), @r#"
    category: "IMP"
    date: {"precision":"time","raw":"2026-02-01T08:00:00Z","sort":"2026-02-01T08:00:00"}
    detail: "chest pain"
    resourceType: "Encounter"
    rules: ["DR-10","DR-56"]
    section: "encounters"
    source: "Dr Example"
    standing: "current"
    status: "in-progress"
    title: {"code":null,"isBareCode":false,"text":"Cardiology"}

    date: {"precision":"year","raw":"2001","sort":"2001"}
    end: {"precision":"month","raw":"2001-06","sort":"2001-06"}
    resourceType: "Procedure"
    rules: ["DR-08","DR-55"]
    section: "procedures"
    source: "Surgery"
    standing: "current"
    status: "completed"
    title: {"code":null,"isBareCode":false,"text":"Appendectomy"}

    category: "LAB"
    date: {"precision":"time","raw":"2026-02-03T10:00:00Z","sort":"2026-02-03T10:00:00"}
    detail: "Normal"
    resourceType: "DiagnosticReport"
    rules: ["DR-08","DR-56"]
    section: "reports"
    standing: "current"
    status: "final"
    title: {"code":null,"isBareCode":false,"text":"CBC"}

    category: "Discharge letter"
    date: {"precision":"time","raw":"2026-02-09T00:00:00Z","sort":"2026-02-09T00:00:00"}
    detail: "Stay of February"
    resourceType: "DocumentReference"
    rules: ["DR-23","DR-21","DR-56"]
    section: "documents"
    source: "Dr Example"
    standing: "tentative"
    status: "preliminary"
    title: {"code":null,"isBareCode":false,"text":"Discharge letter"}
    "#);
}

#[test]
fn the_banner_of_a_merged_patient() {
    let banner = chart::PatientBanner::read(
        r#"{
      "resourceType":"Patient","id":"p","birthDate":"1961-02","gender":"female","deceasedBoolean":true,
      "identifier":[{"value":"123"},{"type":{"coding":[{"code":"MR"}]},"value":"4432"}],
      "name":[{"use":"old","family":"Before"},{"use":"official","family":"Smith","given":["Anna",null,"Maria"],"prefix":["Ms"]}],
      "link":[{"type":"replaced-by","other":{"reference":"Patient/q"}}]}"#,
    );
    insta::assert_debug_snapshot!(banner, @r#"
    Some(
        PatientBanner {
            id: "p",
            family: Some(
                "Smith",
            ),
            given: Some(
                "Anna Maria",
            ),
            prefix: Some(
                "Ms",
            ),
            text: None,
            birth_date: Some(
                PartialDate {
                    sort: "1961-02",
                    raw: "1961-02",
                    precision: Month,
                },
            ),
            gender: Some(
                "female",
            ),
            deceased: Some(
                "",
            ),
            identifier: Some(
                "4432",
            ),
            replaced: true,
            replaced_by: Some(
                "Patient/q",
            ),
            rules: [
                "DR-59",
                "DR-60",
                "DR-55",
            ],
        },
    )
    "#);
    assert_eq!(
        chart::PatientBanner::read(r#"{"resourceType":"Group"}"#),
        None
    );
}
