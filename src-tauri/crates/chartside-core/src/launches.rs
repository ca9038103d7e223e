//! EHR launches that wait for the person's decision. Nothing is sent to the EHR before it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use smart_app_launch::{FhirBaseUrl, Launch, LaunchLink};

use crate::ipc::LaunchRequest;

/// Most launches kept; a page that fires links in a loop must not fill the memory.
const MOST: usize = 8;
/// An EHR's launch is short-lived, and nobody expects an old one to come up.
const KEPT_FOR: SignedDuration = SignedDuration::from_mins(10);

/// The waiting launches, oldest first. A clone is another handle to the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Launches {
    waiting: Arc<Mutex<VecDeque<Waiting>>>,
}

#[derive(Debug, Clone)]
struct Waiting {
    request: LaunchRequest,
    iss: FhirBaseUrl,
    launch: Launch,
    since: Timestamp,
}

/// A launch that was taken out to be accepted. Dropped before it was spent, it waits again: the server
/// may have been down, and the EHR's page is not there to start it anew.
#[derive(Debug)]
pub(crate) struct TakenLaunch {
    launches: Launches,
    waiting: Option<Waiting>,
    iss: FhirBaseUrl,
    launch: Launch,
}

impl TakenLaunch {
    pub(crate) fn iss(&self) -> &FhirBaseUrl {
        &self.iss
    }

    pub(crate) fn launch(&self) -> Launch {
        self.launch.clone()
    }

    /// The browser opens: the launch is used.
    pub(crate) fn spend(mut self) {
        self.waiting = None;
    }
}

impl Drop for TakenLaunch {
    fn drop(&mut self) {
        if let Some(waiting) = self.waiting.take() {
            self.launches.lock().push_front(waiting);
        }
    }
}

impl Launches {
    /// Keeps a launch under this name. `known`: the person connected to this server before.
    /// `true` beside it: the oldest launch made way.
    pub(crate) fn add(
        &self,
        name: String,
        link: LaunchLink,
        known: bool,
        now: Timestamp,
    ) -> (LaunchRequest, bool) {
        let request = LaunchRequest {
            launch: name,
            fhir_base_url: link.iss.as_str().to_owned(),
            host: link.iss.host().to_owned(),
            known,
        };
        let mut waiting = self.fresh(now);
        let made_way = waiting.len() >= MOST && waiting.pop_front().is_some();
        waiting.push_back(Waiting {
            request: request.clone(),
            iss: link.iss.clone(),
            launch: link.into_launch(),
            since: now,
        });
        (request, made_way)
    }

    /// Takes a launch out: it can be accepted or dismissed once.
    pub(crate) fn take(&self, name: &str, now: Timestamp) -> Option<TakenLaunch> {
        let mut all = self.fresh(now);
        let place = all.iter().position(|one| one.request.launch == name)?;
        let waiting = all.remove(place)?;
        Some(TakenLaunch {
            launches: self.clone(),
            iss: waiting.iss.clone(),
            launch: waiting.launch.clone(),
            waiting: Some(waiting),
        })
    }

    /// What waits.
    pub(crate) fn list(&self, now: Timestamp) -> Vec<LaunchRequest> {
        let waiting = self.fresh(now);
        waiting.iter().map(|one| one.request.clone()).collect()
    }

    /// The launches, those that are too old taken out.
    fn fresh(&self, now: Timestamp) -> MutexGuard<'_, VecDeque<Waiting>> {
        let mut waiting = self.lock();
        waiting.retain(|one| now.duration_since(one.since) < KEPT_FOR);
        waiting
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LAUNCH_URI;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn link() -> LaunchLink {
        let link = format!("{LAUNCH_URI}?iss=https%3A%2F%2Fehr.example%2Ffhir&launch=xyz");
        LaunchLink::parse(&link, LAUNCH_URI).unwrap()
    }

    #[test]
    fn a_launch_is_decided_once() {
        let launches = Launches::default();
        launches.add("a".into(), link(), false, NOW);
        assert_eq!(launches.list(NOW).len(), 1);
        let taken = launches.take("a", NOW).unwrap();
        assert!(launches.take("a", NOW).is_none());
        taken.spend();
        assert!(launches.take("a", NOW).is_none());
    }

    #[test]
    fn a_launch_that_came_to_nothing_waits_again() {
        let launches = Launches::default();
        launches.add("a".into(), link(), false, NOW);
        drop(launches.take("a", NOW));
        assert!(launches.take("a", NOW).is_some());
    }

    #[test]
    fn in_a_flood_of_launches_the_newest_are_kept() {
        let launches = Launches::default();
        for number in 0..100 {
            let (_, made_way) = launches.add(number.to_string(), link(), false, NOW);
            assert_eq!(made_way, number >= MOST);
        }
        assert_eq!(launches.list(NOW).len(), MOST);
        assert_eq!(launches.list(NOW)[MOST - 1].launch, "99");
    }

    #[test]
    fn a_launch_expires() {
        let launches = Launches::default();
        launches.add("a".into(), link(), false, NOW);
        assert!(launches.take("a", NOW + KEPT_FOR).is_none());
    }
}
