//! The activity log as it is shown. The log itself has no names and no identifiers either.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::Problem;

/// Ask for a page of the activity log.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityQuery {
    /// Entries before the one of this number; the newest where absent. The whole log is checked when
    /// the newest are asked for.
    #[ts(optional)]
    pub before: Option<u32>,
    /// How many; at most 500 are given.
    pub count: u32,
    /// Only these; all where absent.
    #[ts(optional)]
    pub group: Option<ActivityGroup>,
}

/// What entries are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ActivityGroup {
    /// Signing in and out, launches, tokens.
    SignIn,
    /// Reading a record.
    Record,
    /// The app, its settings, the log itself.
    App,
}

/// A page of the activity log.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityPage {
    /// The newest first.
    pub entries: Vec<ActivityEntry>,
    /// There are older ones.
    pub more: bool,
    /// Whether the log is what was written.
    pub state: ActivityState,
    /// What is done now cannot be written down.
    pub problem: Option<Problem>,
}

/// Whether the log is what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ActivityState {
    /// Every entry is as it was written, and none is missing.
    Intact,
    /// An entry was changed. Said until the log is exported.
    Changed {
        /// Its number.
        at: u32,
    },
    /// Entries are missing. Said until the log is exported.
    Cut {
        /// The number of the last one before the gap; 0 at the beginning.
        after: u32,
    },
    /// The entries agree with each other. That the end is there cannot be said: nothing about it is in
    /// the vault, because there is none or it cannot be opened.
    Unanchored,
}

/// One entry of the activity log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityEntry {
    /// Its number.
    pub sequence: u32,
    /// RFC 3339, UTC.
    pub at: String,
    /// What was done: `sign-in`, `record-opened` and so on. A newer version may have written one that
    /// this one has no words for.
    pub event: String,
    /// What it is about.
    pub group: ActivityGroup,
    /// How it ended.
    pub outcome: ActivityOutcome,
    /// Why it ended so: a problem code, where it is one.
    pub code: Option<String>,
    /// What it was done to: a section, a type of resource.
    pub detail: Option<String>,
    /// Scheme, host and port of the server.
    pub server: Option<String>,
    /// Eight digits that are the same for the same patient.
    pub patient: Option<String>,
    /// Eight digits that are the same for the same user.
    pub user: Option<String>,
}

/// How something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ActivityOutcome {
    /// It was done.
    Done,
    /// It could not be done.
    Failed,
    /// It was not allowed.
    Refused,
    /// The person gave it up.
    Cancelled,
}

/// The activity log was written to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityExported {
    /// Its name, in the folder for downloads.
    pub file: String,
    /// The log was changed or cut. It was set aside, and a new one begun.
    pub acknowledged: bool,
}
