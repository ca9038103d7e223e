//! A throw-away desktop session and a scripted person in it.
//!
//! The end-to-end test (`tests/desktop`) and `cargo xtask demo` on a computer without a display use
//! it: the real app in a real window, a real browser that the operating system starts, links that
//! the operating system hands over, a real keyring. [`desktop`] is the session, [`installation`] the
//! app in it, [`browser`] the browser, [`webdriver`] the hands and eyes, [`person`] who uses them.
//!
//! Must never use a crate of the client: it knows what a person can see and what the sandbox says.

pub mod browser;
mod bus;
pub mod desktop;
pub mod ehr;
pub mod installation;
pub mod journey;
pub mod keyring;
mod loopback;
pub mod memory;
pub mod narration;
pub mod person;
mod processes;
pub mod record;
pub mod wait;
pub mod webdriver;

pub use processes::Process;
