//! The sandbox's own clock: the machine's time plus what a test or a profile adds to it.
//!
//! Everything that expires asks here, so that expiry is tested without waiting. It never goes by itself
//! faster or slower than the machine.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// A clock that can be put forward and can be wrong.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    advanced_milliseconds: AtomicI64,
    skew_seconds: AtomicI64,
}

impl Clock {
    /// What time the sandbox believes it is.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the sandbox reads the machine's clock"
    )]
    pub(crate) fn now(&self) -> Timestamp {
        let advanced =
            SignedDuration::from_millis(self.advanced_milliseconds.load(Ordering::SeqCst));
        let skew = SignedDuration::from_secs(self.skew_seconds.load(Ordering::SeqCst));
        let machine = Timestamp::now();
        machine
            .saturating_add(advanced)
            .and_then(|now| now.saturating_add(skew))
            .unwrap_or(machine)
    }

    /// Puts the clock forward.
    pub(crate) fn advance(&self, by: Duration) {
        let milliseconds = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.advanced_milliseconds
            .fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// Makes the clock wrong by this much from now on.
    pub(crate) fn set_skew(&self, seconds: i64) {
        self.skew_seconds.store(seconds, Ordering::SeqCst);
    }
}
