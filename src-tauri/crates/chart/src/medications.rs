//! `MedicationRequest`, `MedicationStatement`, `MedicationAdministration`, `MedicationDispense`
//! (FHIR R4 §11): which medicine, how it is taken, since when.

use crate::node::{Fields, Node};
use crate::{Coded, Entry, coding, partial_date, pick, quantity};

pub(crate) fn read(medication: &Fields<'_>, entry: &mut Entry) {
    entry.title = title(medication);
    entry.detail = dosage(medication).or_else(|| coding::all_words(medication.get("note")));
    entry.category = coding::code(medication.get("category"));
    let effective = partial_date::choice(medication, "effective");
    let occurred = partial_date::choice(medication, "occurrence");
    entry.date = [effective.start, occurred.start]
        .into_iter()
        .flatten()
        .next()
        .or_else(|| {
            let names = [
                "authoredOn",
                "dateWritten",
                "whenHandedOver",
                "whenPrepared",
                "dateAsserted",
            ];
            names
                .iter()
                .find_map(|name| partial_date::date(medication.get(name)))
        });
    entry.end = effective.end.or(occurred.end);
    entry.source = [
        "requester",
        "prescriber",
        "informationSource",
        "performer",
        "recorder",
    ]
    .iter()
    .find_map(|name| who(medication.get(name)));
}

/// `requester` is a reference in R4, a backbone element with `agent` in STU3; `performer` has `actor`.
fn who(node: Node<'_>) -> Option<String> {
    coding::words(node)
        .or_else(|| coding::words(node.get("actor")))
        .or_else(|| coding::words(node.get("agent")))
}

fn title(medication: &Fields<'_>) -> Option<Coded> {
    let (concept, reference) = (
        medication.get("medicationCodeableConcept"),
        medication.get("medicationReference"),
    );
    coding::coded(concept)
        .or_else(|| contained(medication, reference))
        .or_else(|| coding::coded(reference))
        .or_else(|| contained(medication, medication.get("medication")))
        .or_else(|| contained(medication, medication.get("medication").get("reference")))
        .or_else(|| coding::coded(medication.get("medication")))
}

/// The medicine that travels inside this resource under `#id`.
fn contained(medication: &Fields<'_>, reference: Node<'_>) -> Option<Coded> {
    let reference = reference.get("reference").text()?;
    let id = reference.strip_prefix('#')?;
    let held = medication
        .get("contained")
        .items()
        .into_iter()
        .map(Node::fields);
    held.into_iter()
        .find(|held| held.get("id").text().as_deref() == Some(id))
        .and_then(|held| name(&held))
}

/// What a `Medication` resource is called: its code, else its ingredients.
pub(crate) fn name(medication: &Fields<'_>) -> Option<Coded> {
    coding::coded(medication.get("code")).or_else(|| {
        let ingredients = medication
            .get("ingredient")
            .items()
            .into_iter()
            .map(Node::fields);
        let items: Vec<Coded> = ingredients
            .filter_map(|one| {
                one.choices("item")
                    .find_map(|(_, item)| coding::coded(item))
            })
            .collect();
        let text = items
            .iter()
            .map(|item| item.text.as_str())
            .collect::<Vec<_>>()
            .join("; ");
        (!text.is_empty()).then(|| pick::in_words(text))
    })
}

/// The `medicationReference` that has to be looked up elsewhere.
pub(crate) fn reference(medication: &Fields<'_>) -> Option<String> {
    let in_r4 = medication
        .get("medicationReference")
        .get("reference")
        .text();
    let in_r5 = || {
        medication
            .get("medication")
            .get("reference")
            .get("reference")
            .text()
    };
    let reference = in_r4.or_else(in_r5)?;
    (!reference.starts_with('#')).then(|| reference.into_owned())
}

/// The dosage in the source's words; where it has none, the dose and timing that it sent.
fn dosage(medication: &Fields<'_>) -> Option<String> {
    let dosages = ["dosageInstruction", "dosage"]
        .iter()
        .flat_map(|name| medication.get(name).items());
    let lines: Vec<String> = dosages.filter_map(|dosage| one_dosage(&dosage)).collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}

fn one_dosage(dosage: &Node<'_>) -> Option<String> {
    if !dosage.is_object() {
        return coding::words(*dosage);
    }
    let dosage = dosage.fields();
    if let Some(text) = dosage
        .text("text")
        .or_else(|| dosage.text("patientInstruction"))
    {
        return Some(text);
    }
    let rate = dosage.get("doseAndRate").fields();
    let dose = quantity::line(rate.get("doseQuantity"))
        .or_else(|| quantity::line(dosage.get("doseQuantity")))
        .or_else(|| quantity::line(dosage.get("dose")).filter(|_| dosage.get("dose").is_object()));
    let parts = [
        dose,
        coding::words(dosage.get("route")),
        coding::words(dosage.get("timing").get("code")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
