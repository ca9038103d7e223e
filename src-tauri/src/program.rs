//! The program on its computer: how new versions come to it, how one is fetched and checked, and its end.
//!
//! The update server and the key are written into the configuration when a release is built
//! (`docs/releasing.md`). The webview cannot call the plugin: its capability has only our own commands.

use std::ffi::OsStr;
use std::fmt::Display;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chartside_core::http::Http;
use chartside_core::ipc::UpdateWay;
use chartside_core::{Program, Release, UpdateError};
use futures_util::future::BoxFuture;
use serde_json::Value;
use tauri::{AppHandle, Config, Manager as _, Runtime};
use tauri_plugin_updater::{Error, Update, Updater, UpdaterExt as _};
use tokio::sync::Notify;

/// The plugin's part of the configuration.
const PLUGIN: &str = "updater";
/// Of a hundred computers, for the announcement that says nothing about a share.
const ALL: u8 = 100;
/// The announcement is a page of JSON.
const ANSWERS_WITHIN: Duration = Duration::from_secs(30);
/// A package over a slow line.
const FETCHED_WITHIN: Duration = Duration::from_mins(30);
/// Several times the largest installer that there is: it is in memory until its signature is checked.
const LARGEST: usize = 300 * 1024 * 1024;

/// Whether this build knows where new versions are, and believes nothing but its own key. What loosens the
/// plugin's rules is a mistake of whoever built it, and no update is better than that.
pub(crate) fn is_configured(config: &Config) -> bool {
    let Some(updater) = config.plugins.0.get(PLUGIN) else {
        return false;
    };
    let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let is_safe = |value: &Value| {
        value.as_str().is_some_and(|address| {
            // On this computer there is no TLS to be had, and a release refuses it.
            address.starts_with("https://") || cfg!(debug_assertions)
        })
    };
    let endpoints = updater.get("endpoints").and_then(Value::as_array);
    let strict = updater.get("requireSignedVersion") == Some(&Value::Bool(true))
        && LOOSE.iter().all(|name| updater.get(name).is_none());
    let whole = updater.get("pubkey").is_some_and(is_text)
        && endpoints.is_some_and(|all| !all.is_empty() && all.iter().all(is_safe));
    if !(strict && whole) {
        tracing::error!("the update server of this build is not configured as it has to be");
    }
    strict && whole
}

/// What no configuration of ours has.
const LOOSE: [&str; 4] = [
    "allowDowngrades",
    "dangerousInsecureTransportProtocol",
    "dangerousAcceptInvalidCerts",
    "dangerousAcceptInvalidHostnames",
];

/// The program that runs.
pub(crate) struct Installed<R: Runtime> {
    app: AppHandle<R>,
    http: Http,
    way: UpdateWay,
    /// Where it is, if the system does not say so.
    place: Option<PathBuf>,
    found: Mutex<Option<Update>>,
    /// Fetched, and signed as it should be.
    ready: Mutex<Option<(Update, Vec<u8>)>>,
    starts_again: AtomicBool,
}

impl<R: Runtime> Installed<R> {
    pub(crate) fn new(app: AppHandle<R>, http: Http) -> Self {
        let way = way(is_configured(app.config()), app.env().appimage.as_deref());
        Self {
            app,
            http,
            way,
            place: None,
            found: Mutex::default(),
            ready: Mutex::default(),
            starts_again: AtomicBool::default(),
        }
    }

    /// The app has ended: installs what was fetched, and says whether the program is to be started again.
    pub(crate) fn finish(&self) -> bool {
        let again = self.starts_again.load(Ordering::SeqCst);
        let Some((update, package)) = lock(&self.ready).take() else {
            return again;
        };
        // On Windows this ends the process: the installer waits for that, and starts the program again.
        match update.restart_after_install(again).install(&package) {
            Ok(()) => tracing::info!("a new version was installed"),
            Err(error) => not_done("a new version was not installed", &error),
        }
        again
    }

    fn updater(&self) -> Result<Updater, Error> {
        let mut updater = self
            .app
            .updater_builder()
            .timeout(ANSWERS_WITHIN)
            .configure_client(self.http.for_updates());
        if let Some(place) = &self.place {
            updater = updater.executable_path(place);
        }
        updater.build()
    }

    async fn ask(&self) -> Result<Option<Release>, Error> {
        let found = self.updater()?.check().await?;
        let release = found.as_ref().map(|update| Release {
            version: update.version.clone(),
            notes: update.body.clone(),
            share: share(&update.raw_json),
        });
        *lock(&self.found) = found;
        Ok(release)
    }

    async fn take(&self) -> Result<(), UpdateError> {
        let found = lock(&self.found).take();
        let mut update = found.ok_or(UpdateError::Unreachable)?;
        update.timeout = Some(FETCHED_WITHIN);
        let (mut size, too_large) = (0_usize, Notify::new());
        let arrives = |bytes, _| {
            size = size.saturating_add(bytes);
            if size > LARGEST {
                too_large.notify_one();
            }
        };
        let fetched = tokio::select! {
            biased;
            () = too_large.notified() => return Err(UpdateError::TooLarge),
            fetched = update.download(arrives, || ()) => fetched,
        };
        let package = fetched.map_err(|error| reason(&error))?;
        *lock(&self.ready) = Some((update, package));
        Ok(())
    }
}

impl<R: Runtime> Program for Installed<R> {
    fn way(&self) -> UpdateWay {
        self.way
    }

    fn newest(&self) -> BoxFuture<'_, Result<Option<Release>, UpdateError>> {
        Box::pin(async { self.ask().await.map_err(|error| reason(&error)) })
    }

    fn fetch(&self) -> BoxFuture<'_, Result<(), UpdateError>> {
        Box::pin(self.take())
    }

    fn start_again(&self) {
        self.starts_again.store(true, Ordering::SeqCst);
        self.app.exit(0);
    }
}

/// On Linux only an `AppImage` is a file that its owner may replace; what a package manager installed is its.
fn way(configured: bool, appimage: Option<&OsStr>) -> UpdateWay {
    if cfg!(target_os = "linux") && appimage.is_none() {
        UpdateWay::Packages
    } else if configured {
        UpdateWay::Itself
    } else {
        UpdateWay::NotConfigured
    }
}

/// `rollout` of the announcement: a whole number from 0 to 100. Anything else is a mistake, and offers nothing.
fn share(announced: &Value) -> u8 {
    match announced.get("rollout") {
        None => ALL,
        Some(share) => share
            .as_u64()
            .and_then(|share| u8::try_from(share).ok())
            .filter(|share| *share <= ALL)
            .unwrap_or(0),
    }
}

/// The words of the error may hold addresses: only its kind goes on.
fn reason(error: &Error) -> UpdateError {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "whatever else is wrong, there is nothing that can be used"
    )]
    match error {
        Error::Minisign(_)
        | Error::SignatureUtf8(_)
        | Error::Base64(_)
        | Error::SignedVersionMismatch { .. }
        | Error::MissingSignedVersion => UpdateError::Refused,
        _ => UpdateError::Unreachable,
    }
}

fn not_done(what: &'static str, error: &Error) {
    let reason: &dyn Display = &reason(error);
    tracing::error!(%reason, "{what}");
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
