//! The `Composition` (FHIR R4 §2.42): what the document says, whose it is, and who made it.

use chart::PatientBanner;
use serde_json::{Value, json};

use super::Filled;
use super::narrative::narrative;
use super::sections::Section;
use crate::About;
use crate::about::Gap;
use crate::outcome::{chosen, subsetted};
use crate::uuid::urn;

/// The `Composition` that points at everything else.
pub(super) fn composition(
    about: &About,
    id: &str,
    subject: &str,
    author: &str,
    patient: &PatientBanner,
    filled: &[Filled],
) -> Value {
    let sections: Vec<Value> = filled
        .iter()
        .filter_map(|filled| section(about, filled))
        .collect();
    let mut composition = json!({
        "resourceType": "Composition",
        "id": id,
        "language": "en",
        "text": narrative(&opening(about, patient), ""),
        "identifier": {"system": "urn:ietf:rfc:3986", "value": urn(about.document, 0)},
        // R4: "preliminary" is what may be incomplete.
        "status": if about.gaps.is_empty() { "final" } else { "preliminary" },
        "type": loinc("60591-5", "Patient summary Document"),
        "subject": {"reference": subject},
        "date": about.made,
        "author": [{"reference": author}],
        "title": "International Patient Summary",
        "section": sections,
    });
    if !about.is_whole()
        && let Some(members) = composition.as_object_mut()
    {
        members.insert("meta".to_owned(), json!({"tag": [subsetted()]}));
    }
    composition
}

/// The program, as the author: nobody curated this summary.
pub(super) fn device(about: &About, id: &str) -> Value {
    json!({
        "resourceType": "Device",
        "id": id,
        "manufacturer": "Chartside",
        "deviceName": [{"name": "Chartside", "type": "user-friendly-name"}],
        "version": [{"value": about.version}],
    })
}

fn loinc(code: &str, display: &str) -> Value {
    json!({"coding": [{"system": "http://loinc.org", "code": code, "display": display}]})
}

fn opening(about: &About, patient: &PatientBanner) -> Vec<String> {
    let name = match (&patient.family, &patient.given) {
        (Some(family), Some(given)) => format!("{family}, {given}"),
        (one, other) => one
            .clone()
            .or_else(|| other.clone())
            .or_else(|| patient.text.clone())
            .unwrap_or_default(),
    };
    let or_none = |text: Option<&String>| text.cloned().unwrap_or_else(|| "-".to_owned());
    let born = patient.birth_date.as_ref().map(|date| &date.raw);
    vec![
        format!(
            "{name}. Born: {}. Identifier: {}.",
            or_none(born),
            or_none(patient.identifier.as_ref())
        ),
        format!(
            "Put together by a program on {} from the record at {}; nobody reviewed it. {}",
            about.made,
            about.server,
            chosen(about)
        ),
    ]
}

/// `None`: the guide does not ask for it, it has nothing, and nothing of it is missing.
fn section(about: &About, filled: &Filled) -> Option<Value> {
    let Filled { section, .. } = filled;
    let gaps: Vec<&Gap> = about
        .gaps
        .iter()
        .filter(|gap| concerns(gap, section))
        .collect();
    let is_empty = filled.entries.is_empty();
    if is_empty && gaps.is_empty() && section.mandatory.is_none() {
        return None;
    }
    let mut sentences = Vec::new();
    if !gaps.is_empty() {
        let lines: Vec<String> = gaps.iter().map(|gap| gap.line()).collect();
        sentences.push(format!(
            "INCOMPLETE: not everything could be read from the server. {}",
            lines.join("; ")
        ));
    }
    let mut written = json!({
        "title": section.title,
        "code": loinc(section.code, section.display),
    });
    let (name, value) = if is_empty {
        let (reason, words) = empty_reason(about, section, &gaps);
        sentences.push(words.to_owned());
        ("emptyReason", reason)
    } else {
        let entries = filled.entries.iter();
        let entries: Vec<Value> = entries.map(|entry| json!({"reference": entry})).collect();
        ("entry", Value::Array(entries))
    };
    let members = written.as_object_mut()?;
    members.insert("text".to_owned(), narrative(&sentences, &filled.rows));
    members.insert(name.to_owned(), value);
    Some(written)
}

fn concerns(gap: &Gap, section: &Section) -> bool {
    match &gap.resource_type {
        Some(kind) => section.types.contains(&kind.as_str()),
        None => true,
    }
}

/// Why a section has no entries. `nilknown` is never among it: that is for the record to say.
fn empty_reason(about: &About, section: &Section, gaps: &[&Gap]) -> (Value, &'static str) {
    let coded = |code: &str, words: &'static str| {
        let system = "http://terminology.hl7.org/CodeSystem/list-empty-reason";
        let reason = json!({"coding": [{"system": system, "code": code}], "text": words});
        (reason, words)
    };
    let is_chosen = section
        .mandatory
        .is_none_or(|part| about.choice.sections.contains(&part));
    let is_refused = |gap: &&Gap| matches!(gap.code.as_str(), "not-granted" | "not-permitted");
    if !is_chosen {
        return coded("withheld", "Left out by whoever made this copy.");
    }
    if !gaps.is_empty() && gaps.iter().all(is_refused) {
        return coded("withheld", "Not available: the server did not allow it.");
    }
    if !gaps.is_empty() {
        return coded("unavailable", "Not available: it could not be read.");
    }
    // No code of the list means this, and the guide does not ask for one.
    let words = "Nothing recorded: the server answered, and has nothing of what was chosen. That is not a statement that there is none.";
    (json!({"text": words}), words)
}
