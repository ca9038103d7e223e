//! Entries as the screens get them.

use audit_trail::{Entry, Outcome, Page, Written};

use crate::ipc::{
    ActivityEntry, ActivityGroup, ActivityOutcome, ActivityPage, ActivityQuery, ActivityState,
};
use crate::problem::Problem;

/// Most entries given at once.
const LARGEST_PAGE: u32 = 500;
/// Enough of a digest to tell people apart on a screen; the file has all of it.
const DIGITS: usize = 8;

pub(super) fn limit(query: &ActivityQuery) -> usize {
    query.count.clamp(1, LARGEST_PAGE) as usize
}

pub(super) fn is_wanted(query: &ActivityQuery, entry: &Entry) -> bool {
    query
        .group
        .is_none_or(|group| group_of(entry.event.as_str()) == group)
}

fn group_of(event: &str) -> ActivityGroup {
    match event {
        "sign-in-started"
        | "sign-in"
        | "launch-received"
        | "launch-dismissed"
        | "token-renewed"
        | "session-ended"
        | "signed-out"
        | "connection-forgotten" => ActivityGroup::SignIn,
        "record-opened"
        | "record-loaded-again"
        | "record-closed"
        | "section-viewed"
        | "entry-viewed"
        | "document-opened"
        | "document-saved"
        | "patient-forgotten"
        | "printed"
        | "record-exported" => ActivityGroup::Record,
        _ => ActivityGroup::App,
    }
}

pub(super) fn page(page: Page, state: ActivityState, problem: Option<Problem>) -> ActivityPage {
    ActivityPage {
        entries: page.entries.into_iter().map(shown).collect(),
        more: page.more,
        state,
        problem,
    }
}

fn shown(written: Written) -> ActivityEntry {
    let Written { sequence, entry } = written;
    let word = |word: audit_trail::Word| word.as_str().to_owned();
    let short = |digest: audit_trail::Pseudonym| digest.as_str().chars().take(DIGITS).collect();
    ActivityEntry {
        sequence: u32::try_from(sequence).unwrap_or(u32::MAX),
        at: entry.at.to_string(),
        group: group_of(entry.event.as_str()),
        event: word(entry.event),
        outcome: match entry.outcome {
            Outcome::Done => ActivityOutcome::Done,
            Outcome::Failed => ActivityOutcome::Failed,
            Outcome::Refused => ActivityOutcome::Refused,
            Outcome::Cancelled => ActivityOutcome::Cancelled,
        },
        code: entry.code.map(word),
        detail: entry.detail.map(word),
        server: entry.server.map(|server| server.as_str().to_owned()),
        patient: entry.patient.map(short),
        user: entry.user.map(short),
    }
}
