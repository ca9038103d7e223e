//! How long nobody did anything, and whether the computer slept.

use jiff::SignedDuration;

use renewal::Moment;

/// So long before it locks, the app says so.
const WARNING: SignedDuration = SignedDuration::from_secs(30);
/// A clock that nobody looked at for so long ran on while the computer slept.
const SLEPT: SignedDuration = SignedDuration::from_mins(1);

/// Since when nobody did anything.
#[derive(Debug, Clone, Copy)]
pub(super) struct Idle {
    since: Moment,
    looked: Moment,
    warned: bool,
}

/// What the clock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Nothing,
    /// Said once.
    IdleSoon {
        seconds: u32,
    },
    Idle,
    Slept,
}

impl Idle {
    /// Somebody did something now.
    pub(super) fn new(now: Moment) -> Self {
        Self {
            since: now,
            looked: now,
            warned: false,
        }
    }

    /// `true`: it was said that the app locks soon.
    pub(super) fn is_warned(self) -> bool {
        self.warned
    }

    pub(super) fn look(&mut self, now: Moment, limit: SignedDuration) -> Seen {
        let unwatched = now.since(self.looked);
        self.looked = now;
        if unwatched >= SLEPT {
            return Seen::Slept;
        }
        let left = limit - now.since(self.since);
        if left <= SignedDuration::ZERO {
            return Seen::Idle;
        }
        if left <= WARNING && !self.warned {
            self.warned = true;
            let seconds = u32::try_from(left.as_secs()).unwrap_or_default();
            return Seen::IdleSoon { seconds };
        }
        Seen::Nothing
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use super::*;

    const LIMIT: SignedDuration = SignedDuration::from_mins(10);

    fn second(second: u64) -> Moment {
        Moment {
            wall: Timestamp::UNIX_EPOCH,
            steady: Duration::from_secs(second),
        }
    }

    /// What is seen when somebody looks every five seconds, without the nothing.
    fn seen(idle: &mut Idle, from: u64, to: u64) -> Vec<(u64, Seen)> {
        let looks = (from..=to).step_by(5);
        looks
            .map(|at| (at, idle.look(second(at), LIMIT)))
            .filter(|(_, seen)| *seen != Seen::Nothing)
            .collect()
    }

    #[test]
    fn nobody_for_ten_minutes_is_warned_of_once_and_then_said() {
        let mut idle = Idle::new(second(0));
        let soon = Seen::IdleSoon { seconds: 30 };
        assert_eq!(seen(&mut idle, 5, 600), [(570, soon), (600, Seen::Idle)]);
        assert!(idle.is_warned());
    }

    #[test]
    fn a_clock_that_nobody_looked_at_means_sleep() {
        let mut idle = Idle::new(second(0));
        assert_eq!(idle.look(second(59), LIMIT), Seen::Nothing);
        assert_eq!(idle.look(second(119), LIMIT), Seen::Slept);
        assert_eq!(idle.look(second(124), LIMIT), Seen::Nothing);
    }

    #[test]
    fn a_wall_clock_that_jumps_means_sleep_too() {
        let mut idle = Idle::new(second(0));
        let jumped = Moment {
            wall: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(8),
            steady: Duration::from_secs(5),
        };
        assert_eq!(idle.look(jumped, LIMIT), Seen::Slept);
    }
}
