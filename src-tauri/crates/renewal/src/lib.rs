//! When a session asks for its next access token, and when it does not.
//!
//! Everything here is decided from what is given: the time and chance are parameters. So the app and
//! `cargo xtask simulate-fleet` decide by the same code, the one for a person and the other for ten
//! thousand of them on a clock of its own.
//!
//! Must never know: what a token is, who asks for it, the current time, a source of chance.

mod life;
mod moment;
mod next;
mod pause;

use jiff::SignedDuration;

pub use life::{Life, due_at};
pub use moment::{Deadline, Moment};
pub use next::{Next, asks_again, next};
pub use pause::{Failed, Pauses};

/// A number from 0 to 1, not known beforehand.
#[derive(Debug, Clone, Copy)]
pub struct Chance(u32);

impl Chance {
    /// As likely to be in the middle as anywhere: for who has no random bytes.
    pub const MIDDLE: Self = Self(u32::MAX / 2);

    /// All bits are as likely as not.
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// This part of the whole.
    pub(crate) fn of(self, whole: SignedDuration) -> SignedDuration {
        let whole = whole.as_millis().max(0);
        let part = whole * i128::from(self.0) / i128::from(u32::MAX);
        SignedDuration::from_millis(i64::try_from(part).unwrap_or_default())
    }
}
