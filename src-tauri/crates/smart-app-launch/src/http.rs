//! The one way out of this crate: the caller's HTTP client and, where somebody watches, an observer.
//!
//! What the observer is told is an [`Exchange`]: each secret is already replaced by its kind, so that
//! an observer can print, keep or send everything that it gets.

use std::fmt;
use std::sync::Arc;

use crate::exchange::{Asked, Exchange};

/// Is told of each HTTP exchange. Called in the middle of a sign-in: it must not block.
pub trait Observe: Send + Sync {
    /// A request is about to be sent. Not followed by [`Observe::finished`] where the caller gives up
    /// waiting and drops the future.
    fn started(&self, asked: &Asked) {
        let _ = asked;
    }

    /// The answer is there, or is known not to come.
    fn finished(&self, exchange: Exchange);
}

/// An HTTP client, built with `redirect(Policy::none())` and `referer(false)`, and who watches it.
#[derive(Clone)]
pub struct Http {
    pub(crate) client: reqwest::Client,
    pub(crate) observer: Option<Arc<dyn Observe>>,
}

impl Http {
    /// The same client, with `observer` told of each exchange.
    #[must_use]
    pub fn observed(self, observer: Arc<dyn Observe>) -> Self {
        Self {
            observer: Some(observer),
            ..self
        }
    }
}

impl From<reqwest::Client> for Http {
    fn from(client: reqwest::Client) -> Self {
        Self {
            client,
            observer: None,
        }
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http")
            .field("observed", &self.observer.is_some())
            .finish_non_exhaustive()
    }
}
