//! What is kept of records on this computer, and what is new in them.

use serde::Serialize;
use ts_rs::TS;

/// Where a record is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Keeping {
    /// On disk, sealed with a key of its own that the keychain guards.
    Disk,
    /// In memory only, and gone when the app is closed or locked.
    Memory {
        /// Why.
        because: NotKept,
    },
}

/// Why a record is not kept on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum NotKept {
    /// The policy of this computer says so.
    Policy,
    /// There is no keychain to guard the key, or it cannot be read now.
    Keychain,
    /// Another program has this record open.
    OpenElsewhere,
    /// The disk is full, read-only or failing.
    StorageFailed,
    /// It is larger than what may be kept.
    TooLarge,
    /// The app is in safe mode, in which it opens nothing of what is kept.
    SafeMode,
}

/// What changed in a section since the last visit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SectionNews {
    /// Entries that were not there.
    pub new: u32,
    /// Entries of which another version was there.
    pub changed: u32,
    /// Entries that the server has no more.
    pub removed: u32,
}

/// A row that is new or changed since the last visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RowNews {
    /// `Entry.key`.
    pub key: String,
    /// Changed; else it was not there.
    pub changed: bool,
}
