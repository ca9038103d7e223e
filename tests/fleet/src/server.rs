//! One authorization server: access tokens of ten minutes, refresh tokens that are good once, so many
//! answers a second.

use std::time::Duration;

use crate::morning::{BUSY, BUSY_RETRY_AFTER};
use crate::{SECOND, Setting, Time};

/// An access token is good for so long.
pub(crate) const LIFETIME: Time = 600 * SECOND;
/// What a server asks that has too much to do at the moment.
const OVERLOAD_RETRY_AFTER: Time = 10 * SECOND;

/// What the server answers.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Answer {
    /// An access token, and this refresh token.
    Granted { refresh_token: u32 },
    /// 503.
    Busy { retry_after: Duration },
    /// The refresh token is good no more: the person has to sign in.
    InvalidGrant,
}

pub(crate) struct Server {
    answers_a_second: u32,
    forgives: bool,
    /// The second that is counted, and what was answered in it.
    counted: (Time, u32),
    /// The newest refresh token of each session.
    newest: Vec<u32>,
}

impl Server {
    pub(crate) fn new(setting: &Setting) -> Self {
        Self {
            answers_a_second: setting.answers_a_second,
            forgives: setting.forgives,
            counted: (0, 0),
            newest: vec![0; setting.desktops as usize],
        }
    }

    pub(crate) fn answer(&mut self, session: usize, refresh_token: u32, now: Time) -> Answer {
        if BUSY.contains(&now) {
            return busy(BUSY_RETRY_AFTER);
        }
        if self.is_overloaded(now) {
            return busy(OVERLOAD_RETRY_AFTER);
        }
        let Some(newest) = self.newest.get_mut(session) else {
            return Answer::InvalidGrant;
        };
        if refresh_token == *newest {
            *newest += 1;
        } else if !self.forgives || refresh_token + 1 != *newest {
            return Answer::InvalidGrant;
        }
        Answer::Granted {
            refresh_token: *newest,
        }
    }

    fn is_overloaded(&mut self, now: Time) -> bool {
        let second = now / SECOND;
        if self.counted.0 != second {
            self.counted = (second, 0);
        }
        self.counted.1 += 1;
        self.counted.1 > self.answers_a_second
    }
}

fn busy(retry_after: Time) -> Answer {
    Answer::Busy {
        retry_after: Duration::from_millis(retry_after),
    }
}
