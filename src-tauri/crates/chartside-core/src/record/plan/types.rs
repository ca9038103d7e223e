//! The table of FHIR types that a record is made of: which sections each fills, and what servers may
//! insist on before they give it.

use chart::Section;

/// One FHIR type of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlannedType {
    /// FHIR resource type.
    pub(crate) resource_type: &'static str,
    /// The sections that its resources can belong to.
    pub(crate) sections: &'static [Section],
    /// The search parameter by which its medication can be included.
    pub(crate) medication: bool,
    /// What some servers refuse a search without, in the order in which it is tried.
    pub(crate) needs: &'static [Need],
    /// The date that a long list is fetched in parts by, side by side.
    pub(crate) dated: Option<&'static str>,
}

/// A search parameter that some servers insist on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Need {
    /// Its name.
    pub(crate) parameter: &'static str,
    /// What is asked for then.
    pub(crate) values: Values,
}

/// The values of a parameter that is insisted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Values {
    /// One value that every resource matches: all codes of a closed value set, or a time long ago.
    All(&'static str),
    /// Values of an open set, asked for one by one: there may be others, and that is said.
    Each(&'static [&'static str]),
}

const fn planned(resource_type: &'static str, sections: &'static [Section]) -> PlannedType {
    PlannedType {
        resource_type,
        sections,
        medication: false,
        needs: &[],
        dated: None,
    }
}

impl PlannedType {
    const fn dated(mut self, parameter: &'static str) -> Self {
        self.dated = Some(parameter);
        self
    }
}

const fn needing(
    resource_type: &'static str,
    sections: &'static [Section],
    needs: &'static [Need],
) -> PlannedType {
    PlannedType {
        needs,
        ..planned(resource_type, sections)
    }
}

const fn medicine(resource_type: &'static str, needs: &'static [Need]) -> PlannedType {
    PlannedType {
        medication: true,
        needs,
        ..planned(resource_type, &[Section::Medications])
    }
}

const fn all(parameter: &'static str, values: &'static str) -> Need {
    Need {
        parameter,
        values: Values::All(values),
    }
}

