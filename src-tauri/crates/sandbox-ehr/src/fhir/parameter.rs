//! The search parameters of this server, as one table (FHIR R4 §3.1.1.4, search parameter registry).
//!
//! `patient` and `subject` are not here: both mean the compartment (`compartment.rs`).
//! `_id`, `_lastUpdated` and the result parameters are read in `query.rs`.

/// How the value of a parameter is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Token,
    Date,
    Text,
    Reference,
}

impl Kind {
    /// The code of `CapabilityStatement.rest.resource.searchParam.type`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Date => "date",
            Self::Text => "string",
            Self::Reference => "reference",
        }
    }
}

/// A search parameter: on which types, and which elements it looks at.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// Separated by spaces; empty: every type.
    types: &'static str,
    /// Dotted element paths separated by spaces; arrays are looked into.
    paths: &'static str,
}

impl Parameter {
    /// The parameters of a resource type.
    pub(crate) fn of(resource_type: &str) -> impl Iterator<Item = &'static Self> {
        let applies = move |types: &str| {
            types.is_empty() || types.split(' ').any(|name| name == resource_type)
        };
        PARAMETERS
            .iter()
            .filter(move |parameter| applies(parameter.types))
    }

    /// The parameter `name` of a resource type.
    pub(crate) fn named(resource_type: &str, name: &str) -> Option<&'static Self> {
        Self::of(resource_type).find(|parameter| parameter.name == name)
    }

    /// The elements it looks at.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &'static str> {
        self.paths.split(' ')
    }
}

/// What `_include=X:patient` follows.
pub(crate) const SUBJECT: &Parameter = &row("patient", Kind::Reference, "", "subject patient");

/// The clinical and administrative types that `/metadata` lists even while no resource of them is held.
pub(crate) const USUAL_TYPES: &str = "AllergyIntolerance Appointment Binary CarePlan CareTeam Composition Condition \
    Consent Coverage Device DiagnosticReport DocumentReference Encounter ExplanationOfBenefit FamilyMemberHistory \
    Flag Goal Immunization List Location Media Medication MedicationAdministration MedicationDispense \
    MedicationRequest MedicationStatement NutritionOrder Observation Organization Patient Practitioner \
    PractitionerRole Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson ServiceRequest Specimen";

const DATED: &str = "AllergyIntolerance Appointment CarePlan CareTeam ClinicalImpression Composition Consent \
    DiagnosticReport DocumentReference Encounter EpisodeOfCare FamilyMemberHistory Flag Immunization List Media \
    Observation Procedure RiskAssessment";
const DATES: &str = "effectiveDateTime effectiveInstant effectivePeriod performedDateTime performedPeriod \
    occurrenceDateTime occurrencePeriod createdDateTime period dateTime date recordedDate start";
const ORDERS: &str = "CarePlan MedicationRequest NutritionOrder RequestGroup ServiceRequest";
const PEOPLE: &str = "Patient Person Practitioner RelatedPerson";
const PLACES: &str = "HealthcareService Location Organization";
const MEDICATED: &str =
    "MedicationAdministration MedicationDispense MedicationRequest MedicationStatement";
const ASSERTED: &str = "AllergyIntolerance Condition";
const PARTICIPANTS: &str = "participant.member participant.individual";

const fn row(
    name: &'static str,
    kind: Kind,
    types: &'static str,
    paths: &'static str,
) -> Parameter {
    Parameter {
        name,
        kind,
        types,
        paths,
    }
}

const fn token(name: &'static str, types: &'static str, paths: &'static str) -> Parameter {
    row(name, Kind::Token, types, paths)
}

const fn date(name: &'static str, types: &'static str, paths: &'static str) -> Parameter {
    row(name, Kind::Date, types, paths)
}

const fn text(name: &'static str, types: &'static str, paths: &'static str) -> Parameter {
    row(name, Kind::Text, types, paths)
}

const fn reference(name: &'static str, types: &'static str, paths: &'static str) -> Parameter {
    row(name, Kind::Reference, types, paths)
}

const PARAMETERS: &[Parameter] = &[
    token("identifier", "", "identifier masterIdentifier"),
    token("status", "", "status"),
    token("category", "", "category"),
    token("type", "", "type"),
    token("code", "", "code medicationCodeableConcept"),
    token("clinical-status", ASSERTED, "clinicalStatus"),
    token("verification-status", ASSERTED, "verificationStatus"),
    token("criticality", "AllergyIntolerance", "criticality"),
    token("intent", ORDERS, "intent"),
    token("lifecycle-status", "Goal", "lifecycleStatus"),
    token("vaccine-code", "Immunization", "vaccineCode"),
    token("class", "Encounter", "class"),
    token(
        "relationship",
        "FamilyMemberHistory RelatedPerson",
        "relationship",
    ),
    token("gender", PEOPLE, "gender"),
    token("active", "Patient Practitioner Organization", "active"),
    date("date", DATED, DATES),
    date("authoredon", "MedicationRequest", "authoredOn"),
    date(
        "authored",
        "QuestionnaireResponse ServiceRequest",
        "authored authoredOn",
    ),
    date(
        "effective",
        "MedicationStatement",
        "effectiveDateTime effectivePeriod",
    ),
    date("whenhandedover", "MedicationDispense", "whenHandedOver"),
    date("issued", "DiagnosticReport", "issued"),
    date("onset-date", "Condition", "onsetDateTime onsetPeriod"),
    date(
        "abatement-date",
        "Condition",
        "abatementDateTime abatementPeriod",
    ),
    date("recorded-date", "Condition", "recordedDate"),
    date("last-date", "AllergyIntolerance", "lastOccurrence"),
    date("period", "DocumentReference", "context.period"),
    date("start-date", "Goal", "startDate"),
    date("recorded", "Provenance", "recorded"),
    date("created", "ExplanationOfBenefit", "created"),
    date("birthdate", PEOPLE, "birthDate"),
    text("name", PEOPLE, "name.text name.family name.given"),
    text("name", PLACES, "name alias"),
    text("family", "Patient Practitioner", "name.family"),
    text("given", "Patient Practitioner", "name.given"),
    reference("encounter", "", "encounter context context.encounter"),
    reference("medication", MEDICATED, "medicationReference"),
    reference("requester", ORDERS, "requester"),
    reference("performer", "", "performer performer.actor"),
    reference("participant", "CareTeam Encounter", PARTICIPANTS),
    reference("result", "DiagnosticReport", "result"),
    reference("has-member", "Observation", "hasMember"),
    reference("derived-from", "Observation", "derivedFrom"),
    reference("specimen", "DiagnosticReport Observation", "specimen"),
    reference("based-on", "", "basedOn"),
    reference("author", "Composition DocumentReference", "author"),
    reference("recorder", ASSERTED, "recorder"),
    reference("asserter", ASSERTED, "asserter"),
    reference(
        "location",
        "Encounter Immunization PractitionerRole",
        "location location.location",
    ),
    reference("service-provider", "Encounter", "serviceProvider"),
    reference("general-practitioner", "Patient", "generalPractitioner"),
    reference(
        "organization",
        "Patient PractitionerRole",
        "managingOrganization organization",
    ),
    reference("practitioner", "PractitionerRole", "practitioner"),
    reference("condition", "CarePlan", "addresses"),
    reference("goal", "CarePlan", "goal"),
    reference("target", "Provenance", "target"),
];
