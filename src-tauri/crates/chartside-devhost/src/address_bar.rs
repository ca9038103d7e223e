//! The system browser of the development host: it shows nothing, it keeps the last address.

use std::sync::{Mutex, PoisonError};

use chartside_core::{Browser, BrowserUnavailable};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::mpsc::UnboundedSender;
use url::Url;

/// Keeps the last address; a scripted person may be looking at it.
#[derive(Debug)]
pub(crate) struct AddressBar {
    last: Mutex<Option<Url>>,
    person: Option<UnboundedSender<Url>>,
}

impl AddressBar {
    pub(crate) fn new(person: Option<UnboundedSender<Url>>) -> Self {
        Self {
            last: Mutex::default(),
            person,
        }
    }

    /// The last address that was opened.
    pub(crate) fn last(&self) -> Option<Url> {
        self.last
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Browser for AddressBar {
    fn open<'a>(&'a self, url: &'a Url) -> BoxFuture<'a, Result<(), BrowserUnavailable>> {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(url.clone());
        let seen = self
            .person
            .as_ref()
            .map_or(Ok(()), |person| person.send(url.clone()));
        std::future::ready(seen.map_err(|_| BrowserUnavailable)).boxed()
    }
}
