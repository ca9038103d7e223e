//! What the core needs from the world. The shell gives the real things, tests give their own.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use session_store::{Connections, Documents, Secrets};
use url::Url;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Opens pages in the person's own browser.
pub trait Browser: Send + Sync {
    /// Opens `url`, which the core has checked to be `https`, or `http` on loopback.
    fn open<'a>(&'a self, url: &'a Url) -> BoxFuture<'a, Result<(), BrowserUnavailable>>;
}

/// Knows who opens the links of this app's own scheme on this computer.
pub trait LinkHandler: Send + Sync {
    /// Whether a link that a browser hands over now reaches this app. The core does not wait long.
    fn reach(&self) -> BoxFuture<'_, Reach>;
}

/// Whether a link reaches this app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// This app opens it.
    Here,
    /// Nothing opens it, or another program does.
    Nowhere,
    /// The operating system does not say.
    Unknown,
}

/// Known beforehand.
impl LinkHandler for Reach {
    fn reach(&self) -> BoxFuture<'_, Reach> {
        Box::pin(std::future::ready(*self))
    }
}

/// No browser could be started.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("no browser could be started")]
pub struct BrowserUnavailable;

/// The computer's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the Clock that everything else takes"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Everything the core does not do itself.
#[derive(Clone)]
pub struct Ports {
    /// From [`crate::http::client`].
    pub http: reqwest::Client,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// The system browser.
    pub browser: Arc<dyn Browser>,
    /// Who opens this app's links.
    pub links: Arc<dyn LinkHandler>,
    /// The sealed vault.
    pub secrets: Secrets,
    /// The list of connections.
    pub connections: Connections,
    /// The list of care providers.
    pub documents: Documents,
}

impl Ports {
    /// The client as the protocol's crate takes it, watched by nobody.
    pub(crate) fn smart(&self) -> smart_app_launch::Http {
        self.http.clone().into()
    }
}

impl std::fmt::Debug for Ports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ports")
    }
}
