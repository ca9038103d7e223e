//! What a copy says about itself.

use std::sync::Arc;

use chart::{Entry, Section};
use serde::Serialize;

use crate::Choice;

/// Where a copy comes from, when it was made, and what is not in it.
#[derive(Debug, Clone)]
pub struct About {
    /// FHIR base URL of the server that the record was read from.
    pub server: String,
    /// Version of this program.
    pub version: String,
    /// RFC 3339: when the copy is made.
    pub made: String,
    /// RFC 3339: when the record was last read to its end from the server; `None`: not yet.
    pub as_of: Option<String>,
    /// Random: the copy is named after it.
    pub document: [u8; 16],
    /// What was asked for and is not here, as far as chosen. Empty only where nothing is missing.
    pub gaps: Vec<Gap>,
    /// What the person chose.
    pub choice: Choice,
    /// The choice has every section that there is.
    pub every_section: bool,
}

/// Something of a section that was not read from the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Of which section.
    pub section: Section,
    /// Which FHIR type of it; `None`: it is not known which.
    pub resource_type: Option<String>,
    /// Why: a code of `docs/problems.md`, `loading` or `unknown`.
    pub code: String,
}

/// One resource: its row, and its JSON as it was received.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its row.
    pub entry: Entry,
    /// Its JSON.
    pub json: Arc<str>,
}

/// What a copy holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Entries that were chosen.
    pub entries: usize,
    /// Resources that were added because those name them: the patient, medicines, people, places.
    pub added: usize,
    /// Chosen entries that have no place in this form.
    pub left_out: usize,
    /// Chosen entries whose text is no JSON object. The copy names them.
    pub unreadable: usize,
}

/// The name of a field or code in the contract with the screens: `notAFact`, `careTeam`.
pub(crate) fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        // No enum of the chart is written as anything else.
        Ok(_) | Err(_) => String::new(),
    }
}

impl Gap {
    /// `MedicationRequest (medications): not-granted`.
    pub(crate) fn line(&self) -> String {
        let section = self.section.name();
        match &self.resource_type {
            Some(kind) => format!("{kind} ({section}): {}", self.code),
            None => format!("{section}: {}", self.code),
        }
    }
}
