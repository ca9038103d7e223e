//! The issuers' keys, kept between sign-ins. Whoever calls owns the cache: there is none in this crate.

use std::collections::BTreeMap;
use std::fmt;

use jiff::{SignedDuration, Timestamp};

use super::keys::KeySet;

/// Keys are believed for so long: one that was withdrawn must not be believed for ever.
const LIFETIME: SignedDuration = SignedDuration::from_hours(1);
/// A token with an unknown key causes one request in so long, however many such tokens come.
const BETWEEN_RELOADS: SignedDuration = SignedDuration::from_mins(5);
/// Most issuers that are kept.
const MOST: usize = 50;

/// Keys by issuer.
#[derive(Default)]
pub struct KeyCache(BTreeMap<String, Kept>);

struct Kept {
    keys: KeySet,
    loaded_at: Timestamp,
    reloaded_at: Option<Timestamp>,
}

impl KeyCache {
    pub(super) fn kept(&self, issuer: &str, now: Timestamp) -> Option<&KeySet> {
        let kept = self.0.get(issuer)?;
        is_within(kept.loaded_at, now, LIFETIME).then_some(&kept.keys)
    }

    pub(super) fn may_reload(&self, issuer: &str, now: Timestamp) -> bool {
        let reloaded_at = self.0.get(issuer).and_then(|kept| kept.reloaded_at);
        !reloaded_at.is_some_and(|at| is_within(at, now, BETWEEN_RELOADS))
    }

    pub(super) fn keep(&mut self, issuer: &str, keys: KeySet, now: Timestamp) {
        if self.0.len() >= MOST {
            self.0.clear();
        }
        let was_there = self.0.contains_key(issuer);
        let kept = Kept {
            keys,
            loaded_at: now,
            reloaded_at: was_there.then_some(now),
        };
        self.0.insert(issuer.to_owned(), kept);
    }
}

/// `false` also for a time to come: the clock was set back.
fn is_within(start: Timestamp, now: Timestamp, span: SignedDuration) -> bool {
    let age = now.duration_since(start);
    age >= SignedDuration::ZERO && age < span
}

impl fmt::Debug for KeyCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
