//! How long nobody asks again, and how early somebody does: spread, so that ten thousand desktops that
//! lost the same server do not come back in the same second.

use std::time::Duration;

use jiff::SignedDuration;

/// After the first failure, where the server does not say.
const FIRST: SignedDuration = SignedDuration::from_secs(10);
/// However often it failed, and whatever the server says.
const LONGEST: SignedDuration = SignedDuration::from_mins(5);
/// A token is replaced at most so much earlier than it has to be.
const EARLIEST: SignedDuration = SignedDuration::from_secs(30);

/// A number from 0 to 1, not known beforehand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chance(u32);

impl Chance {
    /// Where the system gives no random bytes, everybody is in the middle.
    pub(super) fn new() -> Self {
        Self(getrandom::u32().unwrap_or(u32::MAX / 2))
    }

    fn of(self, whole: SignedDuration) -> SignedDuration {
        let whole = whole.as_millis().max(0);
        let part = whole * i128::from(self.0) / i128::from(u32::MAX);
        SignedDuration::from_millis(i64::try_from(part).unwrap_or_default())
    }
}

/// The pause after so many failures in a row (from 1). It doubles, and its second half is left to chance;
/// what a server asks for is kept to, and a tenth of it and two seconds are left to chance on top.
pub(super) fn after(failures: u32, asked_for: Option<Duration>, chance: Chance) -> SignedDuration {
    if let Some(asked) = asked_for {
        let asked = SignedDuration::try_from(asked)
            .unwrap_or(LONGEST)
            .min(LONGEST);
        return asked + chance.of(asked / 10 + SignedDuration::from_secs(2));
    }
    let doublings = failures.saturating_sub(1).min(16);
    let whole = (FIRST * 2_i32.pow(doublings)).min(LONGEST);
    whole / 2 + chance.of(whole / 2)
}

/// By how much a token with this much left when it is replaced is replaced earlier still.
pub(super) fn earlier(margin: SignedDuration, chance: Chance) -> SignedDuration {
    chance.of((margin / 10).min(EARLIEST))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LEAST: Chance = Chance(0);
    const MOST: Chance = Chance(u32::MAX);

    fn seconds(failures: u32, chance: Chance) -> i64 {
        after(failures, None, chance).as_secs()
    }

    #[test]
    fn pauses_double_up_to_five_minutes_and_half_of_each_is_left_to_chance() {
        let most: Vec<i64> = (1..8).map(|failures| seconds(failures, MOST)).collect();
        assert_eq!(most, [10, 20, 40, 80, 160, 300, 300]);
        let least: Vec<i64> = (1..8).map(|failures| seconds(failures, LEAST)).collect();
        assert_eq!(least, [5, 10, 20, 40, 80, 150, 150]);
        assert_eq!(seconds(u32::MAX, MOST), 300);
    }

    #[test]
    fn what_a_server_asks_for_is_kept_to_but_not_for_ever() {
        let asked =
            |seconds, chance| after(9, Some(Duration::from_secs(seconds)), chance).as_secs();
        assert_eq!((asked(60, LEAST), asked(60, MOST)), (60, 68));
        assert_eq!((asked(0, LEAST), asked(0, MOST)), (0, 2));
        assert_eq!((asked(u64::MAX, LEAST), asked(u64::MAX, MOST)), (300, 332));
    }

    #[test]
    fn a_token_is_replaced_a_little_earlier_by_some() {
        let margin = SignedDuration::from_mins(5);
        assert_eq!(earlier(margin, LEAST), SignedDuration::ZERO);
        assert_eq!(earlier(margin, MOST).as_secs(), 30);
        assert_eq!(earlier(SignedDuration::from_secs(30), MOST).as_secs(), 3);
        assert_eq!(
            earlier(SignedDuration::from_secs(-9), MOST),
            SignedDuration::ZERO
        );
    }

    proptest! {
        #[test]
        fn no_pause_is_longer_than_it_may_be(failures: u32, seconds: Option<u64>, chance: u32) {
            let asked = seconds.map(Duration::from_secs);
            let pause = after(failures, asked, Chance(chance));
            prop_assert!(pause >= SignedDuration::ZERO && pause.as_secs() <= 332);
        }
    }
}
