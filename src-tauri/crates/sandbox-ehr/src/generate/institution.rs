//! The clinic that all patients of the cohort go to: staff, places, and the drugs it keeps as `Medication`.

use serde_json::{Value, json};

use super::Generated;
use super::record::{RXNORM, concept, set};
use super::vocabulary::DRUGS;

pub(crate) const CLINIC: &str = "Organization/riverside-clinic";
pub(crate) const LABORATORY: &str = "Organization/riverside-laboratory";
pub(crate) const PAYER: &str = "Organization/common-health-plan";
pub(crate) const WARD: &str = "Location/riverside-ward-3";
pub(crate) const ROOM: &str = "Location/riverside-room-12";
pub(crate) const PHYSICIAN: &str = "Practitioner/okafor";
pub(crate) const NURSE: &str = "Practitioner/lindqvist";
/// Whom the sign-in page suggests: the resource behind `fhirUser`, so that there is a name to read.
const CLINICIAN: &str = "Practitioner/clinician";

/// Drugs that prescriptions name by reference: every third of the table.
pub(crate) fn is_referenced(row: usize) -> bool {
    row % 3 == 2
}

/// Everything that no patient owns.
pub(crate) fn add_institution(sink: &mut dyn FnMut(Generated)) {
    for (reference, name) in [
        (CLINIC, "Riverside Clinic"),
        (LABORATORY, "Riverside Laboratory"),
        (PAYER, "Common Health Plan"),
    ] {
        add(sink, reference, json!({ "active": true, "name": name }));
    }
    for (reference, name) in [(WARD, "Ward 3"), (ROOM, "Examination room 12")] {
        let place = json!({
            "status": "active", "name": name, "managingOrganization": { "reference": CLINIC },
        });
        add(sink, reference, place);
    }
    add_practitioner(sink, PHYSICIAN, ("Chidi", "Okafor"), "Physician");
    add_practitioner(sink, NURSE, ("Märta", "Lindqvist"), "Registered nurse");
    add_practitioner(sink, CLINICIAN, ("Inés", "Aguirre"), "Physician");
    for (row, drug) in DRUGS
        .iter()
        .enumerate()
        .filter(|(row, _)| is_referenced(*row))
    {
        let code = concept(RXNORM, drug.code, drug.name);
        add(
            sink,
            &medication_reference(row),
            json!({ "status": "active", "code": code }),
        );
    }
}

fn add_practitioner(
    sink: &mut dyn FnMut(Generated),
    reference: &str,
    (given, family): (&str, &str),
    role: &str,
) {
    let name = json!({ "text": format!("{given} {family}"), "family": family, "given": [given] });
    add(sink, reference, json!({ "active": true, "name": [name] }));
    let role = json!({
        "active": true,
        "practitioner": { "reference": reference },
        "organization": { "reference": CLINIC },
        "code": [{ "text": role }],
    });
    add(
        sink,
        &reference.replace("Practitioner/", "PractitionerRole/"),
        role,
    );
}

fn add(sink: &mut dyn FnMut(Generated), reference: &str, mut body: Value) {
    const TYPES: [&str; 5] = [
        "Organization",
        "Location",
        "Practitioner",
        "PractitionerRole",
        "Medication",
    ];
    let Some((name, id)) = reference.split_once('/') else {
        return;
    };
    if let Some(resource_type) = TYPES.into_iter().find(|known| *known == name) {
        set(
            &mut body,
            "meta",
            json!({ "versionId": "1", "lastUpdated": "2016-01-04T08:00:00Z" }),
        );
        sink(Generated::new(resource_type, id.to_owned(), body));
    }
}

/// The `Medication` of a row of the drug table.
pub(crate) fn medication_reference(row: usize) -> String {
    format!("Medication/formulary-{row}")
}
