//! What happens without being asked for, told to the screens that listen.
//!
//! A link can start the app: what it leads to happens before a screen is there to hear of it, and is
//! kept for the first one that listens.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::{Stream, StreamExt as _, stream};
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;

use crate::ipc::AppEvent;

/// Events that wait for a slow screen.
const BACKLOG: usize = 64;
/// Events that wait for the first screen.
const UNHEARD: usize = 16;

/// Tells events. A clone is another handle to the same.
#[derive(Debug, Clone)]
pub(crate) struct Events {
    sender: broadcast::Sender<AppEvent>,
    inner: Arc<Mutex<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
    unheard: VecDeque<AppEvent>,
    screens: u64,
    clock_off: Option<i64>,
}

impl Default for Events {
    fn default() -> Self {
        Self {
            sender: broadcast::Sender::new(BACKLOG),
            inner: Arc::default(),
        }
    }
}

impl Events {
    /// Tells every screen that listens, or the next one where none does.
    pub(crate) fn announce(&self, event: AppEvent) {
        let mut inner = self.lock();
        if let Err(broadcast::error::SendError(event)) = self.sender.send(event) {
            if inner.unheard.len() == UNHEARD {
                inner.unheard.pop_front();
                inner.unheard.pop_front();
                inner.unheard.push_front(AppEvent::Missed);
            }
            inner.unheard.push_back(event);
        }
    }

    /// Everything from now on, after what nobody has heard yet.
    pub(crate) fn listen(&self) -> impl Stream<Item = AppEvent> + Send + use<> {
        let mut inner = self.lock();
        inner.screens = inner.screens.wrapping_add(1);
        let unheard = std::mem::take(&mut inner.unheard);
        let heard = BroadcastStream::new(self.sender.subscribe())
            .map(|event| event.unwrap_or(AppEvent::Missed));
        stream::iter(unheard).chain(heard)
    }

    /// How many screens began to listen so far. A page that is loaded anew begins anew, and what the
    /// page before it was told is lost.
    pub(crate) fn screens(&self) -> u64 {
        self.lock().screens
    }

    /// What was told before of this computer's clock, and what is told now instead, in seconds.
    pub(crate) fn told_clock_off(&self, seconds: i64) -> Option<i64> {
        self.lock().clock_off.replace(seconds)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(session: usize) -> AppEvent {
        AppEvent::SessionEnded {
            session: session.to_string(),
            problem: crate::problem::Problem::new(crate::problem::ProblemCode::SessionEnded),
        }
    }

    fn names(events: &[AppEvent]) -> Vec<&str> {
        fn name(event: &AppEvent) -> &str {
            if let AppEvent::SessionEnded { session, .. } = event {
                session.as_str()
            } else {
                "missed"
            }
        }
        events.iter().map(name).collect()
    }

    #[tokio::test]
    async fn what_happened_before_the_first_screen_is_heard_by_it_once() {
        let events = Events::default();
        events.announce(ended(1));
        let first = events.listen();
        events.announce(ended(2));
        let heard: Vec<_> = first.take(2).collect().await;
        assert_eq!(names(&heard), ["1", "2"]);
        let mut second = Box::pin(events.listen());
        assert!(futures_util::poll!(second.next()).is_pending());
    }

    #[tokio::test]
    async fn a_screen_that_missed_something_is_told_so() {
        let events = Events::default();
        (0..100).for_each(|number| events.announce(ended(number)));
        let heard: Vec<_> = events.listen().take(UNHEARD).collect().await;
        assert_eq!(names(&heard)[..2], ["missed", "85"]);

        let slow = events.listen();
        (0..100).for_each(|number| events.announce(ended(number)));
        let heard: Vec<_> = slow.take(2).collect().await;
        assert_eq!(names(&heard), ["missed", "36"]);
    }
}
