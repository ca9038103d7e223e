//! One resource's JSON text becomes one row: never none, never two.

use crate::node::{Fields, Node};
use crate::{
    Entry, Flagged, PartialDate, Section, Warning, absence, absent_reason, alerts, allergies,
    applied, appointments, assessments, care_plans, care_team, coding, coverage, devices,
    directives, documents, encounters, family_history, fold, immunizations, medications,
    observations, orders, other, panel, partial_date, problems, procedures, reports, standing,
};

/// What one resource says, with what a store needs to place it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The row. `entry.key` is empty: the store makes it from `entry.resource_type` and `id`.
    pub entry: Entry,
    /// Logical id as sent.
    pub id: Option<String>,
    /// `meta.versionId` as sent.
    pub version: Option<String>,
    /// `meta.lastUpdated`.
    pub last_updated: Option<PartialDate>,
    /// References of `subject`, `patient` and the like, as sent: the guard against another
    /// patient's resource.
    pub patients: Vec<String>,
    /// `medicationReference` that the resource itself does not resolve, as sent.
    pub medication: Option<String>,
    /// References of the observations that it holds together, in the order sent: the results of a report,
    /// the members of a panel.
    pub members: Vec<String>,
    /// How its values are flagged.
    pub flagged: Flagged,
    /// What a search looks in: titles, codes, details and values, already through [`fold`].
    pub text: String,
}

/// Reads one resource. There is no failure: text that is no JSON object is a row that says so.
///
/// ```
/// let reading = chart::read(r#"{"resourceType":"Condition","id":"1","code":{"text":"Asthma"}}"#);
/// assert_eq!(reading.entry.title.unwrap().text, "Asthma");
/// assert_eq!(reading.entry.section, chart::Section::Problems);
/// ```
pub fn read(raw: &str) -> Reading {
    let parsed = Fields::parse(raw);
    let resource = parsed.clone().unwrap_or_default();
    let kind = resource.text("resourceType").unwrap_or_default();
    let mut entry = Entry::blank(kind, Section::Other);
    if parsed.is_none() || entry.resource_type.is_empty() {
        entry.warnings.push(Warning::Malformed);
    }
    reader(&mut entry)(&resource, &mut entry);
    let judgement = standing::judge(&entry.resource_type, &resource);
    entry.status = judgement.status;
    entry.verification = judgement.verification;
    entry.standing = judgement.standing;
    // Those about the status decide most, so they come first.
    let noted = std::mem::replace(&mut entry.rules, judgement.rules);
    entry.rules.extend(noted);
    let main_code = resource.get(if entry.section == Section::Immunizations {
        "vaccineCode"
    } else {
        "code"
    });
    entry.absence = absence::is_absence(&main_codes(&resource, main_code));
    warn(&resource, raw, &mut entry);
    applied::note(&mut entry);
    let meta = resource.get("meta").fields();
    Reading {
        id: resource.text("id"),
        version: meta.text("versionId"),
        last_updated: partial_date::date(meta.get("lastUpdated")),
        patients: patients(&resource),
        medication: if entry.section == Section::Medications {
            medications::reference(&resource)
        } else {
            None
        },
        members: panel::members(&entry.resource_type, &resource),
        flagged: Flagged::of(&entry),
        text: search_text(&entry, main_code),
        entry,
    }
}

