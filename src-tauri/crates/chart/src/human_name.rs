//! `HumanName` (FHIR R4 §2.24.0.13): its parts as sent; putting them in order is the screen's work.

use crate::node::{Fields, Node};

/// The parts of one name.
#[derive(Debug, Default)]
pub(crate) struct HumanName {
    pub(crate) family: Option<String>,
    pub(crate) given: Option<String>,
    pub(crate) prefix: Option<String>,
    pub(crate) text: Option<String>,
}

/// The name to call a person by: official, then usual, then one of no stated use, then any.
pub(crate) fn preferred(names: Node<'_>) -> HumanName {
    let rank = |name: &Node<'_>| match name.get("use").text().as_deref() {
        Some("official") => 0,
        Some("usual") => 1,
        None => 2,
        Some("old" | "maiden") => 4,
        Some(_) => 3,
    };
    names
        .items()
        .into_iter()
        .min_by_key(rank)
        .map(read)
        .unwrap_or_default()
}

fn read(name: Node<'_>) -> HumanName {
    if !name.is_object() {
        return HumanName {
            text: name.text().map(String::from),
            ..HumanName::default()
        };
    }
    let fields = name.fields();
    HumanName {
        family: joined(&fields, "family"),
        given: joined(&fields, "given"),
        prefix: joined(&fields, "prefix"),
        text: fields.text("text"),
    }
}

fn joined(name: &Fields<'_>, part: &str) -> Option<String> {
    let words: Vec<_> = name
        .get(part)
        .items()
        .into_iter()
        .filter_map(Node::text)
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A name in one line: its text, else its parts.
pub(crate) fn line(names: Node<'_>) -> Option<String> {
    let HumanName {
        family,
        given,
        prefix,
        text,
    } = preferred(names);
    text.or_else(|| {
        let parts: Vec<String> = [prefix, given, family].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    })
}
