//! What servers really send, and what is made of it: a row each, with everything that can be read.

use std::fmt::Write as _;

use chart::{Entry, Precision, Standing};

/// A row in one line: section, title, status, standing, value, date, warnings.
fn line(entry: &Entry) -> String {
    let mut line = format!("{:?}", entry.section);
    let mut add = |part: Option<String>| {
        let _ = write!(line, " | {}", part.as_deref().unwrap_or("-"));
    };
    add(entry.title.as_ref().map(|title| title.text.clone()));
    add(entry.status.clone());
    add(Some(format!("{:?}", entry.standing)));
    add(entry.value.as_ref().map(|value| {
        format!(
            "{}{} {}",
            value.comparator.as_deref().unwrap_or(""),
            value.text,
            value.unit.as_deref().unwrap_or("?")
        )
    }));
    add(entry
        .date
        .as_ref()
        .map(|date| format!("{} {:?}", date.raw, date.precision)));
    add(Some(format!("{:?}", entry.warnings)));
    line
}

/// An observation with some members besides the usual ones.
fn observation(members: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"o","status":"final","code":{{"text":"Potassium"}},{members}}}"#
    )
}

/// A row in each line.
fn table(cases: impl IntoIterator<Item = String>) -> String {
    cases
        .into_iter()
        .map(|case| line(&chart::read(&case).entry) + "\n")
        .collect()
}

