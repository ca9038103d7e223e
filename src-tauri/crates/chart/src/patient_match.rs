//! A `Patient` in a list to choose from (FHIR R4 §8.1): the banner, and what tells two patients of the same
//! name apart.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::PatientBanner;
use crate::node::{Fields, Node};

/// A patient that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PatientMatch {
    /// Who it is, as the banner of the record will say.
    pub patient: PatientBanner,
    /// Other names, each in one line.
    pub also_named: Vec<String>,
    /// Every identifier that has a value, as sent; that of the banner first.
    pub identifiers: Vec<String>,
    /// The first address that has one, in one line.
    pub address: Option<String>,
}

impl PatientMatch {
    /// Reads a `Patient`; `None` where the text is no such resource.
    pub fn read(raw: &str) -> Option<Self> {
        let patient = PatientBanner::read(raw)?;
        let fields = Fields::parse(raw)?;
        let identifiers = identifiers(&patient, fields.get("identifier"));
        let shown = line_of(&patient);
        let names = fields.get("name").items();
        let also_named = names
            .into_iter()
            .filter_map(crate::human_name::line)
            .filter(|name| Some(name) != shown.as_ref());
        Some(Self {
            also_named: also_named.collect(),
            identifiers,
            address: fields.get("address").items().into_iter().find_map(address),
            patient,
        })
    }
}

fn line_of(patient: &PatientBanner) -> Option<String> {
    let parts = [&patient.prefix, &patient.given, &patient.family];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    patient
        .text
        .clone()
        .or_else(|| (!parts.is_empty()).then(|| parts.join(" ")))
}

fn identifiers(patient: &PatientBanner, all: Node<'_>) -> Vec<String> {
    let mut identifiers: Vec<String> = patient.identifier.iter().cloned().collect();
    for one in all.items() {
        let value = one.fields().text("value");
        identifiers.extend(value.filter(|value| !identifiers.contains(value)));
    }
    identifiers
}

fn address(address: Node<'_>) -> Option<String> {
    let fields = address.fields();
    if let Some(text) = fields.text("text") {
        return Some(text);
    }
    let lines = fields.get("line").items().into_iter();
    let lines = lines.filter_map(|line| line.text().map(String::from));
    let place = ["postalCode", "city", "state", "country"];
    let place: Vec<String> = place
        .into_iter()
        .filter_map(|part| fields.text(part))
        .collect();
    let parts: Vec<String> = lines
        .chain((!place.is_empty()).then(|| place.join(" ")))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_a_name_differ_by_identifiers_address_and_other_names() {
        let raw = r#"{"resourceType":"Patient","id":"a",
            "name":[{"use":"official","family":"Smith","given":["Anna"]},{"use":"maiden","family":"Jones"}],
            "identifier":[{"value":"9"},{"type":{"coding":[{"code":"MR"}]},"value":"4432"},{"system":"x"}],
            "address":[{},{"line":["1 High St"],"city":"Leeds","postalCode":"LS1"}]}"#;
        let found = PatientMatch::read(raw).unwrap();
        assert_eq!(found.identifiers, ["4432", "9"]);
        assert_eq!(found.address.as_deref(), Some("1 High St, LS1 Leeds"));
        assert_eq!(found.also_named, ["Jones"]);
        assert_eq!(found.patient, PatientBanner::read(raw).unwrap());
        assert_eq!(PatientMatch::read(r#"{"resourceType":"Person"}"#), None);
    }
}
