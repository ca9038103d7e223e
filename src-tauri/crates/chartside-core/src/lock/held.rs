//! Links that came while the app was locked: an EHR's launch, or the end of a sign-in that was begun
//! before. They are not looked at until somebody is there.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use jiff::SignedDuration;
use zeroize::Zeroizing;

use renewal::Moment;

/// As long as a pending sign-in lives.
const KEPT_FOR: SignedDuration = SignedDuration::from_mins(10);
/// A page that fires links in a loop must not fill the memory.
const MOST: usize = 8;

/// The links, oldest first. They hold codes.
#[derive(Default)]
pub(super) struct HeldLinks {
    links: Mutex<VecDeque<(Moment, Zeroizing<String>)>>,
}

impl std::fmt::Debug for HeldLinks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HeldLinks")
    }
}

impl HeldLinks {
    pub(super) fn keep(&self, link: String, now: Moment) {
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        let link = Zeroizing::new(link);
        links.retain(|(_, kept)| *kept != link);
        if links.len() == MOST {
            links.pop_front();
        }
        links.push_back((now, link));
    }

    /// Takes all out: those that can still be followed, and how many cannot.
    pub(super) fn take(&self, now: Moment) -> (Vec<String>, usize) {
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        let links = std::mem::take(&mut *links);
        let all = links.len();
        let fresh = links
            .into_iter()
            .filter(|(since, _)| now.since(*since) < KEPT_FOR);
        let fresh: Vec<String> = fresh.map(|(_, link)| String::clone(&link)).collect();
        let old = all.saturating_sub(fresh.len());
        (fresh, old)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use super::*;

    fn minute(minute: u64) -> Moment {
        Moment {
            wall: Timestamp::UNIX_EPOCH,
            steady: Duration::from_mins(minute),
        }
    }

    #[test]
    fn a_link_is_kept_for_ten_minutes_and_taken_once() {
        let held = HeldLinks::default();
        held.keep("a".into(), minute(0));
        held.keep("b".into(), minute(1));
        assert_eq!(held.take(minute(10)), (vec!["b".to_owned()], 1));
        assert_eq!(held.take(minute(10)), (vec![], 0));
    }

    #[test]
    fn the_newest_of_a_flood_are_kept_and_the_same_one_once() {
        let held = HeldLinks::default();
        (0..100).for_each(|number| held.keep(number.to_string(), minute(0)));
        (0..100).for_each(|_| held.keep("99".into(), minute(0)));
        let (links, _) = held.take(minute(0));
        assert_eq!(links.len(), MOST);
        assert_eq!((&*links[0], &*links[MOST - 1]), ("92", "99"));
    }
}
