//! FHIR resources of any shape: one row each, with nothing in it that was not sent.

use chart::{Entry, PatientBanner, RULES, Standing};

/// Reads a resource in every way in which the product does.
pub(crate) fn resource(bytes: &[u8]) {
    let Ok(raw) = std::str::from_utf8(bytes) else {
        return;
    };
    let reading = chart::read(raw);
    let _ = (
        chart::details(raw),
        chart::references(raw),
        PatientBanner::read(raw),
    );
    let entry = &reading.entry;
    is_named_by_known_rules(entry);
    keeps_what_was_sent(raw, entry);
    let parsed = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(raw);
    let Ok(members) = parsed else {
        return;
    };
    let is_error = |code: &serde_json::Value| code.as_str() == Some("entered-in-error");
    if members.get("status").is_some_and(is_error) {
        assert_eq!(
            entry.standing,
            Standing::NotAFact,
            "an error is shown as a fact"
        );
    }
}

fn is_named_by_known_rules(entry: &Entry) {
    assert!(!entry.rules.is_empty(), "a row that no rule speaks of");
    for rule in &entry.rules {
        assert!(
            RULES.iter().any(|known| known.id == rule),
            "an unknown rule"
        );
    }
}

fn keeps_what_was_sent(raw: &str, entry: &Entry) {
    for date in entry.date.iter().chain(&entry.end) {
        assert!(date.sort.len() <= date.raw.len(), "a date was padded");
        assert!(
            !date.is_readable() || raw.contains('\\') || raw.contains(&date.raw),
            "a date that nobody sent"
        );
    }
    let parts = entry.components.iter();
    let parts = parts.filter_map(|part| part.value.as_ref());
    for value in entry.value.iter().chain(parts) {
        assert!(
            value.number.is_none_or(f64::is_finite),
            "a number that cannot be drawn"
        );
        // Digits as sent: with an escape in the text they stand there in another form.
        let is_numeral = value.number.is_some() && !raw.contains('\\');
        assert!(
            !is_numeral || raw.contains(&value.text),
            "digits that nobody sent"
        );
    }
}
