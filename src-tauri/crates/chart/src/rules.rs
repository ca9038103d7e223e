//! The table of display rules: what is made of what a source sends, each rule with an id that stays.
//! Published as `docs/display-rules.md`; a test compares the two.

use std::borrow::Cow;

use crate::Standing::{self, Current, Historical, NotAFact, Tentative};

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// `DR-01`. It stays the rule's for ever, and is never given to another.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What it makes of what was sent.
    pub makes: Makes,
}

/// What a rule makes of what was sent.
#[derive(Debug, Clone, Copy)]
pub enum Makes {
    /// A status code decides how far a resource is a fact.
    Stand(StatusRule),
    /// Something is shown in a certain way.
    Show(&'static str),
}

/// Which status codes lead where.
#[derive(Debug, Clone, Copy)]
pub struct StatusRule {
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

impl StatusRule {
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

/// The rules about status codes, in their order.
pub(crate) fn status_rules() -> impl Iterator<Item = (&'static Rule, &'static StatusRule)> {
    RULES.iter().filter_map(|rule| match &rule.makes {
        Makes::Stand(status) => Some((rule, status)),
        Makes::Show(_) => None,
    })
}

/// What a row keeps of a rule that applied to it.
pub(crate) type RuleId = Cow<'static, str>;

/// Notes that a rule applied, once.
pub(crate) fn note(rules: &mut Vec<RuleId>, rule: &'static str) {
    if !rules.iter().any(|known| known == rule) {
        rules.push(Cow::Borrowed(rule));
    }
}

const fn status(
    id: &'static str,
    name: &'static str,
    types: &'static [&'static str],
    element: Element,
    standing: Standing,
    codes: &'static str,
) -> Rule {
    let rule = StatusRule {
        types,
        element,
        codes,
        standing,
    };
    Rule {
        id,
        name,
        makes: Makes::Stand(rule),
    }
}

const fn show(id: &'static str, name: &'static str, what: &'static str) -> Rule {
    Rule {
        id,
        name,
        makes: Makes::Show(what),
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
/// An order not to do something is an order: "do not resuscitate" may not hide among what is no fact.
const REQUESTS: &[&str] = &["ServiceRequest", "DeviceRequest", "Task", "NutritionOrder"];
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

// Ids of the rules that code asks for by name.
pub(crate) const STATUS_MISSING: &str = "DR-40";
pub(crate) const STATUS_NOT_IN_FHIR: &str = "DR-41";
pub(crate) const INACTIVE_FLAG: &str = "DR-42";
pub(crate) const BARE_CODE: &str = "DR-43";
pub(crate) const NONE_KNOWN: &str = "DR-44";
pub(crate) const DIGITS_AS_SENT: &str = "DR-45";
pub(crate) const COMPARATOR: &str = "DR-46";
pub(crate) const MISSING_UNIT: &str = "DR-47";
pub(crate) const FLAG_AS_SENT: &str = "DR-48";
pub(crate) const TEXT_ONLY_RANGE: &str = "DR-49";
pub(crate) const DATA_ABSENT: &str = "DR-50";
pub(crate) const MALFORMED: &str = "DR-51";
pub(crate) const MODIFIER_EXTENSION: &str = "DR-52";
pub(crate) const COMPOSED_DOSAGE: &str = "DR-53";
pub(crate) const UNDATED: &str = "DR-54";
pub(crate) const PARTIAL_DATE: &str = "DR-55";
pub(crate) const TIME_AS_SENT: &str = "DR-56";
pub(crate) const UNREADABLE_DATE: &str = "DR-57";
pub(crate) const UNKNOWN_TYPE: &str = "DR-58";
pub(crate) const DECEASED: &str = "DR-59";
pub(crate) const MERGED: &str = "DR-60";
pub(crate) const WITHDRAWN: &str = "DR-61";
pub(crate) const WRONG_PATIENT: &str = "DR-62";
pub(crate) const PANEL: &str = "DR-63";
/// Made by who puts lists together, so it is known outside.
pub const TAKEN_TOGETHER: &str = "DR-64";

/// The table. Of the rules about status codes, the first that fits type, element and code counts.
#[rustfmt::skip] // A table is read by its lines.
pub const RULES: &[Rule] = &[
    status("DR-01", "entered-in-error", ANY, Status, NotAFact, "entered-in-error error nullified"),
    status("DR-02", "entered-in-error-verification", ANY, Verification, NotAFact, "entered-in-error error"),
    status("DR-03", "entered-in-error-clinical", ANY, Clinical, NotAFact, "entered-in-error error refuted"),
    status("DR-04", "refuted", ANY, Verification, NotAFact, "refuted"),
    status("DR-27", "prohibition", REQUESTS, Negation, Tentative, "doNotPerform"),
    status("DR-05", "negated", ANY, Negation, NotAFact, "doNotPerform notDone notGiven wasNotGiven notPerformed wasNotTaken"),
    status("DR-06", "not-done", ANY, Status, NotAFact, "not-done not-taken aborted noshow declined rejected refused"),
    status("DR-07", "cancelled", ANY, Status, NotAFact, "cancelled canceled revoked"),
    status("DR-08", "event-done", EVENTS, Status, Current, "final completed finished available discharged"),
    status("DR-09", "event-corrected", EVENTS, Status, Current, "amended corrected appended"),
    status("DR-10", "event-under-way", EVENTS, Status, Current, "in-progress arrived triaged onleave"),
    status("DR-11", "event-not-final", EVENTS, Status, Tentative, "registered partial preliminary preparation planned on-hold"),
    status("DR-12", "event-broken-off", EVENTS, Status, Historical, "stopped discontinued"),
    status("DR-13", "medication-in-use", MEDICATION, Status, Current, "active in-progress recorded"),
    status("DR-14", "medication-over", MEDICATION, Status, Historical, "completed stopped ended"),
    status("DR-15", "medication-not-started", MEDICATION, Status, Tentative, "draft on-hold intended preparation"),
    status("DR-16", "medication-not-ordered", MEDICATION, Intent, Tentative, "proposal plan option"),
    status("DR-17", "clinically-active", ANY, Clinical, Current, "active recurrence relapse"),
    status("DR-18", "clinically-over", ANY, Clinical, Historical, "inactive remission resolved"),
    status("DR-19", "confirmed", ANY, Verification, Current, "confirmed"),
    status("DR-20", "unconfirmed", ANY, Verification, Tentative, "unconfirmed presumed provisional differential"),
    status("DR-21", "document-current", DOCUMENTS, Status, Current, "current final amended"),
    status("DR-22", "document-superseded", DOCUMENTS, Status, Historical, "superseded"),
    status("DR-23", "document-not-final", DOCUMENTS, Status, Tentative, "preliminary registered partial"),
    status("DR-24", "other-current", ANY, Status, Current, "active current final amended corrected available accepted in-progress booked arrived checked-in recurrence relapse published"),
    status("DR-25", "other-over", ANY, Status, Historical, "completed fulfilled stopped inactive resolved remission ended superseded retired suspended finished failed expired replaced"),
    status("DR-26", "other-tentative", ANY, Status, Tentative, "draft planned proposed preliminary provisional partial registered on-hold pending requested received ready waitlist tentative preparation intended"),
    show(STATUS_MISSING, "status-missing", "No status was sent, or one that no rule speaks of: among the current rows, with a note that its status is missing or not understood"),
    show(STATUS_NOT_IN_FHIR, "status-not-in-fhir", "ImmunizationRecommendation, AdverseEvent and RelatedPerson have no status in FHIR: shown plainly"),
    show(INACTIVE_FLAG, "inactive-flag", "`active` is false, and there is no status: shown as history"),
    show(BARE_CODE, "bare-code", "A thing is called by `text`, else by the first `display`, else by its code, marked as a code"),
    show(NONE_KNOWN, "none-known", "Codes of SNOMED CT and of the IPS that say \"none known\" mark a row as a statement of absence; an empty list is not one"),
    show(DIGITS_AS_SENT, "digits-as-sent", "Digits and units are shown as sent: `0.10` stays `0.10`, nothing is rounded or converted; a number is made for charts only"),
    show(COMPARATOR, "comparator", "`<`, `<=`, `>=`, `>` and anything else in their place stand before the digits"),
    show(MISSING_UNIT, "missing-unit", "A number of a quantity without a unit carries a warning; no unit is guessed"),
    show(FLAG_AS_SENT, "flag-as-sent", "The source's interpretation is shown; none is derived from a range"),
    show(TEXT_ONLY_RANGE, "text-only-range", "A reference range that the source sent in words only is shown in its words"),
    show(DATA_ABSENT, "data-absent", "Where the source says why a value is absent, the reason stands in its place"),
    show(MALFORMED, "malformed", "Something in the resource cannot be read or is one of several values: what can be read is shown, with a warning; the JSON has everything"),
    show(MODIFIER_EXTENSION, "modifier-extension", "An extension, at whatever depth, may change the meaning of the row: a warning"),
    show(COMPOSED_DOSAGE, "composed-dosage", "The source sent no words for the dosage: the line is put together from its dose, timing and route, and marked as composed"),
    show(UNDATED, "undated", "No date was sent: the row says so and sorts last; the time of recording or of the transfer does not stand in for the date of an observation"),
    show(PARTIAL_DATE, "partial-date", "A year stays a year and a month a month: nothing is padded to a day"),
    show(TIME_AS_SENT, "time-as-sent", "A date or a time is not moved between time zones; rows sort by the clock time that was sent"),
    show(UNREADABLE_DATE, "unreadable-date", "Impossible days and words stay as sent, carry a warning, and sort last"),
    show(UNKNOWN_TYPE, "unknown-type", "A type without a section of its own stands under \"other\" with the best name that can be found"),
    show(DECEASED, "deceased", "`deceased[x]` stands in the banner, with the date where one was sent; the age then counts to that date"),
    show(MERGED, "merged", "`link` of type `replaced-by`: the banner says that another record took this one's place and offers to open it; it is never opened by itself"),
    show(WITHDRAWN, "withdrawn", "`active` of the patient is false: the banner says that the record is no longer in use"),
    show(WRONG_PATIENT, "wrong-patient", "A resource whose patient reference names somebody else is kept out and counted; an answer with another patient than the one asked for is refused"),
    show(PANEL, "panel", "Results stand under the newest report that lists them, else under the observation that has them as members; each stands once. A panel says how many of its results the source flagged"),
    show(TAKEN_TOGETHER, "taken-together", "Laboratory results that no report and no panel holds together stand together where the same date, or the same date and time, was sent for them. The heading is this app's and not the source's"),
];
