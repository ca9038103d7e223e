//! Every reference of a resource and where it stands (FHIR R4 §2.3.2), for following it in place. Must never
//! know: which server or store holds the target.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::node::{Fields, Node};
use crate::{coding, read};

/// A reference as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Reference {
    /// Names of the elements that lead to it, with dots between: `performer.actor`.
    pub path: String,
    /// `reference` as sent: `Type/id`, an address, `#id`, `urn:uuid:`.
    pub reference: String,
    /// `display` as sent; of what travels inside the resource, its own name.
    pub display: Option<String>,
}

/// Nobody writes references deeper than this by hand; others may.
const DEEPEST: usize = 24;
/// A person reads a few.
const MOST: usize = 500;

/// All of them in the order sent, each target once for each path.
///
/// ```
/// let found = chart::references(r#"{"subject":{"reference":"Patient/p","display":"Anna"}}"#);
/// assert_eq!((found[0].path.as_str(), found[0].reference.as_str()), ("subject", "Patient/p"));
/// ```
pub fn references(raw: &str) -> Vec<Reference> {
    let Some(resource) = Fields::parse(raw) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (name, node) in resource.members() {
        if name != "contained" {
            walk(&resource, name, node, 0, &mut found);
        }
    }
    found
}

fn walk(
    resource: &Fields<'_>,
    path: &str,
    node: Node<'_>,
    depth: usize,
    found: &mut Vec<Reference>,
) {
    if depth > DEEPEST || found.len() >= MOST {
        return;
    }
    for item in node.items().into_iter().filter(|item| item.is_object()) {
        let fields = item.fields();
        if let Some(reference) = fields.get("reference").text() {
            let display = fields
                .text("display")
                .or_else(|| contained(resource, &reference));
            let one = Reference {
                path: path.to_owned(),
                reference: reference.into_owned(),
                display,
            };
            if !found.contains(&one) {
                found.push(one);
            }
        }
        for (name, node) in fields.members().filter(|(_, node)| node.has_members()) {
            walk(resource, &format!("{path}.{name}"), node, depth + 1, found);
        }
    }
}

/// What a resource that travels inside is called.
fn contained(resource: &Fields<'_>, reference: &str) -> Option<String> {
    let id = reference.strip_prefix('#')?;
    let held = resource.get("contained").items();
    let held = held
        .into_iter()
        .find(|held| held.get("id").text().as_deref() == Some(id))?;
    let title = read(held.raw()).entry.title.map(|title| title.text);
    title.or_else(|| coding::words(held.get("name")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_references_at_every_depth_and_names_what_travels_inside() {
        let raw = r##"{"resourceType":"Procedure","contained":[{"resourceType":"Device","id":"d","type":{"text":"Stent"}}],
            "subject":{"reference":"Patient/p"},"performer":[{"actor":{"reference":"Practitioner/a","display":"Dr A"}},
            {"actor":{"reference":"Practitioner/a","display":"Dr A"}}],"focalDevice":[{"manipulated":{"reference":"#d"}}],
            "reason":[{"reference":{"reference":"Condition/c"}}]}"##;
        let found: Vec<_> = references(raw)
            .into_iter()
            .map(|one| (one.path, one.reference, one.display))
            .collect();
        let line = |path: &str, to: &str, display: Option<&str>| {
            (path.to_owned(), to.to_owned(), display.map(String::from))
        };
        assert_eq!(
            found,
            [
                line("subject", "Patient/p", None),
                line("performer.actor", "Practitioner/a", Some("Dr A")),
                line("focalDevice.manipulated", "#d", Some("Stent")),
                line("reason.reference", "Condition/c", None),
            ]
        );
    }

    #[test]
    fn ends_at_any_depth_and_number() {
        let deep = format!("{}1{}", r#"{"a":"#.repeat(50_000), "}".repeat(50_000));
        assert!(references(&deep).is_empty());
        let one = r#"{"reference":"A/1"},"#;
        let many: Vec<String> = (0..2_000)
            .map(|n| one.replace('1', &n.to_string()))
            .collect();
        let raw = format!("{{\"a\":[{}]}}", many.concat().trim_end_matches(','));
        assert!(references(&raw).len() <= 2_000);
    }
}
