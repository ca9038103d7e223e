//! How long nobody asks again: spread, so that ten thousand desktops that lost the same server do not
//! come back in the same second.

use std::time::Duration;

use jiff::SignedDuration;

use crate::{Chance, Deadline, Moment};

/// After the first failure, where the server does not say.
const FIRST: SignedDuration = SignedDuration::from_secs(10);
/// However often it failed, and whatever the server says.
const LONGEST: SignedDuration = SignedDuration::from_mins(5);
/// However often nothing could be sent: that costs no server anything, and somebody waits.
const LONGEST_UNSENT: SignedDuration = SignedDuration::from_mins(1);

/// How it failed.
#[derive(Debug, Clone, Copy)]
pub enum Failed {
    /// Nothing was sent: there is no network, or no server.
    Unsent,
    /// The server wants to be left alone for so long.
    Busy(Duration),
    /// In another way.
    Otherwise,
}

/// What failed so far, and until when nobody asks again.
#[derive(Debug, Default)]
pub struct Pauses {
    /// In a row.
    failures: u32,
    until: Option<Deadline>,
}

impl Pauses {
    /// It failed.
    pub fn failed(&mut self, how: Failed, chance: Chance, now: Moment) {
        self.failures = self.failures.saturating_add(1);
        let pause = after(self.failures, how, chance);
        self.until = Some(Deadline::after(pause, now));
    }

    /// What failed says nothing about what is asked from here on.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// `true`: nobody asks now.
    pub fn is_pause(&self, now: Moment) -> bool {
        self.until.is_some_and(|until| !until.is_over(now))
    }
}

/// The pause after so many failures in a row (from 1). It doubles, and its second half is left to chance;
/// what a server asks for is kept to, and a tenth of it and two seconds are left to chance on top.
fn after(failures: u32, how: Failed, chance: Chance) -> SignedDuration {
    let longest = match how {
        Failed::Busy(asked) => {
            let asked = SignedDuration::try_from(asked).unwrap_or(LONGEST);
            let asked = asked.min(LONGEST);
            return asked + chance.of(asked / 10 + SignedDuration::from_secs(2));
        }
        Failed::Unsent => LONGEST_UNSENT,
        Failed::Otherwise => LONGEST,
    };
    let doublings = failures.saturating_sub(1).min(16);
    let whole = (FIRST * 2_i32.pow(doublings)).min(longest);
    whole / 2 + chance.of(whole / 2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LEAST: Chance = Chance::from_bits(0);
    const MOST: Chance = Chance::from_bits(u32::MAX);

    fn seconds(failures: u32, chance: Chance) -> i64 {
        after(failures, Failed::Otherwise, chance).as_secs()
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
    fn who_could_send_nothing_tries_again_within_a_minute() {
        let most = |failures| after(failures, Failed::Unsent, MOST).as_secs();
        assert_eq!([1, 2, 3, 4, u32::MAX].map(most), [10, 20, 40, 60, 60]);
        assert_eq!(after(9, Failed::Unsent, LEAST).as_secs(), 30);
    }

    #[test]
    fn what_a_server_asks_for_is_kept_to_but_not_for_ever() {
        let asked = |seconds, chance| {
            after(9, Failed::Busy(Duration::from_secs(seconds)), chance).as_secs()
        };
        assert_eq!((asked(60, LEAST), asked(60, MOST)), (60, 68));
        assert_eq!((asked(0, LEAST), asked(0, MOST)), (0, 2));
        assert_eq!((asked(u64::MAX, LEAST), asked(u64::MAX, MOST)), (300, 332));
    }

    proptest! {
        #[test]
        fn no_pause_is_longer_than_it_may_be(failures: u32, seconds: Option<u64>, chance: u32) {
            let busy = |seconds| Failed::Busy(Duration::from_secs(seconds));
            let how = seconds.map_or(Failed::Otherwise, busy);
            let pause = after(failures, how, Chance::from_bits(chance));
            prop_assert!(pause >= SignedDuration::ZERO && pause.as_secs() <= 332);
        }
    }
}
