//! One desktop: ours, which decides as the app does, and one of the usual kind.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use renewal::{Chance, Failed, Life, Moment, Next, Pauses, asks_again, next};

use crate::server::{Answer, LIFETIME};
use crate::{MINUTE, SECOND, Time};

/// What became of a token request.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Heard {
    Answer(Answer),
    /// There was no network.
    NotSent,
    /// The network went away before the answer came.
    Lost,
}

/// What a desktop does about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Nothing,
    /// Asks the server for a token.
    Ask,
    /// Looks again then, whether or not anybody is there.
    LookAt(Time),
}

/// A desktop with one session.
pub(crate) trait Desktop {
    /// The computer wakes.
    fn woken(&mut self, now: Time) -> Act;
    /// Somebody wants something.
    fn wanted(&mut self, now: Time) -> Act;
    /// It is the time of [`Act::LookAt`].
    fn looked(&mut self, now: Time) -> Act;
    /// Called once for each [`Act::Ask`].
    fn heard(&mut self, heard: Heard, now: Time) -> Act;
    /// `true`: what somebody wants is shown. `false` too while a request is under way.
    fn can_serve(&self, now: Time) -> bool;
}

/// Both clocks. They agree here; that they need not is for the tests of `renewal`.
fn moment(now: Time) -> Moment {
    let steady = Duration::from_millis(now);
    Moment {
        wall: wall(now),
        steady,
    }
}

fn wall(now: Time) -> Timestamp {
    let millis = i64::try_from(now).unwrap_or(i64::MAX);
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::MAX)
}

/// As `chartside_core::session::SessionTokens` does it.
pub(crate) struct Ours {
    dice: fastrand::Rng,
    life: Option<Life>,
    pauses: Pauses,
    /// The person has to sign in again.
    has_ended: bool,
    /// When the request that is under way was made first, and how often it was repeated.
    under_way: Option<(Time, usize)>,
}

impl Ours {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            dice: fastrand::Rng::with_seed(seed),
            life: None,
            pauses: Pauses::default(),
            has_ended: false,
            under_way: None,
        }
    }

    fn chance(&mut self) -> Chance {
        Chance::from_bits(self.dice.u32(..))
    }

    fn failed(&mut self, how: Failed, now: Time) {
        let chance = self.chance();
        self.pauses.failed(how, chance, moment(now));
    }
}

impl Desktop for Ours {
    fn woken(&mut self, _now: Time) -> Act {
        Act::Nothing
    }

    fn wanted(&mut self, now: Time) -> Act {
        if self.has_ended || self.under_way.is_some() {
            return Act::Nothing;
        }
        match next(self.life.as_ref(), &self.pauses, true, moment(now)) {
            Next::Use | Next::Wait => Act::Nothing,
            Next::Renew => {
                self.under_way = Some((now, 0));
                Act::Ask
            }
        }
    }

    fn looked(&mut self, _now: Time) -> Act {
        Act::Nothing
    }

    fn heard(&mut self, heard: Heard, now: Time) -> Act {
        let under_way = self.under_way.take();
        match heard {
            Heard::Answer(Answer::Granted { .. }) => {
                let (received, ends) = (wall(now), wall(now + LIFETIME));
                let chance = self.chance();
                self.life = Some(Life::new(received, ends, moment(now), chance));
                self.pauses.forget();
            }
            Heard::Answer(Answer::Busy { retry_after }) => {
                self.failed(Failed::Busy(retry_after), now);
            }
            Heard::Answer(Answer::InvalidGrant) => (self.life, self.has_ended) = (None, true),
            Heard::NotSent => self.failed(Failed::Unsent, now),
            Heard::Lost => {
                let (since, repeats) = under_way.unwrap_or((now, 0));
                let took = wall(now).duration_since(wall(since));
                if asks_again(repeats, took.max(SignedDuration::ZERO)) {
                    self.under_way = Some((since, repeats + 1));
                    return Act::Ask;
                }
                self.failed(Failed::Otherwise, now);
            }
        }
        Act::Nothing
    }

    fn can_serve(&self, now: Time) -> bool {
        let life = self.life.as_ref();
        life.is_some_and(|life| life.is_good(moment(now)))
    }
}

/// A timer five minutes before the end, and one retry a second whatever the server says.
#[derive(Default)]
pub(crate) struct Usual {
    ends_at: Time,
}

impl Usual {
    const MARGIN: Time = 5 * MINUTE;
    const RETRY: Time = SECOND;
}

impl Desktop for Usual {
    fn woken(&mut self, _now: Time) -> Act {
        Act::Ask
    }

    fn wanted(&mut self, _now: Time) -> Act {
        Act::Nothing
    }

    fn looked(&mut self, _now: Time) -> Act {
        Act::Ask
    }

    fn heard(&mut self, heard: Heard, now: Time) -> Act {
        match heard {
            Heard::Answer(Answer::Granted { .. }) => {
                self.ends_at = now + LIFETIME;
                Act::LookAt(self.ends_at - Self::MARGIN)
            }
            Heard::Answer(Answer::InvalidGrant) => Act::Nothing,
            Heard::Answer(Answer::Busy { .. }) | Heard::NotSent | Heard::Lost => {
                Act::LookAt(now + Self::RETRY)
            }
        }
    }

    fn can_serve(&self, now: Time) -> bool {
        now < self.ends_at
    }
}
