//! `Patient` (FHIR R4 §8.1) for the banner: who this is, and whether the record still stands.

use crate::node::{Fields, Node};
use crate::{PatientBanner, coding, human_name, partial_date};

impl PatientBanner {
    /// Reads a `Patient`; `None` where the text is no such resource.
    pub fn read(raw: &str) -> Option<PatientBanner> {
        let patient = Fields::parse(raw)?;
        if patient.get("resourceType").text()? != "Patient" {
            return None;
        }
        let name = human_name::preferred(patient.get("name"));
        Some(PatientBanner {
            id: patient.text("id").unwrap_or_default(),
            family: name.family,
            given: name.given,
            prefix: name.prefix,
            text: name.text,
            birth_date: partial_date::date(patient.get("birthDate")),
            gender: coding::code(patient.get("gender")),
            deceased: deceased(&patient),
            identifier: identifier(patient.get("identifier")),
            replaced: patient.get("active").is_false() || is_replaced(patient.get("link")),
        })
    }
}

fn deceased(patient: &Fields<'_>) -> Option<String> {
    if let Some(date) = patient.text("deceasedDateTime") {
        return Some(date);
    }
    patient.get("deceasedBoolean").is_true().then(String::new)
}

/// The medical record number (HL7 table 0203, `MR`), else the first identifier that has a value.
fn identifier(identifiers: Node<'_>) -> Option<String> {
    let identifiers: Vec<Fields<'_>> = identifiers.items().into_iter().map(Node::fields).collect();
    let is_record_number = |one: &&Fields<'_>| {
        coding::codes(one.get("type"))
            .iter()
            .any(|code| matches!(code.as_ref(), "MR" | "MRN"))
    };
    let value = |one: &Fields<'_>| one.text("value");
    let record_number = identifiers.iter().filter(is_record_number).find_map(value);
    record_number.or_else(|| identifiers.iter().find_map(value))
}

fn is_replaced(links: Node<'_>) -> bool {
    links
        .items()
        .into_iter()
        .any(|link| link.get("type").text().as_deref() == Some("replaced-by"))
}
