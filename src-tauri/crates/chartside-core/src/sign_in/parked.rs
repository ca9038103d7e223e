//! Links that came while the vault could not be read: the keyring may be unlocked in a moment, and the
//! code in a link is good for some minutes.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use smart_app_launch::Redirect;

/// As long as a pending sign-in lives.
const KEPT_FOR: SignedDuration = SignedDuration::from_mins(10);
/// A page that fires links in a loop must not fill the memory.
const MOST: usize = 4;

/// The links, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Parked {
    links: Mutex<VecDeque<(Timestamp, Redirect)>>,
}

impl Parked {
    /// Keeps a link for later.
    pub(crate) fn keep(&self, redirect: Redirect, now: Timestamp) {
        let mut links = self.lock();
        let state = redirect.state_digest();
        links.retain(|(_, kept)| kept.state_digest() != state);
        if links.len() == MOST {
            links.pop_front();
        }
        links.push_back((now, redirect));
    }

    /// Takes out the links that are not too old.
    pub(crate) fn take(&self, now: Timestamp) -> Vec<Redirect> {
        let links = std::mem::take(&mut *self.lock());
        let fresh = links
            .into_iter()
            .filter(|(since, _)| now.duration_since(*since) < KEPT_FOR);
        fresh.map(|(_, redirect)| redirect).collect()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(Timestamp, Redirect)>> {
        self.links.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use smart_app_launch::registration::RedirectUri;

    use super::*;
    use crate::REDIRECT_URI;

    fn redirect(state: u32) -> Redirect {
        let uri = RedirectUri::parse(REDIRECT_URI).unwrap();
        Redirect::parse(&format!("{REDIRECT_URI}?code=c&state={state}"), &uri).unwrap()
    }

    #[test]
    fn a_few_links_are_kept_for_ten_minutes() {
        let (parked, began) = (Parked::default(), Timestamp::UNIX_EPOCH);
        let later = began + SignedDuration::from_mins(9);
        parked.keep(redirect(0), began);
        (0..100).for_each(|_| parked.keep(redirect(1), later));
        assert_eq!(parked.take(began + SignedDuration::from_mins(10)).len(), 1);
        (0..100).for_each(|state| parked.keep(redirect(state), later));
        assert_eq!(parked.take(later).len(), MOST);
        assert_eq!(parked.take(later).len(), 0);
    }
}
