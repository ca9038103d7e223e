//! A record while it loads, and windows into it.

use chart::{Detail, Entry, PatientBanner, Section};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Keeping, RowNews, RowsFilter, SectionNews, SessionSummary};
use crate::problem::Problem;

/// How the loading of a record goes on. Nothing but `Keeping` comes after `Finished` or `Failed`.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum RecordEvent {
    /// The record as it was kept, while it is being brought up to date or where that cannot be done. Sent
    /// first, where anything was kept.
    Kept {
        /// Who it is.
        banner: PatientBanner,
        /// As they were then: each says when.
        sections: Vec<SectionState>,
        /// Resources held.
        resources: u32,
        /// RFC 3339, UTC: when it was last brought up to date.
        as_of: Option<String>,
        /// Nothing was missing then.
        complete: bool,
    },
    /// Where the record is kept. Sent again when that changes, also after `Finished`.
    Keeping {
        /// Where.
        keeping: Keeping,
    },
    /// What will be fetched.
    Planned {
        /// What the server allowed, among other things.
        session: SessionSummary,
        /// In the order in which a clinician needs them.
        sections: Vec<SectionState>,
    },
    /// The patient.
    Banner {
        /// Who it is.
        banner: PatientBanner,
    },
    /// A section has more rows, or ended.
    Section {
        /// Its new state.
        state: SectionState,
    },
    /// The server asks everybody to wait. Sent again when it asks for more.
    Waiting {
        /// For how long, from now.
        seconds: u32,
    },
    /// Nobody is reached. The load goes on by itself when that changes: [`AppEvent::NetworkBack`] says so.
    /// Sent before the last event.
    AwaitsNetwork,
    /// Everything that could be fetched has been.
    Finished {
        /// Resources held.
        resources: u32,
        /// `true` only when no section is incomplete or not available.
        complete: bool,
        /// RFC 3339, UTC: nothing that is shown is older than this.
        as_of: String,
    },
    /// The record cannot be read at all. What was shown stays.
    Failed {
        /// Why.
        problem: Problem,
    },
}

/// Ask for one part of a record again.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LoadPart {
    /// Which record.
    pub record: String,
    /// FHIR resource type.
    pub resource_type: String,
}

/// One section while it loads and after.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SectionState {
    /// Which.
    pub section: Section,
    /// Where it stands.
    pub progress: SectionProgress,
    /// Rows by standing.
    pub counts: SectionCounts,
    /// Resources that the server says there are, where it says so.
    pub expected: Option<u32>,
    /// What did not load, and why, a line per FHIR type.
    pub problems: Vec<SectionProblem>,
    /// Changes with every change of the section's rows.
    pub revision: u32,
    /// RFC 3339, UTC: when the oldest of its rows were read, where this load has not read them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub as_of: Option<String>,
    /// What changed since the last visit, where anything did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub news: Option<SectionNews>,
}

/// Rows of a section by standing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SectionCounts {
    /// Facts now, tentative and unknown ones included.
    pub current: u32,
    /// History.
    pub historical: u32,
    /// Entered in error, refuted, not done, cancelled.
    pub not_a_fact: u32,
}

/// Where a section stands. Only `Complete` may be read as "this is all".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SectionProgress {
    /// Still arriving.
    Loading,
    /// The server gave everything it says it has.
    Complete,
    /// Some of it arrived; the rest failed or was cut off.
    Incomplete,
    /// None of it: not granted, not supported, refused or failed.
    NotAvailable,
}

/// Why a FHIR type of a section is missing or short.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SectionProblem {
    /// FHIR resource type.
    pub resource_type: String,
    /// Why.
    pub problem: Problem,
    /// How many resources it is about, where that is known.
    pub count: Option<u32>,
    /// Which parts of the type it is about, by code; empty: the type as a whole.
    pub parts: Vec<String>,
}

/// Names a record.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordRef {
    /// `PatientOpened.record`; the name of the session where a patient is in context.
    pub record: String,
}

/// Ask for a window of rows.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RowsQuery {
    /// The record.
    pub record: String,
    /// Which list.
    pub view: View,
    /// Only rows that contain all these words.
    #[ts(optional)]
    pub search: Option<String>,
    /// Only rows that it wants.
    #[ts(optional)]
    pub filter: Option<RowsFilter>,
    /// First row, from 0.
    pub from: u32,
    /// How many, at most 500.
    pub count: u32,
}

/// Which list of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum View {
    /// The facts of one section: current first, then historical, newest first in each.
    Section {
        /// Which.
        section: Section,
    },
    /// What is recorded in a section but is not a fact: entered in error, refuted, not done.
    NotFacts {
        /// Which.
        section: Section,
    },
    /// The newest entry of each series of a section (`Results`, `Vitals`).
    Latest {
        /// Which.
        section: Section,
    },
    /// What is new or changed in a section since the last visit, be it a fact or not.
    News {
        /// Which.
        section: Section,
    },
    /// All facts of all sections, newest first, undated last.
    Timeline,
}

/// A window of rows.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Rows {
    /// Rows in the whole list.
    pub total: u32,
    /// First row of the window.
    pub from: u32,
    /// The window.
    pub rows: Vec<Entry>,
    /// Which of them are new or changed since the last visit, where any is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<RowNews>>")]
    pub news: Vec<RowNews>,
}

/// Ask for one resource.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResourceQuery {
    /// The record.
    pub record: String,
    /// `Entry.key`.
    pub key: String,
}

/// One resource as it was received.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResourceView {
    /// Its row.
    pub entry: Entry,
    /// What it says beyond the row.
    pub details: Vec<Detail>,
    /// The JSON byte for byte.
    pub json: String,
}
