//! Waiting for a condition, never for a span of time.

use std::thread;
use std::time::{Duration, Instant};

/// How long a person of the walkthrough waits for anything. Far longer than it ever takes, so that a
/// busy machine does not fail a test.
pub const PATIENCE: Duration = Duration::from_mins(1);

const BETWEEN_LOOKS: Duration = Duration::from_millis(40);

/// A condition did not come true.
#[derive(Debug, thiserror::Error)]
#[error("waited {} s for {what}", limit.as_secs())]
pub struct TimedOut {
    /// What was waited for.
    pub what: String,
    /// How long.
    pub limit: Duration,
}

/// Looks until `look` gives something, at most [`PATIENCE`].
pub fn wait_for<T>(
    what: impl Into<String>,
    look: impl FnMut() -> Option<T>,
) -> Result<T, TimedOut> {
    wait_at_most(PATIENCE, what, look)
}

/// Looks until `look` gives something, at most `limit`.
pub fn wait_at_most<T>(
    limit: Duration,
    what: impl Into<String>,
    mut look: impl FnMut() -> Option<T>,
) -> Result<T, TimedOut> {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return Ok(found);
        }
        if begun.elapsed() > limit {
            return Err(TimedOut {
                what: what.into(),
                limit,
            });
        }
        thread::sleep(BETWEEN_LOOKS);
    }
}
