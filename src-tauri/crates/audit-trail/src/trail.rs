//! The log as its user sees it.

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Hash;
use crate::folder::Folder;
use crate::segment::MAX_SEGMENT_BYTES;

/// The event of the entry that says that the beginning of a line was cut off after a power cut.
pub const REPAIRED: &str = "log-repaired";

/// A log. A clone is another handle to the same.
#[derive(Debug, Clone)]
pub struct Trail {
    pub(crate) folder: Folder,
    pub(crate) limits: Limits,
}

/// How much is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// A segment is not longer, and never longer than 4 MiB.
    pub segment_bytes: u64,
    /// How many segments are kept.
    pub segments: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            segment_bytes: MAX_SEGMENT_BYTES,
            segments: 16,
        }
    }
}

/// The last entry, to be kept in another place: it shows whether the end of the log was cut off, or all
/// of it replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Its number.
    pub sequence: u64,
    /// Its hash.
    pub hash: Hash,
}

/// Why the log was not read or written, by what the caller can do.
#[derive(Debug, Error)]
pub enum TrailError {
    /// Another program keeps the log for itself. Try again.
    #[error("the activity log is in use")]
    Busy,
    /// The disk is full, read-only or failing, or is not permitted.
    #[error("the activity log cannot be read or written")]
    Storage(#[from] io::Error),
}

impl From<serde_json::Error> for TrailError {
    fn from(error: serde_json::Error) -> Self {
        Self::Storage(error.into())
    }
}

impl Trail {
    /// The log in this folder. Nothing is touched yet.
    pub fn new(dir: PathBuf, limits: Limits) -> Self {
        Self {
            folder: Folder::new(dir),
            limits,
        }
    }
}
