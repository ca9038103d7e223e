//! A patient as a picker shows one.

use serde_json::Value;

use crate::fhir::index::elements;
use crate::fhir::resource::Resource;

/// What a patient picker shows.
#[derive(Clone, PartialEq, Eq)]
pub struct PatientCard {
    /// The logical id.
    pub id: String,
    /// The name as a person would write it; empty when the resource has none.
    pub name: String,
    /// As in the resource, possibly partial.
    pub birth_date: Option<String>,
    /// As in the resource.
    pub gender: Option<String>,
}

impl PatientCard {
    pub(super) fn of(resource: &Resource) -> Self {
        let patient: Value = serde_json::from_str(&resource.json).unwrap_or_default();
        let text = |key: &str| patient.get(key).and_then(Value::as_str).map(str::to_owned);
        Self {
            id: resource.id.to_string(),
            name: elements(&patient, "name")
                .first()
                .map(|name| spoken(name))
                .unwrap_or_default(),
            birth_date: text("birthDate"),
            gender: text("gender"),
        }
    }
}

/// A `HumanName` in one line.
fn spoken(name: &Value) -> String {
    if let Some(text) = name.get("text").and_then(Value::as_str) {
        return text.to_owned();
    }
    let given = elements(name, "given");
    let family = elements(name, "family");
    let words: Vec<&str> = given
        .into_iter()
        .chain(family)
        .filter_map(Value::as_str)
        .collect();
    words.join(" ")
}

impl std::fmt::Debug for PatientCard {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PatientCard([redacted])")
    }
}
