//! The table of display rules: which status code makes a resource what. Published as
//! `docs/display-rules.md`; a test compares the two.

use crate::Standing::{self, Current, Historical, NotAFact, Tentative};

/// The element that a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// `status`, `lifecycleStatus`, `docStatus`.
    Status,
    /// `clinicalStatus`.
    Clinical,
    /// `verificationStatus`.
    Verification,
    /// `MedicationRequest.intent`.
    Intent,
    /// A flag that turns the whole statement round when it is true.
    Negation,
}

use Element::{Clinical, Intent, Negation, Status, Verification};

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Stable name, for the documentation and for a person who asks why.
    pub id: &'static str,
    /// Resource types; none: every type that no earlier rule spoke for.
    pub types: &'static [&'static str],
    /// What it looks at.
    pub element: Element,
    /// Blank between each, in their normal form: lower case, hyphens. Names of flags for
    /// [`Element::Negation`].
    codes: &'static str,
    /// What they mean.
    pub standing: Standing,
}

impl Rule {
    /// The codes that it speaks of.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.codes.split(' ')
    }

    /// `true` where it speaks of this code in this element of this type.
    pub(crate) fn fits(&self, resource_type: &str, element: Element, code: &str) -> bool {
        self.element == element
            && (self.types.is_empty() || self.types.contains(&resource_type))
            && self.codes().any(|known| known == code)
    }
}

const fn rule(
    id: &'static str,
    types: &'static [&'static str],
    element: Element,
    standing: Standing,
    codes: &'static str,
) -> Rule {
    Rule {
        id,
        types,
        element,
        codes,
        standing,
    }
}

const ANY: &[&str] = &[];
const MEDICATION: &[&str] = &[
    "MedicationRequest",
    "MedicationStatement",
    "MedicationUsage",
    "MedicationAdministration",
    "MedicationDispense",
    "MedicationOrder",
];
const DOCUMENTS: &[&str] = &["DocumentReference", "DocumentManifest"];
/// Types that state that something happened or was found: done is not the same as over.
const EVENTS: &[&str] = &[
    "Observation",
    "DiagnosticReport",
    "Immunization",
    "Procedure",
    "Encounter",
    "Composition",
    "Media",
    "QuestionnaireResponse",
    "FamilyMemberHistory",
    "ClinicalImpression",
    "Communication",
    "RiskAssessment",
    "AdverseEvent",
    "ImagingStudy",
    "DetectedIssue",
    "ImmunizationEvaluation",
    "GenomicStudy",
];

/// The table. The first rule that fits type, element and code counts.
#[rustfmt::skip] // A table is read by its lines.
pub const RULES: &[Rule] = &[
    rule("entered-in-error", ANY, Status, NotAFact, "entered-in-error error nullified"),
    rule("entered-in-error-verification", ANY, Verification, NotAFact, "entered-in-error error"),
    rule("entered-in-error-clinical", ANY, Clinical, NotAFact, "entered-in-error error refuted"),
    rule("refuted", ANY, Verification, NotAFact, "refuted"),
    rule("negated", ANY, Negation, NotAFact, "doNotPerform notDone notGiven wasNotGiven notPerformed wasNotTaken"),
    rule("not-done", ANY, Status, NotAFact, "not-done not-taken aborted noshow declined rejected refused"),
    rule("cancelled", ANY, Status, NotAFact, "cancelled canceled revoked"),
    rule("event-done", EVENTS, Status, Current, "final completed finished amended corrected appended available discharged"),
    rule("event-under-way", EVENTS, Status, Current, "in-progress arrived triaged onleave"),
    rule("event-not-final", EVENTS, Status, Tentative, "registered partial preliminary preparation planned on-hold"),
    rule("event-broken-off", EVENTS, Status, Historical, "stopped discontinued"),
    rule("medication-in-use", MEDICATION, Status, Current, "active in-progress recorded"),
    rule("medication-over", MEDICATION, Status, Historical, "completed stopped ended"),
    rule("medication-not-started", MEDICATION, Status, Tentative, "draft on-hold intended preparation"),
    rule("medication-not-ordered", MEDICATION, Intent, Tentative, "proposal plan option"),
    rule("clinically-active", ANY, Clinical, Current, "active recurrence relapse"),
    rule("clinically-over", ANY, Clinical, Historical, "inactive remission resolved"),
    rule("confirmed", ANY, Verification, Current, "confirmed"),
    rule("unconfirmed", ANY, Verification, Tentative, "unconfirmed presumed provisional differential"),
    rule("document-current", DOCUMENTS, Status, Current, "current final amended"),
    rule("document-superseded", DOCUMENTS, Status, Historical, "superseded"),
    rule("document-not-final", DOCUMENTS, Status, Tentative, "preliminary registered partial"),
    rule("other-current", ANY, Status, Current, "active current final amended corrected available accepted in-progress booked \
         arrived checked-in recurrence relapse published"),
    rule("other-over", ANY, Status, Historical, "completed fulfilled stopped inactive resolved remission ended superseded retired \
         suspended finished failed expired replaced"),
    rule("other-tentative", ANY, Status, Tentative, "draft planned proposed preliminary provisional partial registered on-hold \
         pending requested received ready waitlist tentative preparation intended"),
];
