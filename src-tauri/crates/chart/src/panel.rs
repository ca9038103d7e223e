//! What holds observations together: the report that lists its results, the observation that lists its
//! members (FHIR R4 §10.3.2 `DiagnosticReport.result`, §10.1.4 `Observation.hasMember`).

use crate::node::{Fields, Node};

/// More than this is no panel that anybody reads.
const MOST: usize = 1_000;

/// References as sent, in the order sent.
pub(crate) fn members(resource_type: &str, resource: &Fields<'_>) -> Vec<String> {
    let listed = match resource_type {
        "DiagnosticReport" => resource.get("result").items(),
        "Observation" => {
            let mut members = resource.get("hasMember").items();
            members.extend(related(resource));
            members
        }
        _ => return Vec::new(),
    };
    let reference = |node: Node<'_>| node.get("reference").text().map(String::from);
    listed
        .into_iter()
        .filter_map(reference)
        .take(MOST)
        .collect()
}

/// FHIR DSTU2 and STU3 have one list for all relations.
fn related<'a>(resource: &Fields<'a>) -> impl Iterator<Item = Node<'a>> {
    let related = resource.get("related").items().into_iter();
    related
        .filter(|one| one.get("type").text().as_deref() == Some("has-member"))
        .map(|one| one.get("target"))
}

#[cfg(test)]
mod tests {
    fn members(json: &str) -> Vec<String> {
        crate::read(json).members
    }

    #[test]
    fn a_report_and_a_panel_name_their_members_in_order() {
        let report = r#"{"resourceType":"DiagnosticReport","result":[{"reference":"Observation/b"},
            {"display":"only words"},{"reference":"Observation/a"}]}"#;
        assert_eq!(members(report), ["Observation/b", "Observation/a"]);
        let panel = r#"{"resourceType":"Observation","hasMember":{"reference":"Observation/c"},
            "derivedFrom":[{"reference":"Observation/d"}]}"#;
        assert_eq!(members(panel), ["Observation/c"]);
        let old = r#"{"resourceType":"Observation","related":[
            {"type":"has-member","target":{"reference":"Observation/e"}},
            {"type":"derived-from","target":{"reference":"Observation/f"}}]}"#;
        assert_eq!(members(old), ["Observation/e"]);
        let other = r#"{"resourceType":"List","result":[{"reference":"Observation/a"}]}"#;
        assert!(members(other).is_empty());
    }
}
