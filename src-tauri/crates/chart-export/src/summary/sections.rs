//! The sections of the guide, in its order (HL7 IPS 2.0, `Composition-uv-ips`): code, title, and which
//! entries of a record belong there. Each entry goes to the first that holds it.

use chart::{Entry, Section as Part, Standing};

/// One section of the summary.
#[derive(Debug)]
pub(crate) struct Section {
    /// LOINC code.
    pub(crate) code: &'static str,
    /// The name that LOINC gives it.
    pub(crate) display: &'static str,
    /// Its heading, as in the guide.
    pub(crate) title: &'static str,
    /// It stands in every summary.
    pub(crate) mandatory: Option<Part>,
    /// FHIR types that it is made of.
    pub(crate) types: &'static [&'static str],
    /// Whether an entry belongs there.
    pub(crate) holds: fn(&Entry) -> bool,
}

impl Section {
    const fn new(code: &'static str, display: &'static str, title: &'static str) -> Self {
        Self {
            code,
            display,
            title,
            mandatory: None,
            types: &[],
            holds: |_| false,
        }
    }
}

const MEDICATIONS: &[&str] = &[
    "MedicationRequest",
    "MedicationStatement",
    "MedicationAdministration",
    "MedicationDispense",
];

pub(crate) const SECTIONS: &[Section] = &[
    Section {
        mandatory: Some(Part::Problems),
        types: &["Condition"],
        holds: |entry| is_of(entry, &["Condition"]) && entry.standing != Standing::Historical,
        ..Section::new("11450-4", "Problem list - Reported", "Problems")
    },
    Section {
        mandatory: Some(Part::Allergies),
        types: &["AllergyIntolerance"],
        holds: |entry| is_of(entry, &["AllergyIntolerance"]),
        ..Section::new(
            "48765-2",
            "Allergies and adverse reactions Document",
            "Allergies and Intolerances",
        )
    },
    Section {
        mandatory: Some(Part::Medications),
        types: MEDICATIONS,
        holds: |entry| is_of(entry, MEDICATIONS),
        ..Section::new(
            "10160-0",
            "History of Medication use Narrative",
            "Medication Summary",
        )
    },
    Section {
        types: &["Immunization"],
        holds: |entry| is_of(entry, &["Immunization"]),
        ..Section::new(
            "11369-6",
            "History of Immunization Narrative",
            "Immunizations",
        )
    },
    Section {
        types: &["Observation", "DiagnosticReport"],
        holds: |entry| {
            is_of(entry, &["Observation", "DiagnosticReport"])
                && entry.section != Part::Vitals
                && !is_social(entry)
        },
        ..Section::new(
            "30954-2",
            "Relevant diagnostic tests/laboratory data Narrative",
            "Results",
        )
    },
    Section {
        types: &["Procedure"],
        holds: |entry| is_of(entry, &["Procedure"]),
        ..Section::new(
            "47519-4",
            "History of Procedures Document",
            "History of Procedures",
        )
    },
    Section {
        types: &["DeviceUseStatement"],
        holds: |entry| is_of(entry, &["DeviceUseStatement"]),
        ..Section::new(
            "46264-8",
            "History of medical device use",
            "Medical Devices",
        )
    },
    Section {
        types: &["Flag"],
        holds: |entry| is_of(entry, &["Flag"]),
        ..Section::new("104605-1", "Alert", "Alerts")
    },
    Section {
        types: &["Condition"],
        holds: |entry| is_of(entry, &["Condition"]),
        ..Section::new(
            "11348-0",
            "History of Past illness Narrative",
            "History of Past Problems",
        )
    },
    Section {
        types: &["CarePlan"],
        holds: |entry| is_of(entry, &["CarePlan"]),
        ..Section::new("18776-5", "Plan of care note", "Plan of Care")
    },
    Section {
        types: &["Observation"],
        holds: |entry| is_of(entry, &["Observation"]) && is_social(entry),
        ..Section::new("29762-2", "Social history Narrative", "Social History")
    },
    Section {
        types: &["Observation"],
        holds: |entry| is_of(entry, &["Observation"]),
        ..Section::new("8716-3", "Vital signs", "Vital Signs")
    },
];

fn is_of(entry: &Entry, types: &[&str]) -> bool {
    types.contains(&entry.resource_type.as_str())
}

fn is_social(entry: &Entry) -> bool {
    entry.section == Part::SocialHistory
}
