//! What to fetch for a record, decided from what was granted and what the server says it offers.
//!
//! One table: which FHIR type fills which section, and what to add to its search.

use chart::Section;

/// One FHIR type of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlannedType {
    /// FHIR resource type.
    pub(crate) resource_type: &'static str,
    /// The sections that its resources can belong to.
    pub(crate) sections: &'static [Section],
    /// Extra search parameters.
    pub(crate) parameters: &'static [(&'static str, &'static str)],
    /// Values of `category` to ask for one by one where a server insists on a category.
    pub(crate) categories: &'static [&'static str],
}

const fn planned(resource_type: &'static str, sections: &'static [Section]) -> PlannedType {
    PlannedType {
        resource_type,
        sections,
        parameters: &[],
        categories: &[],
    }
}

/// The `category` values that US Core names for observations.
const OBSERVATION_CATEGORIES: &[&str] = &[
    "vital-signs",
    "laboratory",
    "social-history",
    "survey",
    "imaging",
    "exam",
    "procedure",
    "therapy",
    "activity",
];
const CARE_PLAN_CATEGORIES: &[&str] = &["assess-plan"];
const WITH_MEDICATION: &[(&str, &str)] = &[("_include", "MedicationRequest:medication")];

/// Every type that a record is made of, in the order in which a clinician needs them.
pub(crate) const TYPES: &[PlannedType] = &[
    planned("AllergyIntolerance", &[Section::Allergies]),
    planned("Condition", &[Section::Problems]),
    PlannedType {
        resource_type: "MedicationRequest",
        sections: &[Section::Medications],
        parameters: WITH_MEDICATION,
        categories: &[],
    },
    PlannedType {
        resource_type: "Observation",
        sections: &[
            Section::Results,
            Section::Vitals,
            Section::Assessments,
            Section::SocialHistory,
        ],
        parameters: &[],
        categories: OBSERVATION_CATEGORIES,
    },
    planned("Immunization", &[Section::Immunizations]),
    planned("DiagnosticReport", &[Section::Reports]),
    planned("Procedure", &[Section::Procedures]),
    planned("Encounter", &[Section::Encounters]),
    planned("DocumentReference", &[Section::Documents]),
    planned("MedicationStatement", &[Section::Medications]),
    planned("MedicationAdministration", &[Section::Medications]),
    planned("MedicationDispense", &[Section::Medications]),
    PlannedType {
        resource_type: "CarePlan",
        sections: &[Section::CarePlans],
        parameters: &[],
        categories: CARE_PLAN_CATEGORIES,
    },
    planned("CareTeam", &[Section::CareTeam]),
    planned("Goal", &[Section::CarePlans]),
    planned("Device", &[Section::Devices]),
    planned("FamilyMemberHistory", &[Section::FamilyHistory]),
    planned("Coverage", &[Section::Coverage]),
    planned("ServiceRequest", &[Section::Orders]),
    planned("Specimen", &[Section::Other]),
    planned("ImagingStudy", &[Section::Reports]),
    planned("QuestionnaireResponse", &[Section::Assessments]),
    planned("RelatedPerson", &[Section::CareTeam]),
    planned("Provenance", &[Section::Other]),
    planned("Composition", &[Section::Documents]),
    planned("Media", &[Section::Documents]),
    planned("Flag", &[Section::Alerts]),
    planned("ClinicalImpression", &[Section::Assessments]),
    planned("RiskAssessment", &[Section::Assessments]),
    planned("NutritionOrder", &[Section::CarePlans]),
    planned("Communication", &[Section::Other]),
    planned("Appointment", &[Section::Appointments]),
    planned("EpisodeOfCare", &[Section::Encounters]),
    planned("ImmunizationRecommendation", &[Section::CarePlans]),
    planned("AdverseEvent", &[Section::Alerts]),
    planned("DetectedIssue", &[Section::Alerts]),
    planned("DeviceRequest", &[Section::Orders]),
    planned("DeviceUseStatement", &[Section::Devices]),
    planned("BodyStructure", &[Section::Other]),
    planned("MolecularSequence", &[Section::Other]),
    planned("VisionPrescription", &[Section::Orders]),
    planned("SupplyDelivery", &[Section::Other]),
    planned("List", &[Section::Other]),
    planned("Consent", &[Section::Directives]),
    planned("Claim", &[Section::Coverage]),
    planned("ExplanationOfBenefit", &[Section::Coverage]),
];

