//! From when on a token is replaced, and when it ends.

use jiff::{SignedDuration, Timestamp};

use crate::{Chance, Deadline, Moment};

/// A token is replaced at most so long before its end...
const LONGEST_MARGIN: SignedDuration = SignedDuration::from_mins(5);
/// ...and at most so much earlier still by chance.
const EARLIEST: SignedDuration = SignedDuration::from_secs(30);

/// From when on a token is replaced when it is wanted: so long before its end that the app can do
/// without the server for a while, and not by everybody at once.
pub fn due_at(received_at: Timestamp, expires_at: Timestamp, chance: Chance) -> Timestamp {
    let lifetime = expires_at.duration_since(received_at);
    let margin = LONGEST_MARGIN.min(lifetime / 2);
    let earlier = chance.of((margin / 10).min(EARLIEST));
    let due_at = expires_at.saturating_sub(margin + earlier);
    due_at.unwrap_or(received_at)
}

/// The life of one access token.
#[derive(Debug, Clone, Copy)]
pub struct Life {
    due_at: Deadline,
    expires_at: Deadline,
}

impl Life {
    /// Of a token that the server has just granted.
    pub fn new(received_at: Timestamp, expires_at: Timestamp, now: Moment, chance: Chance) -> Self {
        Self::from_parts(due_at(received_at, expires_at, chance), expires_at, now)
    }

    /// Of a token whose life another program began.
    pub fn from_parts(due_at: Timestamp, expires_at: Timestamp, now: Moment) -> Self {
        Self {
            due_at: Deadline::at(due_at, now),
            expires_at: Deadline::at(expires_at, now),
        }
    }

    /// From when on it is replaced when it is wanted.
    pub fn due_at(&self) -> Timestamp {
        self.due_at.wall()
    }

    /// When it ends.
    pub fn expires_at(&self) -> Timestamp {
        self.expires_at.wall()
    }

    /// `true`: the server takes it.
    pub fn is_good(&self, now: Moment) -> bool {
        !self.expires_at.is_over(now)
    }

    /// `true`: who wants it should replace it.
    pub fn is_due(&self, now: Moment) -> bool {
        self.due_at.is_over(now)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::moment::tests::moment;

    const LEAST: Chance = Chance::from_bits(0);
    const MOST: Chance = Chance::from_bits(u32::MAX);

    fn due_after(lifetime: i64, chance: Chance) -> i64 {
        let ends = moment(lifetime, 0).wall;
        due_at(Timestamp::UNIX_EPOCH, ends, chance).as_second()
    }

    #[test]
    fn a_token_is_due_five_minutes_early_and_at_half_of_a_short_life() {
        assert_eq!(due_after(3_600, LEAST), 3_300);
        assert_eq!(due_after(570, LEAST), 285);
        assert_eq!(due_after(0, LEAST), 0);
    }

    #[test]
    fn some_are_due_a_little_earlier() {
        assert_eq!(due_after(3_600, MOST), 3_270);
        assert_eq!(due_after(60, MOST), 27);
        assert_eq!(due_after(0, MOST), 0);
    }

    proptest! {
        #[test]
        fn a_token_is_due_in_its_life(lifetime in 0_i64..90_000, chance: u32) {
            let due = due_after(lifetime, Chance::from_bits(chance));
            prop_assert!((0..=lifetime).contains(&due));
        }
    }
}