const fn each(parameter: &'static str, values: &'static [&'static str]) -> Need {
    Need {
        parameter,
        values: Values::Each(values),
    }
}

/// Everything since a day before any record: a date without a zone is refused by some.
const EVER: Need = all("date", "ge1850-01-01T00:00:00Z");

/// HL7 `observation-category`, then what US Core adds.
const OBSERVATION: &[Need] = &[each(
    "category",
    &[
        "vital-signs",
        "laboratory",
        "social-history",
        "survey",
        "imaging",
        "exam",
        "procedure",
        "therapy",
        "activity",
        "sdoh",
        "functional-status",
        "cognitive-status",
        "disability-status",
        "treatment-intervention-preference",
        "care-experience-preference",
        "observation-adi-documentation",
    ],
)];
const CONDITION: &[Need] = &[each(
    "category",
    &[
        "problem-list-item",
        "encounter-diagnosis",
        "health-concern",
        "sdoh",
    ],
)];
/// HL7 `request-intent`, which is closed.
const INTENT: &[Need] = &[all(
    "intent",
    "proposal,plan,order,original-order,reflex-order,filler-order,instance-order,option",
)];
const CARE_PLAN: &[Need] = &[each("category", &["assess-plan"])];
/// LOINC categories of US Core, then the closed `care-team-status`.
const CARE_TEAM: &[Need] = &[
    all(
        "status",
        "proposed,active,suspended,inactive,entered-in-error",
    ),
    each(
        "category",
        &[
            "LA28865-6",
            "LA28866-4",
            "LA27975-4",
            "LA27976-2",
            "LA27977-0",
            "LA28867-2",
            "LA28868-0",
        ],
    ),
];
/// HL7 `diagnostic-service-sections` and the LOINC categories of US Core.
const REPORT: &[Need] = &[each(
    "category",
    &[
        "LAB",
        "RAD",
        "PAT",
        "CUS",
        "LP29684-5",
        "LP29708-2",
        "LP7839-6",
    ],
)];
const DOCUMENT: &[Need] = &[each(
    "category",
    &["clinical-note", "advance-care-planning"],
)];
const GOAL: &[Need] = &[all(
    "lifecycle-status",
    "proposed,planned,accepted,active,on-hold,completed,cancelled,entered-in-error,rejected",
)];
const DATED: &[Need] = &[EVER];

/// Every type that a record is made of, in the order in which a clinician needs them.
pub(crate) const TYPES: &[PlannedType] = &[
    planned("AllergyIntolerance", &[Section::Allergies]),
    needing("Condition", &[Section::Problems], CONDITION).dated("recorded-date"),
    medicine("MedicationRequest", INTENT).dated("authoredon"),
    needing(
        "Observation",
        &[
            Section::Results,
            Section::Vitals,
            Section::Assessments,
            Section::SocialHistory,
        ],
        OBSERVATION,
    )
    .dated("date"),
    planned("Immunization", &[Section::Immunizations]).dated("date"),
    needing("DiagnosticReport", &[Section::Reports], REPORT).dated("date"),
    needing("Procedure", &[Section::Procedures], DATED).dated("date"),
    needing("Encounter", &[Section::Encounters], DATED).dated("date"),
    needing("DocumentReference", &[Section::Documents], DOCUMENT).dated("date"),
    medicine("MedicationStatement", &[]).dated("effective"),
    medicine("MedicationAdministration", &[]).dated("effective-time"),
    medicine("MedicationDispense", &[]).dated("whenhandedover"),
    needing("CarePlan", &[Section::CarePlans], CARE_PLAN).dated("date"),
    needing("CareTeam", &[Section::CareTeam], CARE_TEAM),
    needing("Goal", &[Section::CarePlans], GOAL),
    planned("Device", &[Section::Devices]),
    planned("FamilyMemberHistory", &[Section::FamilyHistory]),
    planned("Coverage", &[Section::Coverage]),
    needing("ServiceRequest", &[Section::Orders], INTENT).dated("authored"),
    planned("Specimen", &[Section::Other]),
    planned("ImagingStudy", &[Section::Reports]).dated("started"),
    planned("QuestionnaireResponse", &[Section::Assessments]).dated("authored"),
    planned("RelatedPerson", &[Section::CareTeam]),
    planned(PROVENANCE, &[Section::Other]).dated("recorded"),
    planned("Composition", &[Section::Documents]),
    planned("Media", &[Section::Documents]),
    planned("Flag", &[Section::Alerts]),
    planned("ClinicalImpression", &[Section::Assessments]).dated("date"),
    planned("RiskAssessment", &[Section::Assessments]),
    planned("NutritionOrder", &[Section::CarePlans]),
    planned("Communication", &[Section::Other]).dated("sent"),
    needing("Appointment", &[Section::Appointments], DATED).dated("date"),
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
    planned("Claim", &[Section::Coverage]).dated("created"),
    planned("ExplanationOfBenefit", &[Section::Coverage]).dated("created"),
];

/// Who recorded something, where and when.
pub(crate) const PROVENANCE: &str = "Provenance";

/// What medication entries point to. It belongs to no patient, so it comes with them or is read one by
/// one, and never searched for.
pub(crate) const MEDICATION: PlannedType = planned("Medication", &[Section::Medications]);

/// What else a patient's compartment can hold (FHIR R4, `CompartmentDefinition` of `patient`): processes and
/// accounts rather than the patient's health. It is not asked for, so that the consent page stays
/// readable, and where a server offers it that is said.
pub(super) const NOT_ASKED_FOR: &[PlannedType] = &[
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
    // Not of the compartment, but it says for whom it is.
    planned("Task", &[Section::Orders]),
];

/// The types that belong to every record: a server that does not offer them is said not to.
pub(super) const ESSENTIAL: usize = 9;

/// A type of the tables above.
pub(crate) fn planned_type(name: &str) -> Option<PlannedType> {
    let mut all = TYPES.iter().chain([&MEDICATION]).chain(NOT_ASKED_FOR);
    all.find(|planned| planned.resource_type == name).copied()
}
