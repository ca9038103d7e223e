//! Scopes as a person would say them.

use crate::auth::scope::{Interactions, Level, ResourceScope, Scope};

/// What a scope allows, completing "It asks to:".
pub(super) fn describe(scope: &Scope) -> String {
    match scope {
        Scope::OpenId => "know that it is you".to_owned(),
        Scope::Profile => "know your name".to_owned(),
        Scope::FhirUser => "know which record at this hospital describes you".to_owned(),
        Scope::OnlineAccess => "stay signed in for as long as you are signed in here".to_owned(),
        Scope::OfflineAccess => {
            "stay signed in until you sign out, even when you are not here".to_owned()
        }
        Scope::Launch => "know what you have open here".to_owned(),
        Scope::LaunchContext(context) => format!("know which {} this is about", context.resource),
        Scope::Resource(resource) => resource_scope(resource),
    }
}

fn resource_scope(scope: &ResourceScope) -> String {
    let what = scope
        .resource
        .as_deref()
        .map_or_else(|| "everything".to_owned(), plural);
    let whose = match scope.level {
        Level::Patient => "in this patient's record",
        Level::User => "in all records that you may see",
        Level::System => "in all records",
    };
    let narrowed = if scope.filter.is_some() {
        ", some of it only"
    } else {
        ""
    };
    format!("{} {what} {whose}{narrowed}", verbs(scope.interactions))
}

fn verbs(interactions: Interactions) -> String {
    let reads = [
        (Interactions::READ, "read"),
        (Interactions::SEARCH, "search"),
    ];
    let writes = [
        (Interactions::CREATE, "add"),
        (Interactions::UPDATE, "change"),
        (Interactions::DELETE, "delete"),
    ];
    let words: Vec<&str> = reads
        .into_iter()
        .chain(writes)
        .filter(|(interaction, _)| interactions.covers(*interaction))
        .map(|(_, word)| word)
        .collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The name of a resource type in words, in the plural.
fn plural(resource: &str) -> String {
    let known = match resource {
        "AllergyIntolerance" => "allergies",
        "Binary" => "files",
        "CarePlan" => "care plans",
        "CareTeam" => "care teams",
        "Condition" => "problems",
        "Coverage" => "insurance",
        "Device" => "devices and implants",
        "DiagnosticReport" => "reports",
        "DocumentReference" => "documents",
        "Encounter" => "visits",
        "Goal" => "goals",
        "Immunization" => "immunizations",
        "Location" => "places",
        "Medication" | "MedicationRequest" | "MedicationStatement" => "medications",
        "Observation" => "results and vital signs",
        "Organization" => "organizations",
        "Patient" => "name, date of birth and contacts",
        "Practitioner" | "PractitionerRole" => "doctors and nurses",
        "Procedure" => "procedures",
        "ServiceRequest" => "orders",
        other => return format!("{other} resources"),
    };
    known.to_owned()
}
