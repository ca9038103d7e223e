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

#[cfg(test)]
mod tests {
    use super::*;

    const ISSUER: &str = "https://auth.example";

    fn keys() -> KeySet {
        KeySet::parse(br#"{"keys":[]}"#).unwrap()
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn keys_are_believed_for_their_lifetime_and_not_before_it() {
        let mut cache = KeyCache::default();
        cache.keep(ISSUER, keys(), at(1_000));
        let is_kept = |second| cache.kept(ISSUER, at(second)).is_some();
        assert!(is_kept(1_000) && is_kept(1_000 + 3_599));
        assert!(!is_kept(1_000 + 3_600), "they may have been withdrawn");
        assert!(!is_kept(999), "the clock was set back");
        assert!(cache.kept("https://other.example", at(1_000)).is_none());
    }

    #[test]
    fn an_unknown_key_causes_one_request_in_five_minutes() {
        let mut cache = KeyCache::default();
        assert!(cache.may_reload(ISSUER, at(0)));
        cache.keep(ISSUER, keys(), at(0));
        assert!(cache.may_reload(ISSUER, at(0)), "loaded once is no reload");
        cache.keep(ISSUER, keys(), at(10));
        assert!(!cache.may_reload(ISSUER, at(10)) && !cache.may_reload(ISSUER, at(309)));
        assert!(cache.may_reload(ISSUER, at(310)));
    }

    #[test]
    fn a_flood_of_issuers_does_not_grow_the_cache_and_its_keys_are_not_printed() {
        let mut cache = KeyCache::default();
        for number in 0..MOST {
            cache.keep(&format!("https://{number}.example"), keys(), at(0));
        }
        assert!(cache.kept("https://0.example", at(0)).is_some());
        cache.keep(ISSUER, keys(), at(0));
        assert!(cache.kept("https://0.example", at(0)).is_none());
        assert_eq!(format!("{cache:?}"), format!("{{{ISSUER:?}}}"));
    }
}
