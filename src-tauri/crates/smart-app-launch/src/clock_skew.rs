//! How far the server's clock is from this computer's, learnt from the `Date` header of an answer.
//!
//! A client assertion lives for two minutes and an ID token says when it was issued, so a computer whose
//! clock is off by five minutes could not sign in anywhere. The caller keeps the value per server; it is
//! never used for the lifetime of a token, which is counted by this computer's clock alone.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// `Date` has whole seconds and some delay: less than this is no difference.
const NOISE: SignedDuration = SignedDuration::from_secs(5);
/// More than a day, and what it takes to hear of it, is a broken server, not a clock that goes wrong.
const LARGEST: SignedDuration = SignedDuration::from_hours(25);

/// The server's clock minus this computer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClockSkew {
    seconds: i64,
}

impl ClockSkew {
    /// From the `Date` of an answer that came at `now`; none where there was no `Date`.
    pub fn learnt(server_date: Option<Timestamp>, now: Timestamp) -> Self {
        let difference = server_date.map_or(SignedDuration::ZERO, |date| date.duration_since(now));
        let is_real = difference.abs() >= NOISE && difference.abs() <= LARGEST;
        Self {
            seconds: if is_real { difference.as_secs() } else { 0 },
        }
    }

    /// What the server's clock shows when this computer's shows `now`.
    #[must_use]
    pub fn server_time(self, now: Timestamp) -> Timestamp {
        now.saturating_add(SignedDuration::from_secs(self.seconds))
            .unwrap_or(now)
    }

    /// Seconds that the server is ahead; negative where it is behind.
    pub fn seconds(self) -> i64 {
        self.seconds
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::ClockSkew;

    fn skew(seconds: i64) -> ClockSkew {
        let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        ClockSkew::learnt(Some(now + SignedDuration::from_secs(seconds)), now)
    }

    #[test]
    fn a_server_whose_clock_differs_is_spoken_to_in_its_own_time() {
        let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        for seconds in [240, -240, 5, 86_400, -86_400, 90_000] {
            assert_eq!(skew(seconds).seconds(), seconds);
            assert_eq!(
                skew(seconds).server_time(now).as_second() - now.as_second(),
                seconds
            );
        }
    }

    #[test]
    fn delay_and_nonsense_are_no_difference() {
        for seconds in [0, 4, -4, 90_001, -9_999_999] {
            assert_eq!(skew(seconds), ClockSkew::default(), "{seconds}");
        }
        assert_eq!(
            ClockSkew::learnt(None, Timestamp::UNIX_EPOCH),
            ClockSkew::default()
        );
    }
}
