//! `Patient` (FHIR R4 §8.1) for the banner: who this is, and whether the record still stands.

use crate::node::{Fields, Node};
use crate::{PartialDate, PatientBanner, coding, human_name, partial_date, rules};

impl PatientBanner {
    /// Reads a `Patient`; `None` where the text is no such resource.
    pub fn read(raw: &str) -> Option<PatientBanner> {
        let patient = Fields::parse(raw)?;
        if patient.get("resourceType").text()? != "Patient" {
            return None;
        }
        let name = human_name::preferred(patient.get("name"));
        let deceased = deceased(&patient);
        let is_withdrawn = patient.get("active").is_false();
        let replacement = replacement(patient.get("link"));
        let birth_date = partial_date::date(patient.get("birthDate"));
        let mut applied = Vec::new();
        let mut when = |applies: bool, rule| {
            if applies {
                rules::note(&mut applied, rule);
            }
        };
        when(deceased.is_some(), rules::DECEASED);
        when(replacement.is_some(), rules::MERGED);
        when(is_withdrawn, rules::WITHDRAWN);
        let unreadable = birth_date.as_ref().is_some_and(|date| !date.is_readable());
        when(unreadable, rules::UNREADABLE_DATE);
        when(
            birth_date.as_ref().is_some_and(PartialDate::is_partial),
            rules::PARTIAL_DATE,
        );
        Some(PatientBanner {
            id: patient.text("id").unwrap_or_default(),
            family: name.family,
            given: name.given,
            prefix: name.prefix,
            text: name.text,
            birth_date,
            gender: coding::code(patient.get("gender")),
            deceased,
            identifier: identifier(patient.get("identifier")),
            replaced: is_withdrawn || replacement.is_some(),
            replaced_by: replacement
                .and_then(|link| link.get("other").get("reference").text())
                .map(Into::into),
            rules: applied,
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

/// The link to the record that took this one's place.
fn replacement(links: Node<'_>) -> Option<Node<'_>> {
    let mut links = links.items().into_iter();
    links.find(|link| link.get("type").text().as_deref() == Some("replaced-by"))
}
