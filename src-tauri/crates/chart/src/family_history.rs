//! `FamilyMemberHistory` (FHIR R4 §9.8): who in the family had what, and how old they were.

use crate::node::{Fields, Node};
use crate::{Entry, coding, pick, quantity};

pub(crate) fn read(history: &Fields<'_>, entry: &mut Entry) {
    entry.title = pick::coded(history, &["relationship", "name"]);
    let conditions = history
        .get("condition")
        .items()
        .into_iter()
        .map(Node::fields);
    let conditions = pick::joined(conditions.map(|one| condition(&one)), "; ");
    entry.detail = conditions
        .or_else(|| pick::all_words(history, &["dataAbsentReason", "reasonCode", "note"]));
    pick::dates(history, &["date"], entry);
    entry.source = coding::words(history.get("recorder"))
        .or_else(|| coding::words(history.get("participant").get("actor")));
}

/// The condition and the age or the words of its onset, as sent.
pub(crate) fn condition(condition: &Fields<'_>) -> Option<String> {
    let name = coding::words(condition.get("code"))?;
    let onset = condition
        .choices("onset")
        .find_map(|(_, node)| quantity::any(node));
    Some(match onset {
        Some(onset) => format!("{name} ({onset})"),
        None => name,
    })
}
