//! The lock of the app.

use serde::Serialize;
use ts_rs::TS;

/// Whether the app is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LockState {
    /// `true`: nothing of a record is given out, and no token is in memory.
    pub locked: bool,
    /// Why, where it is.
    pub reason: Option<LockReason>,
}

/// Why the app locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LockReason {
    /// The person asked for it.
    Asked,
    /// Nobody did anything for as long as is allowed.
    Idle,
    /// The computer slept, or goes to sleep.
    Slept,
    /// The computer's own screen was locked.
    System,
    /// The app was locked when it was closed.
    Restarted,
}
