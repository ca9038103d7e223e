//! What a load learns of how far the record is the server's: kept with the record, so that the next load
//! can ask for what changed, and so that what is shown before it says how old it is.
//!
//! The law of this module: nothing here makes a record newer or more whole than what was read.

use std::collections::HashMap;

use chart_store::{Applied, SearchState, SyncState, is_of_type};
use jiff::{SignedDuration, Timestamp};

use crate::problem::ProblemCode;

/// Changes that a server shows later than others that came after them are asked for again.
const OVERLAP: SignedDuration = SignedDuration::from_hours(1);

/// At least this often a type is read whole: only that shows every deletion, and every change of a server
/// that does not say when it changed something.
const WHOLE_AT_LEAST: SignedDuration = SignedDuration::from_hours(24);

/// What a load has learnt so far.
#[derive(Debug)]
pub(crate) struct Syncing {
    state: SyncState,
    began: Timestamp,
    found: HashMap<&'static str, Found>,
}

/// What the searches of one type brought.
#[derive(Debug, Default, Clone, Copy)]
struct Found {
    resources: u32,
    newest: Option<Timestamp>,
    oldest: Option<Timestamp>,
    /// Something came without the instant of its last change.
    undated: bool,
}

/// How the search of a type ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Everything that the server has was read.
    Whole,
    /// What changed was read, and the server has as many as are here.
    Renewed,
    /// Something is missing, or may be.
    Short,
}

impl Syncing {
    /// A load begins. `lacking`: the types of the plan that are not asked for, and why.
    pub(crate) fn begin(
        mut state: SyncState,
        wanted: impl Iterator<Item = &'static str>,
        lacking: impl Iterator<Item = (&'static str, String)>,
        began: Timestamp,
    ) -> Self {
        if state.as_of.is_none() {
            state.as_of = Some(began);
        }
        for kind in wanted {
            if !state.searches.contains_key(kind) {
                // Until it was read to its end.
                let reason = ProblemCode::LoadInterrupted.name().to_owned();
                note(&mut state, kind, vec![reason]);
                state.complete = false;
            }
        }
        for (kind, reason) in lacking {
            if state.searches.remove(kind).is_some() {
                state.complete = false;
            }
            note(&mut state, kind, vec![reason]);
        }
        Self {
            state,
            began,
            found: HashMap::new(),
        }
    }

    /// From which instant on the changes of a type are to be asked for. `None`: all of it is.
    pub(crate) fn since(&self, kind: &str) -> Option<Timestamp> {
        let search = self.state.searches.get(kind)?;
        let read_whole = search.read_whole?;
        let is_recent =
            self.began >= read_whole && self.began.duration_since(read_whole) < WHOLE_AT_LEAST;
        if !search.whole || !is_recent {
            return None;
        }
        let last: Timestamp = search.last_updated.as_deref()?.parse().ok()?;
        last.checked_sub(OVERLAP).ok()
    }

    /// A page was taken in.
    pub(crate) fn page(&mut self, kind: &'static str, applied: &Applied) {
        let found = self.found.entry(kind).or_default();
        for (key, updated) in applied.keys.iter().zip(&applied.updated) {
            if !is_of_type(key, kind) {
                continue;
            }
            found.resources = found.resources.saturating_add(1);
            match updated {
                Some(updated) => {
                    found.newest = found.newest.max(Some(*updated));
                    let oldest = found.oldest.map_or(*updated, |oldest| oldest.min(*updated));
                    found.oldest = Some(oldest);
                }
                None => found.undated = true,
            }
        }
    }

    /// What was read of a type counts no more: it is read anew.
    pub(crate) fn anew(&mut self, kind: &'static str, can_renew: bool) {
        let found = Found {
            // The next load asks for all of it.
            undated: !can_renew,
            ..Found::default()
        };
        self.found.insert(kind, found);
    }

    /// Nothing more comes of a type. `reasons`: why something is missing.
    pub(crate) fn end(&mut self, kind: &'static str, ended: Ended, reasons: Vec<String>) {
        let found = self.found.remove(kind).unwrap_or_default();
        let since = self.since(kind);
        let before = self.state.searches.remove(kind);
        let search = match (ended, before) {
            (Ended::Whole, _) => SearchState {
                as_of: self.began,
                whole: true,
                last_updated: found
                    .newest
                    .filter(|_| !found.undated)
                    .map(|at| at.to_string()),
                matches: found.resources,
                read_whole: Some(self.began),
            },
            (Ended::Renewed, Some(before)) => SearchState {
                as_of: self.began,
                last_updated: renewed(&before, found, since),
                ..before
            },
            // Only what was read whole can be renewed.
            (Ended::Renewed, None) => return,
            (Ended::Short, before) => SearchState {
                as_of: before.as_ref().map_or(self.began, |before| before.as_of),
                whole: false,
                last_updated: None,
                matches: found.resources,
                read_whole: before.and_then(|before| before.read_whole),
            },
        };
        self.state.searches.insert(kind.to_owned(), search);
        self.note(kind, reasons);
    }

    /// Why something of a type is missing, and nothing else any more.
    pub(crate) fn note(&mut self, kind: &str, reasons: Vec<String>) {
        self.state.problems.remove(kind);
        note(&mut self.state, kind, reasons);
    }

    /// The load ended. `oldest`: when the oldest rows were read that it did not read. Gives the time that
    /// nothing is older than.
    pub(crate) fn finish(&mut self, complete: bool, oldest: Option<Timestamp>) -> Timestamp {
        let as_of = oldest.unwrap_or(self.began);
        (self.state.as_of, self.state.complete) = (Some(as_of), complete);
        as_of
    }

    /// What is known now.
    pub(crate) fn state(&self) -> SyncState {
        self.state.clone()
    }
}

/// The newest instant, unless the server showed that it cannot be asked by instants.
fn renewed(before: &SearchState, found: Found, since: Option<Timestamp>) -> Option<String> {
    let ignored = found
        .oldest
        .zip(since)
        .is_some_and(|(oldest, since)| oldest < since);
    if found.undated || ignored {
        return None;
    }
    let newest = found.newest.map(|newest| newest.to_string());
    newest.or_else(|| before.last_updated.clone())
}

fn note(state: &mut SyncState, kind: &str, reasons: Vec<String>) {
    if !reasons.is_empty() {
        state.problems.insert(kind.to_owned(), reasons);
    }
}