#[test]
fn a_defective_value_hides_only_itself() {
    let cases = [
        r#""valueQuantity":{"value":5.40,"unit":"mmol/L"}"#,
        r#""valueQuantity":{"value":"5.40","unit":"mmol/L"}"#,
        r#""valueQuantity":{"value":1.0E1,"comparator":"~"}"#,
        r#""valueQuantity":{"value":1e400,"unit":"g"}"#,
        r#""valueQuantity":{"unit":"g"}"#,
        r#""valueQuantity":[{"value":7,"unit":"g"}]"#,
        r#""valueQuantity":"7 g""#,
        r#""valueString":"trace","valueInteger":1"#,
        r#""valueVendor":{"x":{"y":1}}"#,
        r#""valueQuantity":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}"#,
        r#""dataAbsentReason":{"text":"not asked"},"category":[]"#,
    ];
    insta::assert_snapshot!(table(cases.map(observation)), @r##"
    Results | Potassium | final | Current | 5.40 mmol/L | - | []
    Results | Potassium | final | Current | 5.40 mmol/L | - | []
    Results | Potassium | final | Current | ~1.0E1 ? | - | [MissingUnit]
    Results | Potassium | final | Current | 1e400 g | - | []
    Results | Potassium | final | Current | - | - | [Malformed]
    Results | Potassium | final | Current | 7 g | - | []
    Results | Potassium | final | Current | 7 g ? | - | []
    Results | Potassium | final | Current | trace ? | - | [Malformed]
    Results | Potassium | final | Current | - | - | [Malformed]
    Results | Potassium | final | Current | - | - | [DataAbsent]
    Results | Potassium | final | Current | - | - | [DataAbsent]
    "##);
}

#[test]
fn a_defective_element_hides_only_itself() {
    let cases = [
        r#""effectiveDateTime":"2020-01-02 03:04:05""#,
        r#""effectiveDateTime":"2020-01-02T03:04Z""#,
        r#""effectiveDateTime":"2012-02""#,
        r#""effectiveDateTime":"2012-02-30""#,
        r#""effectiveDateTime":null,"effectivePeriod":{"end":"2012"}"#,
        r#""category":{"text":"Vital Signs"},"subject":{}"#,
        r#""category":"vital-signs","component":{"code":{},"valueQuantity":5}"#,
        r#""code":[{"text":"a list"}],"status":"Final""#,
        r#""code":{"coding":{"system":"s","code":"c"}},"status":7"#,
        r#""code":"a word","status":null"#,
        r#""code":{"coding":["a","b"],"text":""},"status":["amended"]"#,
        r#""code":true,"status":{}"#,
        r#""referenceRange":"3 to 5","interpretation":"H","valueInteger":6"#,
        r#""modifierExtension":[{"url":"x"}],"meta":[],"extension":{"valueString":"x"}"#,
        r#""contained":[{"resourceType":"Foo"},null,7],"triggeredBy":[{}]"#,
    ];
    insta::assert_snapshot!(table(cases.map(observation)), @r##"
    Results | Potassium | final | Current | - | 2020-01-02 03:04:05 Time | []
    Results | Potassium | final | Current | - | 2020-01-02T03:04Z Time | []
    Results | Potassium | final | Current | - | 2012-02 Month | []
    Results | Potassium | final | Current | - | 2012-02-30 Unreadable | [UnreadableDate]
    Results | Potassium | final | Current | - | - | []
    Vitals | Potassium | final | Current | - | - | []
    Vitals | Potassium | final | Current | - | - | [MissingUnit]
    Results | a list | Final | Current | - | - | []
    Results | c | 7 | Unknown | - | - | []
    Results | a word | final | Current | - | - | []
    Results | a | amended | Current | - | - | []
    Results | true | - | Unknown | - | - | []
    Results | Potassium | final | Current | 6 ? | - | []
    Results | Potassium | final | Current | - | - | [ModifierExtension]
    Results | Potassium | final | Current | - | - | []
    "##);
}

#[test]
fn a_defective_resource_is_still_a_row() {
    let cases = [
        r#"{"resourceType":"Observation","_status":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}}"#,
        r#"{"resourceType":"VendorThing","id":"v","label":"x"}"#,
        r#"{"resourceType":"VendorThing","name":[{"family":"Ward","given":["A",null]}],"status":"ENTERED_IN_ERROR"}"#,
        r#"{"resourceType":["Condition"],"code":{"text":"x"}}"#,
        r#"{"resourceType":{"a":1},"code":{"text":"x"}}"#,
        r#"{"id":"x"}"#,
        r#"{"resourceType":"MedicationRequest","status":"active","intent":"order"}"#,
        r#"{"resourceType":"Encounter","status":"finished"}"#,
        r#"{"resourceType":"DocumentReference","status":"current","content":[{"attachment":{"contentType":"text/plain","size":"12"}}]}"#,
        r#"{"resourceType":"Binary","contentType":"text/plain","data":"aGVs\nbG8="}"#,
        r#"{"resourceType":"AllergyIntolerance","code":{"text":"Latex"},"reaction":{"severity":"mild"}}"#,
        r#"{"resourceType":"Condition","code":{"text":"a"},"code":{"text":"b"},"onsetString":"last spring"}"#,
    ];
    insta::assert_snapshot!(table(cases.map(String::from)), @r##"
    Results | - | - | Unknown | - | - | [DataAbsent]
    Other | x | - | Unknown | - | - | []
    Other | A Ward | ENTERED_IN_ERROR | NotAFact | - | - | []
    Problems | x | - | Unknown | - | - | []
    Other | x | - | Unknown | - | - | [Malformed]
    Other | - | - | Unknown | - | - | [Malformed]
    Medications | - | active | Current | - | - | []
    Encounters | - | finished | Current | - | - | []
    Documents | text/plain | current | Current | - | - | []
    Documents | text/plain | - | Unknown | - | - | []
    Allergies | Latex | - | Unknown | - | - | []
    Problems | b | - | Unknown | - | last spring Unreadable | [UnreadableDate]
    "##);
}

#[test]
fn text_that_is_no_resource_is_still_a_row() {
    let cases = [
        "[]",
        "null",
        "7",
        "\"Observation\"",
        "",
        "{",
        "{\"resourceType\":\"Observation\"",
    ];
    insta::assert_snapshot!(table(cases.map(String::from)), @r##"
    Other | - | - | Unknown | - | - | [Malformed]
    Other | - | - | Unknown | - | - | [Malformed]
    Other | - | - | Unknown | - | - | [Malformed]
    Other | - | - | Unknown | - | - | [Malformed]
    Other | - | - | Unknown | - | - | [Malformed]
    Other | - | - | Unknown | - | - | [Malformed]
    Other | - | - | Unknown | - | - | [Malformed]
    "##);
}

const NAMES: &str = "id meta status code category clinicalStatus verificationStatus subject component reaction \
    valueQuantity effectivePeriod referenceRange contained medicationReference dosageInstruction content name period \
    participant performer note modifierExtension intent ingredient link identifier";
const VALUES: &str = r#"null true 0 -1.50 "" "x" [] {} [null] [[[]]] [{}] {"":null} ["a",1,{}]"#;
const TYPES: &str = "Patient Condition AllergyIntolerance MedicationRequest Medication Observation Immunization Procedure \
    Encounter DiagnosticReport DocumentReference Composition Goal";

#[test]
fn every_json_type_in_every_place_still_makes_a_row() {
    for kind in TYPES.split(' ') {
        for name in NAMES.split(' ') {
            for value in VALUES.split(' ') {
                let raw = format!(
                    r#"{{"resourceType":"{kind}","{name}":{value},"value":{{"{name}":{value}}}}}"#
                );
                assert_eq!(chart::read(&raw).entry.resource_type, kind, "{raw}");
                chart::PatientBanner::read(&raw);
            }
        }
    }
}

#[test]
fn nesting_beyond_any_stack_makes_a_row() {
    for name in [
        "code",
        "subject",
        "valueQuantity",
        "concept",
        "contained",
        "extension",
        "category",
        "note",
        "name",
    ] {
        for (open, close) in [
            ("[", "]"),
            (r#"{"concept":"#, "}"),
            (r#"{"reference":"#, "}"),
            (r#"{"extension":"#, "}"),
        ] {
            let depth = 50_000;
            let raw = format!(
                r#"{{"resourceType":"Observation","{name}":{}1{}}}"#,
                open.repeat(depth),
                close.repeat(depth)
            );
            assert_eq!(chart::read(&raw).entry.resource_type, "Observation");
        }
    }
}

#[test]
fn the_digits_of_a_value_are_shown_as_they_were_sent() {
    for digits in [
        "0.10",
        "1.0E1",
        "100",
        "-0.0",
        "0.000000000000000000010",
        "12345678901234567890.123456789",
    ] {
        let entry = chart::read(&observation(&format!(
            r#""valueQuantity":{{"value":{digits},"unit":"g"}}"#
        )))
        .entry;
        let value = entry.value.unwrap();
        assert_eq!(
            (value.text.as_str(), value.number),
            (digits, digits.parse().ok())
        );
    }
}

#[test]
fn a_day_that_was_not_sent_is_not_made_up() {
    let entry = chart::read(&observation(r#""effectiveDateTime":"2019-03""#)).entry;
    let date = entry.date.unwrap();
    assert_eq!(
        (date.raw.as_str(), date.sort.as_str(), date.precision),
        ("2019-03", "2019-03", Precision::Month)
    );
}

#[test]
fn an_error_in_any_spelling_is_no_fact() {
    for status in ["entered-in-error", "Entered-in-Error", "entered_in_error"] {
        let raw = format!(r#"{{"resourceType":"Immunization","status":"{status}"}}"#);
        assert_eq!(chart::read(&raw).entry.standing, Standing::NotAFact);
    }
}
