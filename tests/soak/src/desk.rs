//! The app of one process: the real core, the real keyring, and a clock that goes with the server's.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chartside_core::ipc::SessionRef;
use chartside_core::problem::{Problem, ProblemCode};
use chartside_core::{
    App, Browser, BrowserUnavailable, Checked, Clock, NotInstalled, Ports, Reach, Settings,
    SystemClock, http,
};
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use keyring_core::{CredentialStore, Error};
use session_store::{Connections, Documents, KeyringSource, Secrets};
use tokio::sync::mpsc::UnboundedSender;
use url::Url;

use crate::Failure;

/// Where the files of a session are.
pub(crate) struct Place {
    root: PathBuf,
}

impl Place {
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.root.join("data")
    }

    /// By how many seconds this world is ahead of the computer.
    fn clock(&self) -> PathBuf {
        self.root.join("clock")
    }

    pub(crate) fn set_clock(&self, ahead: i64) -> Result<(), Failure> {
        let next = self.root.join("clock.next");
        fs::write(&next, ahead.to_string())?;
        Ok(fs::rename(next, self.clock())?)
    }

    fn ahead(&self) -> i64 {
        let text = fs::read_to_string(self.clock()).unwrap_or_default();
        text.parse().unwrap_or_default()
    }

    /// An item of its own in the keyring, so that nobody's own is touched.
    fn keyring(&self) -> KeyringSource {
        let item = format!("vault-key of {}", self.root.display());
        KeyringSource::new(store).with_item(item)
    }

    /// The app, as every process of this place has it.
    pub(crate) async fn app(self: Arc<Self>, browser: Arc<dyn Browser>) -> Result<App, Failure> {
        let ports = Ports {
            person: Arc::new(Checked::Same),
            program: Arc::new(NotInstalled),
            http: http::client()?,
            browser,
            links: Arc::new(Reach::Here),
            secrets: Secrets::open(self.data(), self.keyring()).await,
            connections: Connections::open(self.data()).await,
            documents: Documents::open(self.data()),
            clock: self,
        };
        Ok(App::new(ports, Settings::default()))
    }
}

fn store() -> Result<Arc<CredentialStore>, Error> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

impl Clock for Place {
    fn now(&self) -> Timestamp {
        let now = SystemClock.now();
        now.saturating_add(SignedDuration::from_secs(self.ahead()))
            .unwrap_or(now)
    }
}

/// Asks for something that needs an access token.
pub(crate) async fn use_session(app: &App, session: &str) -> Result<(), ProblemCode> {
    let session = session.to_owned();
    let answer = app.signed_in_as(SessionRef { session }).await;
    match answer {
        Ok(who) if who.name.is_some() => Ok(()),
        // The name is not to be had where the token is not.
        Ok(_) => Err(ProblemCode::SessionEnded),
        Err(Problem { code, .. }) => Err(code),
    }
}

/// Hands what it is to open to whoever looks.
pub(crate) struct Window(pub(crate) UnboundedSender<Url>);

impl Browser for Window {
    fn open<'a>(&'a self, url: &'a Url) -> BoxFuture<'a, Result<(), BrowserUnavailable>> {
        let sent = self.0.send(url.clone()).map_err(|_| BrowserUnavailable);
        Box::pin(std::future::ready(sent))
    }
}
