//! Nothing that a record says turns what stands beside it.

use chart::{PatientBanner, details, read};

#[test]
fn nothing_that_a_row_says_turns_what_stands_beside_it() {
    let raw = r#"{"resourceType":"MedicationRequest","id":"1","status":"active",
        "medicationCodeableConcept":{"text":"Warfarin \u202e5.0\u202c mg"},
        "dosageInstruction":[{"text":"\u2067once\u2069 daily"}],"note":[{"text":"\u202dnote"}]}"#;
    let reading = read(raw);
    assert_eq!(
        reading.entry.title.as_ref().unwrap().text,
        "Warfarin [U+202E]5.0[U+202C] mg"
    );
    let shown = format!("{reading:?}{:?}", details(raw));
    assert!(!shown.contains(turning::is_turning));
    // Escaped by Debug, which would hide them from the line above.
    for escaped in ["\\u{202", "\\u{206"] {
        assert!(!shown.contains(escaped), "{shown}");
    }
}

#[test]
fn a_name_in_the_banner_stays_in_its_place_and_writing_from_the_right_is_left_alone() {
    let raw = r#"{"resourceType":"Patient","id":"1","name":[{"family":"Sm\u202eith","given":["אנה\u200f"]}]}"#;
    let banner = PatientBanner::read(raw).unwrap();
    assert_eq!(banner.family.as_deref(), Some("Sm[U+202E]ith"));
    assert_eq!(banner.given.as_deref(), Some("אנה\u{200f}"));
}
