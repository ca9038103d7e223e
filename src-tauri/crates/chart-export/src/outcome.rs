//! What a copy lacks, as an `OperationOutcome` in it.

use serde_json::{Value, json};

use crate::About;

/// Codes of why something is missing; `docs/problems.md` explains them.
const CODES: &str = "https://github.com/chartside/chartside/blob/main/docs/problems.md";

/// Says that a resource is not all that there is (FHIR R4, `Meta.tag`).
pub(crate) fn subsetted() -> Value {
    json!({
        "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue",
        "code": "SUBSETTED",
    })
}

/// What the copy holds and lacks.
pub(crate) fn outcome(about: &About, id: &str) -> Value {
    let mut issues: Vec<Value> = about
        .gaps
        .iter()
        .map(|gap| {
            json!({
                "severity": "warning",
                "code": "incomplete",
                "details": {
                    "coding": [{"system": CODES, "code": gap.code}],
                    "text": gap.line(),
                },
            })
        })
        .collect();
    issues.push(json!({
        "severity": "information",
        "code": "informational",
        "details": {"text": chosen(about)},
    }));
    json!({"resourceType": "OperationOutcome", "id": id, "issue": issues})
}

/// What the person chose, and how far the record was read.
pub(crate) fn chosen(about: &About) -> String {
    let choice = &about.choice;
    let sections: Vec<&str> = choice
        .sections
        .iter()
        .map(|section| section.name())
        .collect();
    let yes = |is: bool| if is { "included" } else { "left out" };
    format!(
        "Sections: {}. From: {}. To: {}. Historical: {}. Not facts: {}. Read from the server: {}.",
        sections.join(", "),
        choice.from.as_deref().unwrap_or("-"),
        choice.to.as_deref().unwrap_or("-"),
        yes(choice.historical),
        yes(choice.not_facts),
        about.as_of.as_deref().unwrap_or("not to its end"),
    )
}

/// Says which chosen entries could not be written.
pub(crate) fn unreadable(keys: &[String], id: &str) -> Value {
    let issues: Vec<Value> = keys
        .iter()
        .map(|key| {
            json!({
                "severity": "error",
                "code": "structure",
                "details": {"text": format!("{key}: its text is no JSON object and is not in this copy")},
            })
        })
        .collect();
    json!({"resourceType": "OperationOutcome", "id": id, "issue": issues})
}
