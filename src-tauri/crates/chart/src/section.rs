//! The sections of a record, in the order in which a reader needs them: what endangers, what the patient
//! has and takes, what was found and done, what is meant to be done, who is there, what it costs.
//!
//! The order is that of the International Patient Summary (IPS 2.0, required sections first), with what
//! the IPS has no section for after it. Must never know: words for people.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The part of the record that a resource belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Section {
    /// `AllergyIntolerance`.
    Allergies,
    /// `Condition`.
    Problems,
    /// `MedicationRequest`, `MedicationStatement`, `MedicationAdministration`, `MedicationDispense`.
    Medications,
    /// What a reader must know before acting: `Flag`, `DetectedIssue`, `AdverseEvent`.
    Alerts,
    /// `Observation` that is of no other section: laboratory, imaging, examination.
    Results,
    /// `Observation` of category `vital-signs`.
    Vitals,
    /// `Immunization`.
    Immunizations,
    /// `Procedure`.
    Procedures,
    /// `Encounter`, `EpisodeOfCare`.
    Encounters,
    /// `DiagnosticReport`, `ImagingStudy`.
    Reports,
    /// `DocumentReference`, `Composition`, `Media`, `Binary`.
    Documents,
    /// What is meant to be reached, and how: `CarePlan`, `Goal`, `NutritionOrder`,
    /// `ImmunizationRecommendation`.
    CarePlans,
    /// What was asked for: `ServiceRequest`, `DeviceRequest`, `VisionPrescription`, `Task`.
    Orders,
    /// `CareTeam`, `RelatedPerson`.
    CareTeam,
    /// `Device`, `DeviceUseStatement`.
    Devices,
    /// Questions and judgements: `QuestionnaireResponse`, `ClinicalImpression`, `RiskAssessment`,
    /// `Observation` of surveys and of functional status.
    Assessments,
    /// `Observation` of category `social-history` or `sdoh`.
    SocialHistory,
    /// `FamilyMemberHistory`.
    FamilyHistory,
    /// `Consent`, advance directives among them.
    Directives,
    /// `Appointment`.
    Appointments,
    /// `Coverage`, `Claim`, `ExplanationOfBenefit`.
    Coverage,
    /// Everything else, unknown types included: nothing that arrived is hidden.
    Other,
}

impl Section {
    /// All of them, in the order of the record.
    pub const ALL: [Section; 22] = [
        Section::Allergies,
        Section::Problems,
        Section::Medications,
        Section::Alerts,
        Section::Results,
        Section::Vitals,
        Section::Immunizations,
        Section::Procedures,
        Section::Encounters,
        Section::Reports,
        Section::Documents,
        Section::CarePlans,
        Section::Orders,
        Section::CareTeam,
        Section::Devices,
        Section::Assessments,
        Section::SocialHistory,
        Section::FamilyHistory,
        Section::Directives,
        Section::Appointments,
        Section::Coverage,
        Section::Other,
    ];

    /// Its name in the contract with the screens.
    pub const fn name(self) -> &'static str {
        match self {
            Section::Allergies => "allergies",
            Section::Problems => "problems",
            Section::Medications => "medications",
            Section::Alerts => "alerts",
            Section::Results => "results",
            Section::Vitals => "vitals",
            Section::Immunizations => "immunizations",
            Section::Procedures => "procedures",
            Section::Encounters => "encounters",
            Section::Reports => "reports",
            Section::Documents => "documents",
            Section::CarePlans => "carePlans",
            Section::Orders => "orders",
            Section::CareTeam => "careTeam",
            Section::Devices => "devices",
            Section::Assessments => "assessments",
            Section::SocialHistory => "socialHistory",
            Section::FamilyHistory => "familyHistory",
            Section::Directives => "directives",
            Section::Appointments => "appointments",
            Section::Coverage => "coverage",
            Section::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_stands_once_and_is_called_as_in_the_contract() {
        let names: Vec<_> = Section::ALL.iter().map(|one| one.name()).collect();
        assert_eq!(serde_json::json!(names), serde_json::json!(Section::ALL));
        assert!(Section::ALL.is_sorted());
    }
}
