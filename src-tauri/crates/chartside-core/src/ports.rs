//! What the core needs from the world. The shell gives the real things, tests give their own.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use session_store::{Connections, Documents, Secrets};
use url::Url;

use crate::http::Http;
use crate::program::Program;
use renewal::Moment;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// What the computer's clock shows.
    fn now(&self) -> Timestamp;

    /// Since some fixed point of this run; time in which the computer sleeps counts where the system
    /// can say so. Nobody sets this clock. A clock that is only one tells the same twice.
    fn steady(&self) -> Duration {
        let since = self.now().duration_since(Timestamp::UNIX_EPOCH);
        Duration::try_from(since).unwrap_or_default()
    }

    /// Now, by both clocks.
    fn moment(&self) -> Moment {
        Moment {
            wall: self.now(),
            steady: self.steady(),
        }
    }
}

/// Asks the operating system whether the person before it is the one it is signed in for.
pub trait PersonCheck: Send + Sync {
    /// Asks. The system shows its own question, and the person may take a while.
    fn check(&self) -> BoxFuture<'_, Checked>;
}

/// What the operating system says of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// It is the one.
    Same,
    /// It is not, or the person gave up.
    Refused,
    /// This computer cannot ask.
    Unavailable,
}

/// Known beforehand.
impl PersonCheck for Checked {
    fn check(&self) -> BoxFuture<'_, Checked> {
        Box::pin(std::future::ready(*self))
    }
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

    #[cfg(target_os = "linux")]
    fn steady(&self) -> Duration {
        let since_boot = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        Duration::try_from(since_boot).unwrap_or_default()
    }

    /// It stops while a Mac sleeps; the wall clock says so then.
    #[cfg(not(target_os = "linux"))]
    fn steady(&self) -> Duration {
        static BEGAN: std::sync::LazyLock<std::time::Instant> =
            std::sync::LazyLock::new(std::time::Instant::now);
        BEGAN.elapsed()
    }
}

/// Everything the core does not do itself.
#[derive(Clone)]
pub struct Ports {
    /// From [`crate::http::client`].
    pub http: Http,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// The system browser.
    pub browser: Arc<dyn Browser>,
    /// Who opens this app's links.
    pub links: Arc<dyn LinkHandler>,
    /// Who is there, when the app is unlocked.
    pub person: Arc<dyn PersonCheck>,
    /// The program that this is.
    pub program: Arc<dyn Program>,
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
        self.http.client().into()
    }
}

impl std::fmt::Debug for Ports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ports")
    }
}
