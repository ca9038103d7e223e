//! `Observation.referenceRange` (FHIR R4 §10.1.4): the source's own range, never one of ours.

use crate::node::{Fields, Node};
use crate::{Range, coding, quantity};

/// The range of type `normal`, else the first. `None` where none says anything.
pub(crate) fn reference_range(node: Node<'_>) -> Option<Range> {
    let ranges: Vec<Fields<'_>> = node.items().into_iter().map(Node::fields).collect();
    let is_normal = |range: &&Fields<'_>| {
        coding::codes(range.get("type"))
            .iter()
            .any(|code| code == "normal")
    };
    let chosen = ranges.iter().find(is_normal).or(ranges.first())?;
    let words = || node.first().text().map(Into::into);
    let range = Range {
        low: bound(chosen.get("low")),
        high: bound(chosen.get("high")),
        text: chosen.text("text").or_else(words),
    };
    let is_empty = range.low.is_none() && range.high.is_none() && range.text.is_none();
    (!is_empty).then_some(range)
}

fn bound(node: Node<'_>) -> Option<String> {
    quantity::quantity(node).map(|bound| bound.value.text)
}
