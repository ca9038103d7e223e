//! Everything that the details of one resource say beyond its row: which elements are worth a line, under
//! which label, in which order. The JSON has the rest.
//!
//! Labels are ids that screens turn into words. Values are as they were sent; what is put together from
//! parts is marked by the rule `composed-dosage` of the row. Must never know: words for people, locale.

mod parts;
mod table;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::node::{Fields, Node};
use crate::{PartialDate, coding, partial_date, quantity};

pub use table::labels;

/// One labelled line of the details.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Detail {
    /// What it is, as an id that screens have words for.
    pub label: Cow<'static, str>,
    /// The values, one line each, as sent.
    pub lines: Vec<String>,
    /// Where the value is a date or a period: its beginning.
    pub date: Option<PartialDate>,
    /// The end of a period.
    pub end: Option<PartialDate>,
}

/// How an element is read.
#[derive(Clone, Copy)]
pub(crate) enum As {
    /// Words, quantities, ranges, ratios.
    Words,
    /// A date or a period; anything else as words.
    When,
    /// Each element by a reader of its own.
    Each(fn(&Fields<'_>) -> Option<String>),
}

/// One line of the table.
pub(crate) struct Line {
    /// Blank between the resource types; empty: every type.
    pub(crate) types: &'static str,
    pub(crate) label: &'static str,
    /// Element names with dots between; `name[x]` for a choice.
    pub(crate) path: &'static str,
    pub(crate) how: As,
}

/// Lines of one resource, those of its type first.
///
/// ```
/// let details = chart::details(r#"{"resourceType":"Immunization","lotNumber":"AB12"}"#);
/// assert_eq!((details[0].label.as_ref(), details[0].lines[0].as_str()), ("lot-number", "AB12"));
/// ```
pub fn details(raw: &str) -> Vec<Detail> {
    let Some(resource) = Fields::parse(raw) else {
        return Vec::new();
    };
    let kind = resource.text("resourceType").unwrap_or_default();
    let mut details: Vec<Detail> = Vec::new();
    for line in table::LINES.iter().filter(|line| line.is_for(&kind)) {
        // Several elements can stand for one thing in different versions of FHIR.
        if details.iter().any(|known| known.label == line.label) {
            continue;
        }
        details.extend(read(&resource, line));
    }
    details
}

impl Line {
    fn is_for(&self, kind: &str) -> bool {
        self.types.is_empty() || self.types.split(' ').any(|one| one == kind)
    }
}

fn read(resource: &Fields<'_>, line: &Line) -> Option<Detail> {
    let nodes = at(resource, line.path);
    let detail = |lines: Vec<String>, date, end| Detail {
        label: Cow::Borrowed(line.label),
        lines,
        date,
        end,
    };
    if let (As::When, Some(first)) = (line.how, nodes.first()) {
        let span = partial_date::span(*first);
        let starts = span.start.as_ref().is_some_and(PartialDate::is_readable);
        if starts || span.end.as_ref().is_some_and(PartialDate::is_readable) {
            return Some(detail(Vec::new(), span.start, span.end));
        }
    }
    let lines: Vec<String> = nodes
        .into_iter()
        .filter_map(|node| match line.how {
            As::Each(reader) => reader(&node.fields()),
            As::Words | As::When => words(node),
        })
        .collect();
    (!lines.is_empty()).then(|| detail(lines, None, None))
}

/// The elements at a path, lists taken apart on the way.
fn at<'a>(resource: &Fields<'a>, path: &str) -> Vec<Node<'a>> {
    let mut segments = path.split('.');
    let Some(first) = segments.next() else {
        return Vec::new();
    };
    let mut nodes = member(resource, first);
    for segment in segments {
        nodes = nodes
            .into_iter()
            .flat_map(|node| member(&node.fields(), segment))
            .collect();
    }
    nodes
}

fn member<'a>(fields: &Fields<'a>, name: &str) -> Vec<Node<'a>> {
    match name.strip_suffix("[x]") {
        Some(stem) => fields
            .choices(stem)
            .flat_map(|(_, node)| node.items())
            .collect(),
        None => fields.get(name).items(),
    }
}

/// One value in one line.
pub(crate) fn words(node: Node<'_>) -> Option<String> {
    quantity::any(node).or_else(|| coding::words(node))
}
