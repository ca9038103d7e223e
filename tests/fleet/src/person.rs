//! When somebody before a desktop wants something of the server: in turns of work and absence that are
//! left to chance, three tenths of the time.

use crate::{MINUTE, SECOND, Time};

/// Work lasts so long on average, absence...
const WORK: Time = 6 * MINUTE;
const ABSENCE: Time = 14 * MINUTE;
/// ...and at work somebody wants something so often.
const BETWEEN: Time = 15 * SECOND;

/// Who sits at one desktop.
pub(crate) struct Person {
    dice: fastrand::Rng,
    leaves_at: Time,
}

impl Person {
    /// Somebody, and when they come: some time within `within`.
    pub(crate) fn new(seed: u64, within: Time) -> (Self, Time) {
        let mut dice = fastrand::Rng::with_seed(seed);
        let comes = dice.u64(0..=within);
        let leaves_at = comes + about(&mut dice, WORK);
        (Self { dice, leaves_at }, comes)
    }

    /// When they want something next.
    pub(crate) fn next(&mut self, now: Time) -> Time {
        let next = now + about(&mut self.dice, BETWEEN);
        if next < self.leaves_at {
            return next;
        }
        let back = self.leaves_at + about(&mut self.dice, ABSENCE);
        self.leaves_at = back + about(&mut self.dice, WORK);
        back.max(next)
    }
}

/// Exponentially distributed around `mean`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "milliseconds of a morning"
)]
fn about(dice: &mut fastrand::Rng, mean: Time) -> Time {
    let part = -(1.0 - dice.f64()).ln();
    (part * mean as f64) as Time
}