type Reader = fn(&Fields<'_>, &mut Entry);

/// The reader for a type; puts the entry into its section.
fn reader(entry: &mut Entry) -> Reader {
    let (section, read): (Section, Reader) = match entry.resource_type.as_str() {
        "AllergyIntolerance" => (Section::Allergies, allergies::read),
        "Condition" => (Section::Problems, problems::read),
        "MedicationRequest"
        | "MedicationStatement"
        | "MedicationAdministration"
        | "MedicationDispense"
        | "MedicationUsage"
        | "MedicationOrder" => (Section::Medications, medications::read),
        "Flag" | "DetectedIssue" | "AdverseEvent" => (Section::Alerts, alerts::read),
        "Observation" => (Section::Results, observations::read),
        "Immunization" => (Section::Immunizations, immunizations::read),
        "Procedure" => (Section::Procedures, procedures::read),
        "Encounter" | "EpisodeOfCare" => (Section::Encounters, encounters::read),
        "DiagnosticReport" | "ImagingStudy" => (Section::Reports, reports::read),
        "DocumentReference" | "Composition" | "Media" | "Binary" => {
            (Section::Documents, documents::read)
        }
        _ => return reader_of_plans(entry),
    };
    entry.section = section;
    read
}

/// The same for what is planned, and for what stands around the patient.
fn reader_of_plans(entry: &mut Entry) -> Reader {
    let (section, read): (Section, Reader) = match entry.resource_type.as_str() {
        "CarePlan" | "Goal" | "NutritionOrder" | "ImmunizationRecommendation" => {
            (Section::CarePlans, care_plans::read)
        }
        "ServiceRequest" | "ProcedureRequest" | "ReferralRequest" | "DiagnosticOrder"
        | "DeviceRequest" | "VisionPrescription" | "SupplyRequest" | "Task" => {
            (Section::Orders, orders::read)
        }
        "CareTeam" | "RelatedPerson" => (Section::CareTeam, care_team::read),
        "Device" | "DeviceUseStatement" | "DeviceUsage" => (Section::Devices, devices::read),
        "QuestionnaireResponse" | "ClinicalImpression" | "RiskAssessment" => {
            (Section::Assessments, assessments::read)
        }
        "FamilyMemberHistory" => (Section::FamilyHistory, family_history::read),
        "Consent" => (Section::Directives, directives::read),
        "Appointment" => (Section::Appointments, appointments::read),
        "Coverage"
        | "Claim"
        | "ClaimResponse"
        | "ExplanationOfBenefit"
        | "Account"
        | "Invoice"
        | "ChargeItem" => (Section::Coverage, coverage::read),
        _ => (Section::Other, other::read),
    };
    entry.section = section;
    read
}

/// Codes of `code` and of the medicine: the elements that can say "none known".
fn main_codes(resource: &Fields<'_>, main_code: Node<'_>) -> Vec<String> {
    let mut codes = coding::qualified_codes(main_code);
    codes.extend(coding::qualified_codes(
        resource.get("medicationCodeableConcept"),
    ));
    codes
}

fn warn(resource: &Fields<'_>, raw: &str, entry: &mut Entry) {
    // At any depth: a modifier of one component changes what the row means.
    if raw.contains("\"modifierExtension\"") {
        entry.warnings.push(Warning::ModifierExtension);
    }
    if entry.status.is_none()
        && absent_reason::of_primitive(resource, "_status")
        && !entry.warnings.contains(&Warning::DataAbsent)
    {
        entry.warnings.push(Warning::DataAbsent);
    }
    if [&entry.date, &entry.end]
        .into_iter()
        .flatten()
        .any(|date| !date.is_readable())
    {
        entry.warnings.push(Warning::UnreadableDate);
    }
}

/// What a resource says whom it is about.
fn patients(resource: &Fields<'_>) -> Vec<String> {
    let named = ["subject", "patient", "beneficiary"]
        .into_iter()
        .flat_map(|name| resource.get(name).items());
    let reference = |node: Node<'_>| {
        node.get("reference")
            .text()
            .or_else(|| node.text())
            .map(String::from)
    };
    named.filter_map(reference).collect()
}

fn search_text(entry: &Entry, main_code: Node<'_>) -> String {
    let mut text = String::with_capacity(128);
    let mut add = |part: Option<&str>| {
        if let Some(part) = part {
            text.push_str(part);
            text.push(' ');
        }
    };
    let values = entry
        .components
        .iter()
        .filter_map(|component| component.value.as_ref());
    let titles = entry
        .components
        .iter()
        .filter_map(|component| component.title.as_ref());
    for title in entry.title.iter().chain(titles) {
        add(Some(&title.text));
        add(title
            .code
            .as_deref()
            .and_then(|code| code.rsplit_once('|'))
            .map(|(_, code)| code));
    }
    for value in entry.value.iter().chain(values) {
        add(Some(&value.text));
        add(value.unit.as_deref());
    }
    add(Some(&entry.resource_type));
    for part in [
        &entry.detail,
        &entry.source,
        &entry.category,
        &entry.status,
        &entry.severity,
    ] {
        add(part.as_deref());
    }
    coding::append_search_words(main_code, &mut text);
    fold(&text)
}
