//! The client: one FHIR server, one owner of tokens.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_util::Stream;

use crate::address::{Base, BaseUrlError};
use crate::authorize::Authorize;
use crate::capabilities::CapabilityStatement;
use crate::error::{FhirError, Rest};
use crate::exchange::{Exchange, Patience, Progress, Question, Wanted};
use crate::host::Hosts;
use crate::page::{self, Page};
use crate::paging;
use crate::resource::Resource;
use crate::search::Search;

/// Most that is read of one resource, in decoded bytes.
const RESOURCE_LIMIT: usize = 32 * 1024 * 1024;
/// Most that is read of a `CapabilityStatement`; servers list every type with every parameter.
const CAPABILITIES_LIMIT: usize = 8 * 1024 * 1024;

/// The content of an attachment.
#[derive(Clone)]
pub struct Content {
    /// `Content-Type` as sent.
    pub content_type: Option<String>,
    /// All of it.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").finish_non_exhaustive()
    }
}

/// Reads from one FHIR server. A clone is cheap and shares the pauses that the server asks for.
#[derive(Clone)]
pub struct FhirClient {
    exchange: Arc<Exchange>,
}

impl FhirClient {
    /// A client for the server at `base` (https, or http on this computer).
    ///
    /// `http` must not follow redirects, send a `Referer` or decode anything but gzip: this crate
    /// follows redirects itself, through its guard.
    pub fn new(
        base: &str,
        http: reqwest::Client,
        authorize: Arc<dyn Authorize>,
    ) -> Result<Self, BaseUrlError> {
        Self::among(base, http, authorize, &Hosts::default())
    }

    /// A client that keeps to the pauses and the bound of the host together with all others that were
    /// made among the same `hosts`.
    pub fn among(
        base: &str,
        http: reqwest::Client,
        authorize: Arc<dyn Authorize>,
        hosts: &Hosts,
    ) -> Result<Self, BaseUrlError> {
        Self::made(base, http, authorize, hosts, Patience::default())
    }

    /// A client that waits for another time than 30 seconds of silence and two minutes in all.
    pub fn with_patience(
        base: &str,
        http: reqwest::Client,
        authorize: Arc<dyn Authorize>,
        patience: Patience,
    ) -> Result<Self, BaseUrlError> {
        Self::made(base, http, authorize, &Hosts::default(), patience)
    }

    fn made(
        base: &str,
        http: reqwest::Client,
        authorize: Arc<dyn Authorize>,
        hosts: &Hosts,
        patience: Patience,
    ) -> Result<Self, BaseUrlError> {
        let base = Base::parse(base)?;
        let host = hosts.of(base.origin());
        Ok(Self {
            exchange: Arc::new(Exchange {
                base,
                host,
                patience,
                http,
                authorize,
            }),
        })
    }

    /// `GET [base]/[type]/[id]`.
    pub async fn read(&self, resource_type: &str, id: &str) -> Result<Resource, FhirError> {
        let place = self.exchange.base.instance(resource_type, id)?;
        let question = Question {
            resource_type,
            place: &place,
            with_token: true,
            limit: RESOURCE_LIMIT,
        };
        page::resource(self.exchange.get(&question).await?.body, resource_type)
    }

    /// `GET [base]/[type]?...` and every page after it, in order, each asked for when the one before
    /// was taken; or side by side, in any order, where the search allows it ([`Search::side_by_side`]). An
    /// error is the last item: the pages before it are good, the list is not complete.
    pub fn search(
        &self,
        search: Search,
    ) -> impl Stream<Item = Result<Page, FhirError>> + Send + use<> {
        paging::pages(Arc::clone(&self.exchange), search)
    }

    /// What comes after a search was stopped at a limit ([`FhirError::StoppedAt`]), up to the next limit.
    pub fn rest(
        &self,
        resource_type: &str,
        rest: Rest,
    ) -> impl Stream<Item = Result<Page, FhirError>> + Send + use<> {
        paging::rest(Arc::clone(&self.exchange), resource_type, rest)
    }

    /// `GET [base]/[type]/[id]/_history` and every page after it. A version that says only that the
    /// resource was deleted has no resource: it is counted as skipped.
    pub fn history(
        &self,
        resource_type: &str,
        id: &str,
    ) -> impl Stream<Item = Result<Page, FhirError>> + Send + use<> {
        paging::versions(Arc::clone(&self.exchange), resource_type, id)
    }

    /// `GET [base]/metadata`. It is public (FHIR R4 §3.1.0.8), so no token is sent.
    pub async fn capabilities(&self) -> Result<CapabilityStatement, FhirError> {
        let place = self.exchange.base.metadata()?;
        let question = Question {
            resource_type: "CapabilityStatement",
            place: &place,
            with_token: false,
            limit: CAPABILITIES_LIMIT,
        };
        CapabilityStatement::parse(&self.exchange.get(&question).await?.body)
    }

    /// The content of an attachment: a `Binary` or whatever else stands at an address of this server.
    /// `accept` names the media type that is wanted; `None`: whatever there is.
    ///
    /// An address of any other server is [`FhirError::ForeignAddress`], and nothing is sent.
    pub async fn content(
        &self,
        link: &str,
        accept: Option<&str>,
        limit: usize,
        progress: &Progress<'_>,
    ) -> Result<Content, FhirError> {
        let place = self.exchange.base.attachment(link)?;
        let question = Question {
            resource_type: "Binary",
            place: &place,
            with_token: true,
            limit,
        };
        let accept = accept.unwrap_or("*/*");
        let wanted = Wanted { accept, progress };
        let body = self.exchange.fetch(&question, &wanted).await?;
        Ok(Content {
            content_type: body.content_type,
            bytes: body.bytes,
        })
    }

    /// Whether an attachment is at the server whose FHIR base URL this is.
    pub fn covers(base: &str, link: &str) -> bool {
        Base::parse(base).is_ok_and(|base| base.attachment(link).is_ok())
    }

    /// How long the server has asked all requests to wait, while it does.
    pub fn resumes_in(&self) -> Option<Duration> {
        self.exchange.host.resumes_in()
    }

    /// Tells each time that the server asks all requests to wait, for how long. Does not end.
    pub fn pauses(&self) -> impl Stream<Item = Duration> + Send + use<> {
        self.exchange.host.pauses()
    }
}

// The base URL can name a tenant or a person's own server.
impl fmt::Debug for FhirClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FhirClient").finish_non_exhaustive()
    }
}
