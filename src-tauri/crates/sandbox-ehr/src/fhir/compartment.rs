//! The Patient compartment: which patients a resource is about (FHIR R4 `CompartmentDefinition/patient`).
//!
//! Narrower than the specification on purpose: an element that names a patient as *actor* (performer, author,
//! recipient) does not put the resource into that patient's record, so that a token for one patient can never
//! see the record of another.

use serde_json::Value;

use super::index::{elements, relative};

/// The elements that say whom a resource is about, where it is not `subject` or `patient`.
const ABOUT: &[(&str, &[&str])] = &[
    ("Appointment", &["participant.actor"]),
    ("AppointmentResponse", &["actor"]),
    ("Coverage", &["beneficiary"]),
    ("Group", &["member.entity"]),
    ("Person", &["link.target"]),
    ("Provenance", &["target"]),
    ("ResearchSubject", &["individual"]),
    ("Task", &["for"]),
];

/// Types that describe the institution or the vocabulary, not a person: every token may read them.
const DIRECTORY: &str = "ActivityDefinition CapabilityStatement CodeSystem ConceptMap Endpoint HealthcareService ImplementationGuide \
    InsurancePlan Library Location Measure Medication MedicationKnowledge NamingSystem OperationDefinition \
    Organization OrganizationAffiliation PlanDefinition Practitioner PractitionerRole Questionnaire Schedule \
    SearchParameter Slot StructureDefinition Substance ValueSet";

/// The ids of the patients that a resource itself names as those it is about.
pub(crate) fn about(resource_type: &str, id: &str, resource: &Value) -> Vec<String> {
    if resource_type == "Patient" {
        return vec![id.to_owned()];
    }
    let special = ABOUT
        .iter()
        .filter(|(name, _)| *name == resource_type)
        .flat_map(|(_, paths)| *paths);
    let mut patients: Vec<String> = ["subject", "patient"]
        .iter()
        .chain(special)
        .flat_map(|path| elements(resource, path))
        .filter_map(|element| {
            relative(element.get("reference")?.as_str()?)?.strip_prefix("Patient/")
        })
        .map(str::to_owned)
        .collect();
    patients.sort_unstable();
    patients.dedup();
    patients
}

/// Whether a resource that names no patient belongs to those whose resources refer to it: a `Binary` with a
/// document of one patient must not be readable by another.
pub(crate) fn inherits(resource_type: &str) -> bool {
    resource_type != "Patient" && !DIRECTORY.split(' ').any(|name| name == resource_type)
}
