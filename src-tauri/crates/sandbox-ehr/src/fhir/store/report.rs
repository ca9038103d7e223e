//! What loading found.

use std::path::PathBuf;

/// What became of folders of files: every resource in them is counted in exactly one of the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// Files read.
    pub files: usize,
    /// Resources that are served.
    pub resources: usize,
    /// Resources met a second time, word for word the same.
    pub duplicates: usize,
    /// Resources of which a newer version (`meta.lastUpdated`) was loaded.
    pub superseded: usize,
    /// Of the served ones: how many had no id and were given one.
    pub named: usize,
    /// Of the served ones: how many were given a new id because another resource had theirs.
    pub renamed: usize,
    /// What was not loaded (a file, or a line or entry of it), and why.
    pub skipped: Vec<(PathBuf, String)>,
}
