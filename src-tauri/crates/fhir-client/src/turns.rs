//! How many requests run at one host at once: more while it answers, half as many when it says that it is
//! busy (additive increase, multiplicative decrease, as TCP does it).
//!
//! It must never know what is asked.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// Requests at once at a host of which nothing is known.
const FIRST: usize = 8;
/// Requests at once at a host that always answered: enough to hide latency, few enough not to be taken
/// for an attack.
const MOST: usize = 32;
/// Requests at once at a host that is always busy.
const FEWEST: usize = 1;
/// One more at once after so many answers.
const ANSWERS: usize = 2;

/// The turns at one host. A clone is another handle to the same.
#[derive(Debug, Clone)]
pub(crate) struct Turns {
    free: Arc<Semaphore>,
    bound: Arc<Mutex<Bound>>,
}

#[derive(Debug)]
struct Bound {
    at_once: usize,
    answers: usize,
    /// Turns that run and will not come back.
    owed: usize,
    narrowed: Option<Instant>,
}

/// One request may run while this is held.
#[derive(Debug)]
pub(crate) struct Turn {
    /// `None` only while it is given back.
    permit: Option<OwnedSemaphorePermit>,
    turns: Turns,
    began: Instant,
}

impl Default for Turns {
    fn default() -> Self {
        Self {
            free: Arc::new(Semaphore::new(FIRST)),
            bound: Arc::new(Mutex::new(Bound {
                at_once: FIRST,
                answers: 0,
                owed: 0,
                narrowed: None,
            })),
        }
    }
}

impl Turns {
    /// Returns when one more request may run, first come, first served.
    pub(crate) async fn next(&self) -> Turn {
        // Nobody closes the semaphore.
        let permit = Arc::clone(&self.free).acquire_owned().await.ok();
        Turn {
            permit,
            turns: self.clone(),
            began: Instant::now(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Bound> {
        self.bound.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn {
    /// The host answered.
    pub(crate) fn answered(&self) {
        let mut bound = self.turns.lock();
        bound.answers += 1;
        if bound.answers < ANSWERS || bound.at_once >= MOST {
            return;
        }
        bound.answers = 0;
        bound.at_once += 1;
        if bound.owed > 0 {
            bound.owed -= 1;
        } else {
            self.turns.free.add_permits(1);
        }
    }

    /// The host is busy. Requests that were sent together are told so together: that counts once.
    pub(crate) fn refused(&self) {
        let mut bound = self.turns.lock();
        if bound
            .narrowed
            .is_some_and(|narrowed| self.began <= narrowed)
        {
            return;
        }
        let at_once = (bound.at_once / 2).max(FEWEST);
        let fewer = bound.at_once - at_once;
        let gone = self.turns.free.forget_permits(fewer);
        bound.owed += fewer - gone;
        (bound.at_once, bound.answers) = (at_once, 0);
        bound.narrowed = Some(Instant::now());
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut bound = self.turns.lock();
        if bound.owed > 0
            && let Some(permit) = self.permit.take()
        {
            bound.owed -= 1;
            permit.forget();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    /// So many run now, and one more does not.
    fn fill(turns: &Turns) -> Vec<Turn> {
        std::iter::from_fn(|| turns.next().now_or_never()).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn grows_while_the_host_answers_and_not_without_end() {
        let turns = Turns::default();
        let running = fill(&turns);
        assert_eq!(running.len(), FIRST);
        running.iter().for_each(Turn::answered);
        drop(running);
        assert_eq!(fill(&turns).len(), FIRST + FIRST / ANSWERS);
        for _ in 0..200 {
            turns.next().await.answered();
        }
        assert_eq!(fill(&turns).len(), MOST);
    }

    #[tokio::test(start_paused = true)]
    async fn halves_once_for_what_was_sent_together_and_comes_back() {
        let turns = Turns::default();
        let running = fill(&turns);
        tokio::time::advance(std::time::Duration::from_millis(5)).await;
        running.iter().for_each(Turn::refused);
        assert!(fill(&turns).is_empty());
        drop(running);
        assert_eq!(fill(&turns).len(), FIRST / 2);
        for _ in 0..9 {
            tokio::time::advance(std::time::Duration::from_millis(5)).await;
            turns.next().await.refused();
        }
        assert_eq!(fill(&turns).len(), FEWEST);
        for _ in 0..ANSWERS {
            turns.next().await.answered();
        }
        assert_eq!(fill(&turns).len(), FEWEST + 1);
    }
}
