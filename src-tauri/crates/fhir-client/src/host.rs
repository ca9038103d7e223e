//! One host as all clients share it: how many requests run there at once, and until when all of them
//! wait.
//!
//! Sessions of several people can be open on one server. What is too much for it does not depend on
//! whose request it is, so the bound and the pauses belong to the host. It must never know whose
//! requests they are.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_stream::stream;
use futures_util::Stream;

use crate::pace::Pace;
use crate::turns::{Turn, Turns};

/// Hosts that are remembered; nobody has so many servers.
const MOST: usize = 256;

/// The hosts of one program. A clone is another handle to the same.
#[derive(Clone, Default)]
pub struct Hosts(Arc<Mutex<HashMap<String, Host>>>);

impl Hosts {
    /// The host at this origin.
    pub(crate) fn of(&self, origin: String) -> Host {
        let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= MOST {
            hosts.retain(|_, host| Arc::strong_count(&host.0) > 1);
        }
        hosts.entry(origin).or_default().clone()
    }
}

/// One host. A clone is another handle to the same.
#[derive(Clone, Default)]
pub(crate) struct Host(Arc<Shared>);

#[derive(Default)]
struct Shared {
    pace: Pace,
    turns: Turns,
}

impl Host {
    /// Returns when a request may go out. It runs while the answer is held.
    pub(crate) async fn turn(&self) -> Turn {
        loop {
            self.0.pace.ready().await;
            let turn = self.0.turns.next().await;
            // The host may have asked for a pause while this one stood in line.
            if self.resumes_in().is_none() {
                return turn;
            }
        }
    }

    pub(crate) fn pause(&self, pause: Duration) {
        self.0.pace.pause(pause);
    }

    pub(crate) fn resumes_in(&self) -> Option<Duration> {
        self.0.pace.resumes_in()
    }

    /// How long all have to wait, each time that becomes longer.
    pub(crate) fn pauses(&self) -> impl Stream<Item = Duration> + Send + use<> {
        let (host, mut changes) = (self.clone(), self.0.pace.watch());
        stream! {
            loop {
                if let Some(left) = host.resumes_in() {
                    yield left;
                }
                // The sender lives as long as the host.
                if changes.changed().await.is_err() {
                    return;
                }
            }
        }
    }
}

impl fmt::Debug for Hosts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hosts").finish_non_exhaustive()
    }
}
