//! Servers that others wrote, for tests: what the sandbox cannot prove, because one hand wrote both sides.
//!
//! [`smart_server`] is npm's `oidc-provider` with Medplum's in-memory FHIR repository behind it; [`glewlwyd`] is
//! Debian's. A [`recorder`] stands in front of each and writes down what is said, so that the same judge looks at it
//! that looks at every sign-in at the sandbox. What cannot be had on this computer is `None`, and its tests say that
//! they were skipped.
//!
//! Must never use a crate of the client.

pub mod glewlwyd;
pub mod person;
mod process;
pub mod recorder;
pub mod smart_server;

/// Where the app is sent back to.
pub const CALLBACK: &str = "org.chartside.app:/callback";

/// A server could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Files, threads, ports or programs.
    #[error("a server of others cannot be started")]
    System(#[from] std::io::Error),
    /// The server's own set-up refused.
    #[error("a server of others cannot be set up: {0}")]
    SetUp(String),
}