/// What else a patient's compartment can hold (FHIR R4, `CompartmentDefinition` of `patient`): processes and
/// accounts rather than the patient's health. It is not asked for, so that the consent page stays
/// readable, and where a server offers it that is said.
const NOT_ASKED_FOR: &[PlannedType] = &[
    planned("Account", &[Section::Coverage]),
    planned("AppointmentResponse", &[Section::Other]),
    planned("AuditEvent", &[Section::Other]),
    planned("Basic", &[Section::Other]),
    planned("ChargeItem", &[Section::Coverage]),
    planned("ClaimResponse", &[Section::Coverage]),
    planned("CommunicationRequest", &[Section::Other]),
    planned("CoverageEligibilityRequest", &[Section::Other]),
    planned("CoverageEligibilityResponse", &[Section::Other]),
    planned("DocumentManifest", &[Section::Other]),
    planned("EnrollmentRequest", &[Section::Other]),
    planned("Group", &[Section::Other]),
    planned("GuidanceResponse", &[Section::Other]),
    planned("ImmunizationEvaluation", &[Section::Other]),
    planned("Invoice", &[Section::Coverage]),
    planned("MeasureReport", &[Section::Other]),
    planned("Person", &[Section::Other]),
    planned("RequestGroup", &[Section::Other]),
    planned("ResearchSubject", &[Section::Other]),
    planned("Schedule", &[Section::Other]),
    planned("SupplyRequest", &[Section::Orders]),
];

/// The types that belong to every record: a server that does not offer them is said not to.
const ESSENTIAL: usize = 9;

/// A type of the tables above.
pub(crate) fn planned_type(name: &str) -> Option<PlannedType> {
    let mut all = TYPES.iter().chain(NOT_ASKED_FOR);
    all.find(|planned| planned.resource_type == name).copied()
}

/// What becomes of one type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Search for it.
    Fetch,
    /// The scopes do not cover it.
    NotGranted,
    /// The server does not offer it.
    NotOffered,
    /// The server offers it and this app does not ask for it.
    NotAskedFor,
}

/// Decides for each type. `granted` answers for a resource type, and so does `offered`; it says `None`
/// where the CapabilityStatement cannot be read, and then everything is asked for.
///
/// Types that are neither essential nor offered are left out: nobody misses them.
pub(crate) fn plan(
    granted: impl Fn(&str) -> bool,
    offered: impl Fn(&str) -> Option<bool>,
) -> Vec<(PlannedType, Decision)> {
    let asked = TYPES.iter().enumerate().filter_map(|(place, planned)| {
        let is_offered = offered(planned.resource_type).unwrap_or(true);
        let decision = match (is_offered, granted(planned.resource_type)) {
            (true, true) => Decision::Fetch,
            (true, false) => Decision::NotGranted,
            (false, _) if place < ESSENTIAL => Decision::NotOffered,
            (false, _) => return None,
        };
        Some((*planned, decision))
    });
    let not_asked = NOT_ASKED_FOR
        .iter()
        .filter(|planned| offered(planned.resource_type) == Some(true));
    asked
        .chain(not_asked.map(|planned| (*planned, Decision::NotAskedFor)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_stands_once_and_every_section_has_a_type() {
        let all = TYPES.iter().chain(NOT_ASKED_FOR);
        let mut names: Vec<_> = all.map(|planned| planned.resource_type).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TYPES.len() + NOT_ASKED_FOR.len());
        for section in &Section::ALL {
            assert!(
                TYPES
                    .iter()
                    .any(|planned| planned.sections.contains(section)),
                "{section:?}"
            );
        }
    }

    #[test]
    fn every_type_is_read_into_a_section_that_the_plan_names_for_it() {
        for planned in TYPES.iter().chain(NOT_ASKED_FOR) {
            let raw = format!(r#"{{"resourceType":"{}"}}"#, planned.resource_type);
            let section = chart::read(&raw).entry.section;
            assert!(planned.sections.contains(&section), "{planned:?}");
        }
    }

    #[test]
    fn what_is_not_granted_stays_in_the_plan_with_its_reason() {
        let plan = plan(|kind| kind != "Condition", |_| None);
        let condition = plan
            .iter()
            .find(|(planned, _)| planned.resource_type == "Condition");
        assert_eq!(
            condition.map(|(_, decision)| *decision),
            Some(Decision::NotGranted)
        );
        assert_eq!(plan.len(), TYPES.len());
    }

    #[test]
    fn an_essential_type_that_is_not_offered_is_named_and_a_rare_one_is_not() {
        let plan = plan(|_| true, |_| Some(false));
        assert_eq!(plan.len(), ESSENTIAL);
        assert!(
            plan.iter()
                .all(|(_, decision)| *decision == Decision::NotOffered)
        );
    }

    #[test]
    fn what_a_server_offers_and_nobody_asks_for_is_said() {
        let plan = plan(
            |_| true,
            |kind| Some(kind == "AuditEvent" || kind == "Condition"),
        );
        let named = |decision| plan.iter().filter(move |(_, other)| *other == decision);
        assert_eq!(named(Decision::NotAskedFor).count(), 1);
        assert_eq!(named(Decision::Fetch).count(), 1);
    }
}
