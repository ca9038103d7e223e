//! Characters that turn the direction of writing round, made visible in whatever the record says: with them
//! a dose can be made to read as another, or a name run over what stands beside it (Unicode Standard Annex
//! #9 §2). The resource's JSON keeps them. Marks without an effect on other text (U+200E, U+200F) stay, for
//! those who write from right to left need them.

use std::borrow::Cow;
use std::fmt::Write as _;

fn turns(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Each of them as its number: `[U+202E]`.
pub(crate) fn visible(text: Cow<'_, str>) -> Cow<'_, str> {
    // All of them begin with this byte in UTF-8, and hardly anything else does.
    if !text.as_bytes().contains(&0xe2) || !text.contains(turns) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if turns(character) {
            let _ = write!(out, "[U+{:04X}]", u32::from(character));
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use crate::{PatientBanner, details, read};

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
        assert!(!shown.contains(super::turns));
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
}
