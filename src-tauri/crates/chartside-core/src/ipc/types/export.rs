//! Taking a record along: what, in which form, and what became of it.

use chart::{Entry, Section};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::SectionState;
use crate::problem::Problem;

/// What of a record is taken along.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportChoice {
    /// These sections.
    pub sections: Vec<Section>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: nothing that was over before. What has no date stays in.
    #[ts(optional)]
    pub from: Option<String>,
    /// The same: nothing that began after.
    #[ts(optional)]
    pub to: Option<String>,
    /// What is resolved, stopped or completed, too.
    pub historical: bool,
    /// What is recorded and is not a fact, too; marked as such.
    pub not_facts: bool,
}

/// The form of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ExportForm {
    /// A FHIR Bundle of type `collection`.
    Bundle,
    /// A folder with a table for each section.
    Csv,
    /// An International Patient Summary: a FHIR Bundle of type `document`.
    Ips,
}

/// Ask what a choice holds, or for its rows.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportQuery {
    /// Whose record.
    pub record: String,
    /// What of it.
    pub what: ExportChoice,
}

/// Write a copy into the folder for downloads.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportRecord {
    /// Whose record.
    pub record: String,
    /// What of it.
    pub what: ExportChoice,
    /// How.
    pub form: ExportForm,
}

/// What a choice holds, before anything is written.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportCounts {
    /// Every section of the record, chosen or not, in the order of the record.
    pub sections: Vec<ExportSection>,
    /// Entries of the chosen sections that go along.
    pub entries: u32,
    /// RFC 3339, UTC: when the record was last read to its end; `None`: not yet.
    pub as_of: Option<String>,
    /// Why no file may be written, where it may not. Printing is not meant.
    pub obstacle: Option<Problem>,
}

/// What a choice holds of one section.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportSection {
    /// Which.
    pub section: Section,
    /// Entries that go along where the section is chosen.
    pub entries: u32,
    /// How far it was read; `None`: nobody knows.
    pub state: Option<SectionState>,
}

/// How the writing of a copy goes on. The stream ends after `Finished` or `Failed`; who stops listening
/// before gets no copy.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ExportEvent {
    /// So far.
    Progress {
        /// Entries that were written.
        done: u32,
        /// Entries that were looked at and are to be looked at.
        total: u32,
    },
    /// It is there.
    Finished {
        /// What is where.
        exported: Exported,
    },
    /// It is not there, and neither is a part of it.
    Failed {
        /// Why.
        problem: Problem,
    },
}

/// A copy that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    /// Its name, in the folder for downloads.
    pub name: String,
    /// It is a folder of files.
    pub is_folder: bool,
    /// Chosen entries that are in it.
    pub entries: u32,
    /// Resources that were added because those name them: the patient, medicines, people, places.
    pub added: u32,
    /// Chosen entries that have no place in this form.
    pub left_out: u32,
    /// Chosen entries whose text is no JSON object; the copy names them.
    pub unreadable: u32,
    /// Not everything of what was chosen had been read from the server; the copy says so.
    pub incomplete: bool,
}

/// The rows of a choice, to be printed. The stream ends after `Finished` or `Failed`.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum PrintEvent {
    /// More rows, section by section in the order of the record, facts before what is none.
    Rows {
        /// Of which section.
        section: Section,
        /// In the order of the section.
        rows: Vec<Entry>,
    },
    /// These were all.
    Finished {
        /// Rows that were given.
        entries: u32,
    },
    /// The record is not there any more.
    Failed {
        /// Why.
        problem: Problem,
    },
}
