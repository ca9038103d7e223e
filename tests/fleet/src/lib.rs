//! Many desktops and one authorization server on a clock of their own: what a whole hospital's Chartside
//! asks a server for in a morning on which everything goes wrong.
//!
//! The desktops decide with `renewal`, the code by which the app decides. Beside them stand desktops of
//! the usual kind: a timer at a fixed time before the end of the token, and one retry a second. The same
//! people sit before both, and the same seed gives the same morning.

mod desktop;
mod morning;
mod outcome;
mod person;
mod server;
mod simulation;

pub use morning::Phase;
pub use outcome::{Outcome, PhaseOutcome};
pub use simulation::{Policy, Setting, simulate};

/// Peak of ours over that of the usual kind, in every phase of the morning.
pub const PEAK_GOAL: f64 = 0.25;

/// Milliseconds since eight o'clock.
type Time = u64;

const SECOND: Time = 1_000;
const MINUTE: Time = 60 * SECOND;
