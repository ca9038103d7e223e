//! What the server says about where the person is: patient, encounter and the rest of the token response.
//!
//! SMART App Launch 2.2, "Launch context arrives with your `access_token`". A patient id goes into URLs,
//! so one that is no FHIR id makes the whole answer unusable.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::base_url::FhirBaseUrl;
use crate::endpoint::EndpointUrl;
use crate::json_object::JsonObject;

/// Most entries of `fhirContext` that are read.
const MOST_CONTEXTS: usize = 100;

/// The launch context. Holds patient identity: `Debug` says only what is there.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct LaunchContext {
    /// Patient in context.
    pub patient: Option<LogicalId>,
    /// Encounter in context.
    pub encounter: Option<LogicalId>,
    /// `false` only where the EHR says that it shows the patient itself.
    pub hides_patient_banner: bool,
    /// What the EHR's user was about to do; an unknown one means the default view.
    pub intent: Option<String>,
    /// Style to follow; fetched without a token.
    pub smart_style_url: Option<EndpointUrl>,
    /// Opaque name of the organisation, for diagnostics.
    pub tenant: Option<String>,
    /// Other resources in context.
    pub fhir_context: Vec<FhirContext>,
    /// `fhirUser` as some servers send it beside the ID token. Not proven: prefer `Identity::fhir_user`.
    pub fhir_user: Option<String>,
}

/// Most characters of an id. FHIR R4 allows 64; servers exceed it.
const LONGEST_ID: usize = 256;

/// A FHIR id, and not a step in a path.
///
/// FHIR R4 §2.24.0.1 allows 1 to 64 of `A-Z a-z 0-9 - .`. Servers send longer ones, and some with `_`;
/// those are taken too, because a record must not be unreachable for it. What could change the meaning
/// of an address never is.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct LogicalId(String);

impl LogicalId {
    /// Reads an id.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=LONGEST_ID).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
            && !matches!(text, "." | "..");
        fits.then(|| Self(text.to_owned()))
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for LogicalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LogicalId([redacted])")
    }
}

/// One entry of `fhirContext`; at least one of `reference`, `canonical` and `identifier` is there.
#[derive(Clone, PartialEq, Eq)]
pub struct FhirContext {
    /// Relative or absolute reference.
    pub reference: Option<String>,
    /// Canonical URL.
    pub canonical: Option<String>,
    /// FHIR Identifier, as sent.
    pub identifier: Option<Value>,
    /// Resource type.
    pub resource_type: Option<String>,
    /// `launch` where the server names none (HL7 #191).
    pub role: String,
}

impl fmt::Debug for FhirContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FhirContext")
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// An id in the answer that is no FHIR id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotAnId;

impl LaunchContext {
    pub(crate) fn read(object: &JsonObject, base: &FhirBaseUrl) -> Result<Self, NotAnId> {
        Ok(Self {
            patient: logical_id(object, "patient")?,
            encounter: logical_id(object, "encounter")?,
            hides_patient_banner: object.flag("need_patient_banner") == Some(false),
            intent: object.text("intent"),
            smart_style_url: object
                .text("smart_style_url")
                .and_then(|text| EndpointUrl::resolve(base, &text).ok()),
            tenant: object.text("tenant"),
            fhir_context: fhir_context(object),
            fhir_user: object.text("fhirUser"),
        })
    }

    /// `need_patient_banner`: absent means that the banner is needed.
    pub fn need_patient_banner(&self) -> bool {
        !self.hides_patient_banner
    }
}

impl fmt::Debug for LaunchContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LaunchContext")
            .field("patient", &self.patient)
            .field("encounter", &self.encounter)
            .field("need_patient_banner", &self.need_patient_banner())
            .field("fhir_context", &self.fhir_context.len())
            .finish_non_exhaustive()
    }
}

/// Absent and empty are the same; `Patient/123` is taken for `123`, as some servers send it.
fn logical_id(object: &JsonObject, name: &str) -> Result<Option<LogicalId>, NotAnId> {
    match object.get(name) {
        None => Ok(None),
        Some(Value::String(text)) if text.is_empty() => Ok(None),
        Some(_) => {
            let text = object.text_or_number(name).ok_or(NotAnId)?;
            let prefix = if name == "patient" {
                "Patient/"
            } else {
                "Encounter/"
            };
            let id = text.strip_prefix(prefix).unwrap_or(&text);
            LogicalId::parse(id).map(Some).ok_or(NotAnId)
        }
    }
}

fn fhir_context(object: &JsonObject) -> Vec<FhirContext> {
    let entries = object.get("fhirContext").and_then(Value::as_array);
    entries
        .into_iter()
        .flatten()
        .take(MOST_CONTEXTS)
        .filter_map(context_entry)
        .collect()
}

/// `None` for an entry that the specification does not allow: nothing named, or an empty role.
fn context_entry(entry: &Value) -> Option<FhirContext> {
    let text = |name: &str| entry.get(name).and_then(Value::as_str).map(str::to_owned);
    let role = text("role").unwrap_or_else(|| "launch".to_owned());
    let context = FhirContext {
        reference: text("reference"),
        canonical: text("canonical"),
        identifier: entry
            .get("identifier")
            .filter(|value| value.is_object())
            .cloned(),
        resource_type: text("type"),
        role,
    };
    let names_something =
        context.reference.is_some() || context.canonical.is_some() || context.identifier.is_some();
    let is_second_patient = context.role == "launch"
        && context.reference.as_deref().is_some_and(|reference| {
            reference.starts_with("Patient/") || reference.starts_with("Encounter/")
        });
    (names_something && !context.role.is_empty() && !is_second_patient).then_some(context)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn printed_it_says_what_there_is_and_not_who() {
        let base = FhirBaseUrl::parse("https://ehr.example/fhir").unwrap();
        let context = json!({ "patient": "id-of-anna", "fhirUser": "Patient/id-of-anna", "tenant": "ward-7" });
        let context = JsonObject::parse(context.to_string().as_bytes()).unwrap();
        let printed = format!("{:?}", LaunchContext::read(&context, &base).unwrap());
        assert!(
            printed.contains("patient: Some(LogicalId([redacted]))"),
            "{printed}"
        );
        assert!(
            !printed.contains("anna") && !printed.contains("ward"),
            "{printed}"
        );
    }
}
