//! References in the text of a resource, found and replaced without touching anything around them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::fhir::FhirStore;

/// Calls `found` with the text of every `"reference"` and `"url"` member.
pub(crate) fn each(json: &str, mut found: impl FnMut(&str)) {
    for range in ranges(json) {
        found(json.get(range).unwrap_or_default());
    }
}

/// Replaces references; `None` when nothing changed.
pub(crate) fn rewrite(json: &str, replace: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut rewritten = String::new();
    let mut copied = 0;
    for range in ranges(json) {
        if let Some(replacement) = json.get(range.clone()).and_then(&replace) {
            rewritten.push_str(json.get(copied..range.start)?);
            rewritten.push_str(&replacement);
            copied = range.end;
        }
    }
    if copied == 0 {
        return None;
    }
    rewritten.push_str(json.get(copied..)?);
    Some(rewritten)
}

/// Where the values of `"reference"` and `"url"` members stand in the text.
fn ranges(json: &str) -> impl Iterator<Item = Range<usize>> {
    let keys = ["\"reference\"", "\"url\""];
    keys.into_iter()
        .flat_map(move |key| json.match_indices(key))
        .filter_map(|(at, key)| value_after(json, at, key))
        .fold(
            std::collections::BTreeMap::new(),
            |mut sorted, range: Range<usize>| {
                sorted.insert(range.start, range);
                sorted
            },
        )
        .into_values()
}

/// The string value of the member whose quoted name begins at `at`, without its quotes.
fn value_after(json: &str, at: usize, key: &str) -> Option<Range<usize>> {
    // Inside a string (a narrative about JSON) the quote of the key is escaped.
    if json.get(..at)?.ends_with('\\') {
        return None;
    }
    let rest = json.get(at + key.len()..)?;
    let value = rest
        .trim_start()
        .strip_prefix(':')?
        .trim_start()
        .strip_prefix('"')?;
    let start = json.len() - value.len();
    let length = value.find('"')?;
    (!value.get(..length)?.contains('\\')).then_some(start..start + length)
}

/// Finds the targets of `Type?identifier=system|value` references among what is loaded.
pub(crate) fn by_identifier(
    store: &mut FhirStore,
    wanted: &HashSet<String>,
) -> HashMap<String, String> {
    let types: HashSet<&str> = wanted
        .iter()
        .filter_map(|reference| Some(reference.split_once('?')?.0))
        .collect();
    if types.is_empty() {
        return HashMap::new();
    }
    let identified = store.identified(&types);
    let target = |reference: &String| {
        let (resource_type, query) = reference.split_once('?')?;
        let (_, wanted) =
            url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "identifier")?;
        let key = identified.get(&format!("{resource_type}?{wanted}"))?;
        Some((reference.clone(), key.clone()))
    };
    wanted.iter().filter_map(target).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_value_of_a_reference_is_replaced() {
        let json = r#"{ "value": "urn:uuid:1", "subject" : { "reference" :
            "urn:uuid:1" }, "text": "say \"reference\": \"urn:uuid:1\"", "dose": 0.10 }"#;
        let rewritten = rewrite(json, |reference| {
            (reference == "urn:uuid:1").then(|| "Patient/1".to_owned())
        });
        let expected = r#"{ "value": "urn:uuid:1", "subject" : { "reference" :
            "Patient/1" }, "text": "say \"reference\": \"urn:uuid:1\"", "dose": 0.10 }"#;
        assert_eq!(rewritten.as_deref(), Some(expected));
    }

    #[test]
    fn text_without_a_known_reference_is_left_alone() {
        assert_eq!(
            rewrite(r#"{"reference":"Patient/1","url":7}"#, |_| None),
            None
        );
    }

    proptest::proptest! {
        #[test]
        fn never_panics_on_any_text(text in "[\\\\\"referncu:l {}é]{0,80}") {
            let _ = rewrite(&text, |_| Some("x".to_owned()));
        }
    }
}
