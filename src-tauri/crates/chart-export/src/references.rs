//! What a resource refers to.

use serde_json::Value;

use crate::address::key_of;

/// Types that say what something is or who did it, and nothing about the patient: without them a copy
/// of a prescription has no name of the medicine.
const NAMES: &[&str] = &[
    "Location",
    "Medication",
    "Organization",
    "Practitioner",
    "PractitionerRole",
    "Substance",
];

/// Keys of what a resource names and a copy of it needs.
pub(crate) fn names_in(json: &str, base: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Ok(resource) = serde_json::from_str(json) {
        walk(&resource, &mut |reference| {
            let key = key_of(reference, base);
            found.extend(key.filter(|key| {
                let kind = key.split_once('/').map(|(kind, _)| kind);
                kind.is_some_and(|kind| NAMES.contains(&kind))
            }));
        });
    }
    found
}

fn walk(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str() {
                    Some(text) if name == "reference" => found(text),
                    Some(_) | None => walk(member, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
