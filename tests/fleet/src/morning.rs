//! What happens when.

use std::ops::Range;

use crate::{MINUTE, SECOND, Time};

/// When the morning is over: twelve o'clock.
pub(crate) const END: Time = 240 * MINUTE;
/// Every computer wakes in the first minute. Every token ended in the night.
pub(crate) const WAKES: Range<Time> = 0..MINUTE;
/// The server answers 503 to everybody...
pub(crate) const BUSY: Range<Time> = (60 * MINUTE)..(65 * MINUTE);
/// ...and asks to be left alone for so long.
pub(crate) const BUSY_RETRY_AFTER: Time = 120 * SECOND;
/// Nobody reaches the server.
pub(crate) const OUTAGE: Range<Time> = (120 * MINUTE)..(130 * MINUTE);

/// A part of the morning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Computers wake, and people come.
    Resume,
    /// Tokens end, and nothing else happens.
    Expiry,
    /// The server is busy for five minutes, and what follows.
    Busy,
    /// There is no network for ten minutes, and what follows.
    Outage,
}

impl Phase {
    /// In their order.
    pub const ALL: [Self; 4] = [Self::Resume, Self::Expiry, Self::Busy, Self::Outage];

    /// Stable, for the JSON output.
    pub fn key(self) -> &'static str {
        match self {
            Self::Resume => "resume",
            Self::Expiry => "expiry",
            Self::Busy => "busy",
            Self::Outage => "outage",
        }
    }

    pub(crate) fn at(time: Time) -> Self {
        if time < 15 * MINUTE {
            Self::Resume
        } else if time < BUSY.start {
            Self::Expiry
        } else if time < OUTAGE.start {
            Self::Busy
        } else {
            Self::Outage
        }
    }

    /// When what went wrong is over.
    pub(crate) fn mended_at(self) -> Option<Time> {
        match self {
            Self::Resume | Self::Expiry => None,
            Self::Busy => Some(BUSY.end),
            Self::Outage => Some(OUTAGE.end),
        }
    }
}
