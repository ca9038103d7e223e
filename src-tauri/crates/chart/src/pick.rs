//! The first of several elements that says something: types and versions of FHIR name the same thing
//! differently. Must never know: which elements those are.

use crate::node::{Fields, Node};
use crate::partial_date::{self, Span};
use crate::{Coded, Entry, PartialDate, coding, human_name};

/// What the first of these elements is called.
pub(crate) fn coded(resource: &Fields<'_>, names: &[&str]) -> Option<Coded> {
    names
        .iter()
        .find_map(|name| coding::coded(resource.get(name)))
}

/// The words of the first of these elements that has some.
pub(crate) fn words(resource: &Fields<'_>, names: &[&str]) -> Option<String> {
    coded(resource, names).map(|coded| coded.text)
}

/// All words of the first of these elements that has some.
pub(crate) fn all_words(resource: &Fields<'_>, names: &[&str]) -> Option<String> {
    names
        .iter()
        .find_map(|name| coding::all_words(resource.get(name)))
}

/// The period or the moment that the first of these elements gives, `name[x]` included.
pub(crate) fn span(resource: &Fields<'_>, names: &[&str]) -> Span {
    names
        .iter()
        .map(|name| partial_date::choice(resource, name))
        .find(|span| span.start.is_some() || span.end.is_some())
        .unwrap_or_default()
}

/// Puts [`span`] into the row.
pub(crate) fn dates(resource: &Fields<'_>, names: &[&str], entry: &mut Entry) {
    Span {
        start: entry.date,
        end: entry.end,
    } = span(resource, names);
}

/// The first of these dates.
pub(crate) fn date(resource: &Fields<'_>, names: &[&str]) -> Option<PartialDate> {
    names
        .iter()
        .find_map(|name| partial_date::date(resource.get(name)))
}

/// The parts that say something, joined.
pub(crate) fn joined(
    parts: impl IntoIterator<Item = Option<String>>,
    separator: &str,
) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(separator))
}

/// A name without a code.
pub(crate) fn in_words(text: String) -> Coded {
    Coded {
        text,
        is_bare_code: false,
        code: None,
    }
}

/// The name of a person.
pub(crate) fn person(name: Node<'_>) -> Option<Coded> {
    human_name::line(name).map(in_words)
}
