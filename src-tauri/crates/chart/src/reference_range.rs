//! `Observation.referenceRange` (FHIR R4 §10.1.4): the source's own range, never one of ours.

use crate::node::{Fields, Node};
use crate::quantity::{self, Measured};
use crate::{Range, coding};

/// The range of type `normal`, else the first. `None` where none says anything. A bound in another unit
/// than the value's stands in words with its unit: bare digits would be read in the value's.
pub(crate) fn reference_range(node: Node<'_>, value: &Measured) -> Option<Range> {
    let ranges: Vec<Fields<'_>> = node.items().into_iter().map(Node::fields).collect();
    let is_normal = |range: &&Fields<'_>| {
        coding::codes(range.get("type"))
            .iter()
            .any(|code| code == "normal")
    };
    let chosen = ranges.iter().find(is_normal).or(ranges.first())?;
    let words = || node.first().text().map(Into::into);
    let text = chosen.text("text").or_else(words);
    let bounds = [chosen.get("low"), chosen.get("high")];
    let read = bounds.map(quantity::quantity);
    if read
        .iter()
        .flatten()
        .any(|bound| !is_same_unit(bound, value))
    {
        return Some(Range {
            low: None,
            high: None,
            text: text.or_else(|| in_words(bounds)),
        });
    }
    let [low, high] = read.map(|bound| bound.map(|bound| bound.value.text));
    let range = Range { low, high, text };
    let is_empty = range.low.is_none() && range.high.is_none() && range.text.is_none();
    (!is_empty).then_some(range)
}

/// A bound without a unit is in the value's.
fn is_same_unit(bound: &Measured, value: &Measured) -> bool {
    bound.unit_key.is_none()
        || bound.unit_key == value.unit_key
        || bound.value.unit == value.value.unit
}

fn in_words([low, high]: [Node<'_>; 2]) -> Option<String> {
    match (quantity::line(low), quantity::line(high)) {
        (Some(low), Some(high)) => Some(format!("{low} – {high}")),
        (Some(low), None) => Some(format!("≥ {low}")),
        (None, Some(high)) => Some(format!("≤ {high}")),
        (None, None) => None,
    }
}
