//! The real app in a real window: started as a package would be, driven as a person would, with a real
//! browser, a real keyring and links that the operating system hands over.
//!
//! Each story has a desktop session of its own. `cargo xtask test` installs what they need and runs
//! them; their screenshots are in `target/journey`.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends where it is surprised, and tells how far it came"
)]

mod browser;
mod dying;
mod independent;
mod keyring;
mod launch;
mod links;
mod lock;
mod main_job;
mod policy;
mod real_data;
mod secrecy;
mod signals;
mod stage;
mod ways;
