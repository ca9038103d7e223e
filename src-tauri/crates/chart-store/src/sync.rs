//! How far a record is the same as the server's.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What is known of a record's age, so that it can be said, and so that only what changed is fetched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncState {
    /// When the record was last brought up to date with the server, as far as that was possible.
    pub as_of: Option<Timestamp>,
    /// Nothing was missing then.
    pub complete: bool,
    /// What is known of the search of each FHIR type.
    pub searches: BTreeMap<String, SearchState>,
    /// Why something of a FHIR type was missing then, in words that only the caller understands.
    #[serde(default)]
    pub problems: BTreeMap<String, Vec<String>>,
}

/// What is known of one search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchState {
    /// When it was last read.
    pub as_of: Timestamp,
    /// It was read to its last page without a remark.
    pub whole: bool,
    /// The greatest `meta.lastUpdated` that it brought, as the server wrote it: its clock, not ours.
    pub last_updated: Option<String>,
    /// How many resources it had.
    pub matches: u32,
    /// When all of it was last read, and not only what changed.
    #[serde(default)]
    pub read_whole: Option<Timestamp>,
}
