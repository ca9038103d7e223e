//! Serves the commands of the core to an ordinary browser on loopback, for development and tests.
//!
//! The screens, driven by Playwright or a person in Chromium, run here against the real core: same
//! commands, same table, another transport. It is never part of a release. It knows no command by
//! name: the routes come from `chartside_core::with_commands!`.

mod address_bar;
mod commands;
mod devhost;
mod gate;
mod html;
mod pages;
mod person;

pub use commands::COMMANDS;
pub use devhost::{Devhost, DevhostConfig, StartError};
pub use person::{Person, PersonError};
