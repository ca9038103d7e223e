//! The use cases of Chartside: sign in, keep a session, read a record.
//!
//! [`App`] is what the shell and the development host hold; every command of [`ipc`] is a method of
//! it. Must never know: Tauri, axum, React, English. The one exception is [`doctor`], which speaks to
//! an administrator in a terminal, where no screen puts codes into words.

mod activity;
mod app;
mod attachments;
mod clients;
mod clock_off;
pub mod doctor;
mod events;
mod export;
mod flow;
pub mod http;
pub mod ipc;
mod launches;
mod lock;
mod policy;
mod ports;
pub mod problem;
mod program;
mod record;
pub mod redact;
mod safe_mode;
mod servers;
mod session;
mod sign_in;
mod updates;
mod vendors;

pub use app::{App, Settings};
pub use policy::{Policy, PolicyError};
pub use ports::{
    Browser, BrowserUnavailable, Checked, Clock, LinkHandler, PersonCheck, Ports, Reach,
    SystemClock,
};
pub use program::{NotInstalled, Program, Release, UpdateError};
pub use record::RecordFolder;
pub use renewal::Moment;

/// Where servers send the browser back to. One fixed address, because servers compare it byte for
/// byte; mix-up is prevented by pinned endpoints and RFC 9207.
pub const REDIRECT_URI: &str = "org.chartside.app:/callback";
/// Where an EHR starts the app.
pub const LAUNCH_URI: &str = "org.chartside.app:/launch";
/// The client id used where none was registered: open sandboxes take any.
pub const DEFAULT_CLIENT_ID: &str = "chartside";
