//! Hears from the operating system that somebody locks its screen or that it goes to sleep, and locks
//! the app then.
//!
//! On Linux only. Elsewhere the clock of the core says after waking up that the computer slept, and the
//! idle limit of the app holds behind a locked screen as before it.

#[cfg(target_os = "linux")]
mod linux;

use crate::core::Core;

/// Begins to listen. Nothing waits for it, and a computer that cannot be heard is none to complain of.
pub(crate) fn hear(core: &Core) {
    #[cfg(target_os = "linux")]
    linux::hear(core);
    #[cfg(not(target_os = "linux"))]
    let _ = core;
}
