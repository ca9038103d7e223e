//! Reading: entries, the newest first.

use crate::line::Content;
use crate::segment::Pieces;
use crate::{Entry, Trail, TrailError};

/// Some of the entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The newest first.
    pub entries: Vec<Written>,
    /// There are older ones.
    pub more: bool,
}

/// An entry that stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its number.
    pub sequence: u64,
    /// What it says.
    pub entry: Entry,
}

impl Trail {
    /// At most `limit` entries with numbers below `before` that are `wanted`. A line whose own hash is wrong is left out:
    /// nobody knows who wrote it.
    pub fn page(
        &self,
        before: Option<u64>,
        limit: usize,
        wanted: impl Fn(&Entry) -> bool,
    ) -> Result<Page, TrailError> {
        let _turn = self.folder.lock()?;
        let before = before.unwrap_or(u64::MAX);
        let mut entries = Vec::new();
        for segment in self.folder.segments()?.into_iter().rev() {
            if entries.len() > limit {
                break;
            }
            let missing = limit + 1 - entries.len();
            let mut newest = self.newest(segment, before, missing, &wanted)?;
            newest.reverse();
            entries.append(&mut newest);
        }
        let more = entries.len() > limit;
        entries.truncate(limit);
        Ok(Page { entries, more })
    }

    /// The last `limit` entries of a segment with numbers below `before`, the oldest first.
    fn newest(
        &self,
        segment: u64,
        before: u64,
        limit: usize,
        wanted: impl Fn(&Entry) -> bool,
    ) -> Result<Vec<Written>, TrailError> {
        let mut entries = std::collections::VecDeque::new();
        let Some(file) = self.folder.open(segment)? else {
            return Ok(Vec::new());
        };
        let mut pieces = Pieces::of(file);
        while let Some(piece) = pieces.next()? {
            let content = piece.sealed().map(|sealed| sealed.content);
            let Some(Content::Entry(numbered)) = content else {
                continue;
            };
            let sequence = numbered.seq;
            let entry = numbered.into_entry();
            if sequence >= before || !wanted(&entry) {
                continue;
            }
            if entries.len() == limit {
                entries.pop_front();
            }
            entries.push_back(Written { sequence, entry });
        }
        Ok(entries.into())
    }
}
