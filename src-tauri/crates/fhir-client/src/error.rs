//! Why a read failed, by what the caller can do about it. No variant holds an address or a body.

use std::fmt;
use std::time::Duration;

use thiserror::Error;

use crate::address::Guarded;
use crate::authorize::AuthorizeError;
use crate::remark::Remark;

/// Why a read failed.
#[derive(Debug, Error)]
pub enum FhirError {
    /// A resource type or id that cannot be part of an address. Nothing was sent.
    #[error("not a resource type or id")]
    InvalidName,
    /// The server named an address outside of its FHIR base URL. It was not asked.
    #[error("the server named a foreign address")]
    ForeignAddress,
    /// More redirects in a row than any honest server needs.
    #[error("the server redirects without end")]
    RedirectsEndless,
    /// No token could be had.
    #[error("no token for this request")]
    Authorize(#[from] AuthorizeError),
    /// 401, also with the token that the owner gave after [`crate::Authorize::rejected`]. Servers
    /// answer so for a type that they do not have too, so this alone does not end a session.
    #[error("the server does not accept the token")]
    Unauthorized {
        /// The answer had a `WWW-Authenticate: Bearer` challenge (RFC 6750 §3): it is about the
        /// token. `false` is more often a gateway's page for something that is not there.
        challenged: bool,
    },
    /// 403.
    #[error("not permitted")]
    Forbidden {
        /// The server's own words.
        remark: Option<Remark>,
    },
    /// 410: it was here, and was deleted or merged into another.
    #[error("gone from the server")]
    Gone {
        /// The server's own words.
        remark: Option<Remark>,
    },
    /// 404, 405, 501: no such resource or type here.
    #[error("not offered by the server")]
    NotSupported {
        /// The server's own words.
        remark: Option<Remark>,
    },
    /// 400 and the other 4xx: the server wants to be asked in another way.
    #[error("the server refuses the request")]
    BadRequest {
        /// The server's own words, for example "Must have either code or category."
        remark: Option<Remark>,
    },
    /// 429 or 503, after every retry.
    #[error("the server is busy")]
    Busy {
        /// How long the server asked to wait, at most five minutes, where it said so.
        retry_after: Option<Duration>,
    },
    /// 5xx or 408, after every retry that made sense.
    #[error("the server failed with status {status}")]
    ServerFailed {
        /// HTTP status.
        status: u16,
        /// The server's own words.
        remark: Option<Remark>,
    },
    /// No connection, no TLS, or it was cut. The source never holds an address.
    #[error("the server cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// Nothing came for 30 seconds, or not everything within two minutes.
    #[error("the server does not answer in time")]
    TimedOut,
    /// The answer ended before its end. Nothing of it was used.
    #[error("the answer was cut off")]
    Truncated,
    /// An HTML page, XML also when JSON was asked for by name, or JSON that is not the FHIR asked for.
    #[error("the answer is not FHIR")]
    NotFhir {
        /// The title of the HTML page, plain text of at most 100 characters.
        title: Option<String>,
    },
    /// The answer, or an address in it, is larger than can be honest.
    #[error("the answer is too large")]
    TooLarge,
    /// The pages lead back to one that was read before.
    #[error("the list of pages leads back to itself")]
    PagingEndless,
    /// More pages or resources than one search can honestly have. What came before is good.
    #[error("the list of pages was given up after {resources} resources")]
    StoppedAt {
        /// How many resources came before.
        resources: usize,
        /// Where it goes on ([`crate::FhirClient::rest`]).
        rest: Rest,
    },
}

/// Where a search goes on that was stopped at a limit.
#[derive(Clone, PartialEq, Eq)]
pub struct Rest(pub(crate) Guarded);

// The address is patient data.
impl fmt::Debug for Rest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rest").finish_non_exhaustive()
    }
}
