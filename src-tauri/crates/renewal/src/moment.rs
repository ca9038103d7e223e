//! Points in time by two clocks at once.
//!
//! The wall clock is set by people, by daylight saving and by time servers; the steady clock knows
//! nothing of other computers, and on some systems stops while the computer sleeps. Where it matters
//! that something is over, whichever clock says so first is believed: a token is renewed too early
//! rather than too late, and the app locks too early rather than not at all.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// Now, by both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// What the computer's clock shows.
    pub wall: Timestamp,
    /// Since some fixed point of this run. Never goes back.
    pub steady: Duration,
}

impl Moment {
    /// How long ago `earlier` was: by the clock that says more, and never less than nothing.
    pub fn since(self, earlier: Self) -> SignedDuration {
        let by_wall = self.wall.duration_since(earlier.wall);
        let by_steady = self.steady.saturating_sub(earlier.steady);
        let by_steady = SignedDuration::try_from(by_steady).unwrap_or(SignedDuration::MAX);
        by_wall.max(by_steady)
    }
}

/// A point in time that is awaited.
#[derive(Debug, Clone, Copy)]
pub struct Deadline {
    wall: Timestamp,
    steady: Duration,
}

impl Deadline {
    /// So long after `now`.
    pub fn after(wait: SignedDuration, now: Moment) -> Self {
        let steady = Duration::try_from(wait.max(SignedDuration::ZERO)).unwrap_or(Duration::MAX);
        Self {
            wall: now.wall.saturating_add(wait).unwrap_or(Timestamp::MAX),
            steady: now.steady.saturating_add(steady),
        }
    }

    /// When the wall clock will show `at`, if nobody sets it.
    pub fn at(at: Timestamp, now: Moment) -> Self {
        let wait = at.duration_since(now.wall);
        Self {
            wall: at,
            ..Self::after(wait, now)
        }
    }

    /// What the wall clock shows then.
    pub fn wall(self) -> Timestamp {
        self.wall
    }

    /// `true`: one of the clocks says that it is over.
    pub fn is_over(self, now: Moment) -> bool {
        now.wall >= self.wall || now.steady >= self.steady
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn moment(wall: i64, steady: u64) -> Moment {
        Moment {
            wall: Timestamp::from_second(wall).unwrap(),
            steady: Duration::from_secs(steady),
        }
    }

    #[test]
    fn whichever_clock_says_more_is_believed() {
        let began = moment(1_000, 10);
        // Slept for an hour on a system whose steady clock stops.
        assert_eq!(moment(4_600, 11).since(began).as_secs(), 3_600);
        // Somebody set the clock back.
        assert_eq!(moment(0, 40).since(began).as_secs(), 30);
        assert_eq!(moment(0, 10).since(began), SignedDuration::ZERO);
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_put_off_what_is_awaited() {
        let soon = Deadline::after(SignedDuration::from_secs(60), moment(1_000, 10));
        assert!(!soon.is_over(moment(1_059, 69)));
        assert!(soon.is_over(moment(1_060, 69)));
        assert!(soon.is_over(moment(0, 70)));
    }

    proptest! {
        #[test]
        fn what_is_over_is_over_by_every_later_clock(
            wait in -100_i64..10_000, wall in -90_000_i64..90_000, steady in 0_u64..20_000
        ) {
            let began = moment(100_000, 100);
            let deadline = Deadline::after(SignedDuration::from_secs(wait), began);
            let now = moment(100_000 + wall, 100 + steady);
            let later = now.since(began).as_secs() >= wait;
            prop_assert_eq!(deadline.is_over(now), later);
            let at = Deadline::at(deadline.wall(), began);
            prop_assert_eq!(at.is_over(now), later);
        }
    }
}
