//! One GET from the first byte to the whole body: token, redirects, 401, busy servers, retries.
//!
//! It must never know what the answer means.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, LOCATION, WWW_AUTHENTICATE,
};
use reqwest::{Client, Response, StatusCode};
use tokio::time::{Instant, sleep, timeout};

use crate::address::{Base, Guarded};
use crate::authorize::{Authorize, AuthorizeError, BearerToken};
use crate::body::{self, BodyFailure};
use crate::error::FhirError;
use crate::host::Host;
use crate::markup::{self, Markup};
use crate::pace;
use crate::remark::{self, Remark};

/// Redirects followed for one request.
const REDIRECT_LIMIT: usize = 3;
/// How often one request is sent before it counts as failed.
const TRY_LIMIT: u32 = 4;
/// The same where the server says each time when to come again: who waits as asked is let in at last.
const BUSY_LIMIT: u32 = 8;
/// Most that is read of the body of a refusal, in decoded bytes.
const REFUSAL_LIMIT: usize = 256 * 1024;

/// What every request of a client needs.
pub(crate) struct Exchange {
    pub(crate) base: Base,
    pub(crate) host: Host,
    pub(crate) patience: Patience,
    pub(crate) http: Client,
    pub(crate) authorize: Arc<dyn Authorize>,
}

/// How long to wait for a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Longest silence: for the first byte and between any two parts of the body.
    pub idle: Duration,
    /// Longest time for one answer as a whole.
    pub total: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            idle: Duration::from_secs(30),
            total: Duration::from_mins(2),
        }
    }
}

/// One thing to ask.
#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    /// For the log.
    pub(crate) resource_type: &'a str,
    pub(crate) place: &'a Guarded,
    /// `false`: nobody needs to know who asks.
    pub(crate) with_token: bool,
    /// Most that is read of the answer, in decoded bytes.
    pub(crate) limit: usize,
}

/// FHIR, as JSON; some gateways know only its plain name.
const FHIR: &str = "application/fhir+json, application/json;q=0.9";

/// How the answer is wanted.
pub(crate) struct Wanted<'a> {
    pub(crate) accept: &'a str,
    pub(crate) progress: &'a Progress<'a>,
}

/// Told of the bytes that came so far, and of how many are said to come.
pub type Progress<'a> = dyn Fn(u64, Option<u64>) + Send + Sync + 'a;

/// A whole text, and where it came from.
pub(crate) struct Answer {
    pub(crate) place: Guarded,
    pub(crate) body: String,
}

/// A whole body, whatever it is.
pub(crate) struct Body {
    pub(crate) place: Guarded,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// What was done for one question so far.
#[derive(Default)]
struct Tries {
    sent: u32,
    /// A rejected token was reported to its owner.
    replayed: bool,
}

/// Why one try failed, by what to do next.
enum Failure {
    /// 401.
    Rejected { challenged: bool },
    /// 429, 503.
    Busy { retry_after: Option<Duration> },
    /// May work when tried again.
    Passing(FhirError),
    /// Will not.
    Lasting(FhirError),
}

impl From<FhirError> for Failure {
    fn from(error: FhirError) -> Self {
        Self::Lasting(error)
    }
}

impl Exchange {
    /// Asks for FHIR. A server that does not read `Accept` is asked once more, in its address (FHIR R4
    /// §3.1.0.1.12). A page for people says what it is.
    pub(crate) async fn get(&self, question: &Question<'_>) -> Result<Answer, FhirError> {
        let answer = self.text(question).await?;
        match markup::of(&answer.body) {
            None => return Ok(answer),
            Some(Markup::Page { title }) => return Err(FhirError::NotFhir { title }),
            Some(Markup::Xml) => {}
        }
        let place = &self.base.in_json(question.place)?;
        let answer = self.text(&Question { place, ..*question }).await?;
        match markup::of(&answer.body) {
            None => Ok(answer),
            Some(Markup::Page { title }) => Err(FhirError::NotFhir { title }),
            Some(Markup::Xml) => Err(FhirError::NotFhir { title: None }),
        }
    }

    async fn text(&self, question: &Question<'_>) -> Result<Answer, FhirError> {
        let wanted = Wanted {
            accept: FHIR,
            progress: &|_, _| {},
        };
        let Body { place, bytes, .. } = self.fetch(question, &wanted).await?;
        let body = body::text(bytes).ok_or(FhirError::NotFhir { title: None })?;
        Ok(Answer { place, body })
    }

    /// Asks until there is an answer or nothing more to try. GET is idempotent (RFC 9110 §9.2.2), and a search
    /// by form changes nothing either (FHIR R4 §3.1.1.1).
    pub(crate) async fn fetch(
        &self,
        question: &Question<'_>,
        wanted: &Wanted<'_>,
    ) -> Result<Body, FhirError> {
        let mut tries = Tries::default();
        loop {
            let turn = self.host.turn().await;
            let token = self.token(question).await?;
            let start = Instant::now();
            tries.sent += 1;
            let outcome = self.attempt(question, wanted, token.as_ref()).await;
            match &outcome {
                Ok(_) => turn.answered(),
                Err(Failure::Busy { .. }) => turn.refused(),
                Err(_) => {}
            }
            drop(turn);
            log(question, start, tries.sent, outcome.is_ok());
            match outcome {
                Ok(answer) => return Ok(answer),
                Err(failure) => self.recover(failure, token, &mut tries).await?,
            }
        }
    }

    async fn token(&self, question: &Question<'_>) -> Result<Option<BearerToken>, AuthorizeError> {
        if question.with_token {
            self.authorize.bearer().await.map(Some)
        } else {
            Ok(None)
        }
    }

    /// Returns when it makes sense to ask again.
    async fn recover(
        &self,
        failure: Failure,
        token: Option<BearerToken>,
        tries: &mut Tries,
    ) -> Result<(), FhirError> {
        let error = match failure {
            Failure::Rejected { challenged } => {
                let token = token.filter(|_| !tries.replayed);
                let token = token.ok_or(FhirError::Unauthorized { challenged })?;
                tries.replayed = true;
                return Ok(self.authorize.rejected(&token).await?);
            }
            Failure::Busy { retry_after } => {
                self.host.pause(retry_after.unwrap_or_default());
                FhirError::Busy { retry_after }
            }
            Failure::Passing(error) => error,
            Failure::Lasting(error) => return Err(error),
        };
        if tries.sent >= limit(&error) {
            return Err(error);
        }
        // After a pause too, so that not all requests come back in the same moment.
        sleep(pace::backoff(tries.sent)).await;
        Ok(())
    }

    async fn attempt(
        &self,
        question: &Question<'_>,
        wanted: &Wanted<'_>,
        token: Option<&BearerToken>,
    ) -> Result<Body, Failure> {
        let answer = self.follow_redirects(question, wanted, token);
        timeout(self.patience.total, answer)
            .await
            .unwrap_or(Err(Failure::Lasting(FhirError::TimedOut)))
    }

    /// Follows redirects that stay under the base; the token goes along or nothing does.
    async fn follow_redirects(
        &self,
        question: &Question<'_>,
        wanted: &Wanted<'_>,
        token: Option<&BearerToken>,
    ) -> Result<Body, Failure> {
        let mut place = question.place.clone();
        for _ in 0..=REDIRECT_LIMIT {
            let mut response = self.send(&place, wanted.accept, token).await?;
            if !is_redirect(response.status()) {
                let content_type = header_of(response.headers(), &CONTENT_TYPE);
                let bytes = self.accept(&mut response, question.limit, wanted).await?;
                return Ok(Body {
                    place,
                    content_type,
                    bytes,
                });
            }
            place = self.redirect(&place, response.headers())?;
        }
        Err(FhirError::RedirectsEndless.into())
    }

    fn redirect(&self, place: &Guarded, headers: &HeaderMap) -> Result<Guarded, FhirError> {
        let location = headers
            .get(LOCATION)
            .ok_or(FhirError::NotFhir { title: None })?;
        let link = location.to_str().map_err(|_| FhirError::ForeignAddress)?;
        self.base.follow(place, link)
    }

    /// The only place where a token meets a request, and it takes only what the guard let through.
    async fn send(
        &self,
        place: &Guarded,
        accept: &str,
        token: Option<&BearerToken>,
    ) -> Result<Response, Failure> {
        let url = place.url().clone();
        let url = token.map_or(url.clone(), |token| token.addressed(url));
        let request = match place.form() {
            None => self.http.get(url),
            Some(form) => self
                .http
                .post(url)
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(form.to_owned()),
        };
        let mut request = request.header(ACCEPT, accept);
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, token.header().map_err(FhirError::from)?);
        }
        let sent = timeout(self.patience.idle, request.send()).await;
        sent.map_err(|_| FhirError::TimedOut)?.map_err(unreachable)
    }

    async fn accept(
        &self,
        response: &mut Response,
        limit: usize,
        wanted: &Wanted<'_>,
    ) -> Result<Vec<u8>, Failure> {
        let status = response.status();
        if status.is_success() {
            return self.body(response, limit, wanted.progress).await;
        }
        match status {
            StatusCode::UNAUTHORIZED => Err(Failure::Rejected {
                challenged: is_challenge(response.headers()),
            }),
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Err(Failure::Busy {
                retry_after: pace::retry_after(response.headers()),
            }),
            _ => {
                let refusal = self.body(response, REFUSAL_LIMIT, &|_, _| {}).await.ok();
                let refusal = refusal.and_then(body::text);
                Err(refused(
                    status,
                    refusal.as_deref().and_then(remark::of_refusal),
                ))
            }
        }
    }

    async fn body(
        &self,
        response: &mut Response,
        limit: usize,
        progress: &Progress<'_>,
    ) -> Result<Vec<u8>, Failure> {
        body::read(response, limit, self.patience.idle, progress)
            .await
            .map_err(|failure| match failure {
                BodyFailure::CutOff => Failure::Passing(FhirError::Truncated),
                BodyFailure::Silent => FhirError::TimedOut.into(),
                BodyFailure::TooLarge => FhirError::TooLarge.into(),
            })
    }
}

fn limit(error: &FhirError) -> u32 {
    let said_when = matches!(
        error,
        FhirError::Busy {
            retry_after: Some(_)
        }
    );
    if said_when { BUSY_LIMIT } else { TRY_LIMIT }
}

/// Type, try and time; never an address, an id or a body.
fn log(question: &Question<'_>, start: Instant, tries: u32, answered: bool) {
    let (resource_type, elapsed) = (question.resource_type, start.elapsed());
    tracing::debug!(resource_type, tries, answered, ?elapsed, "asked");
}

fn header_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    Some(value.to_owned())
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// RFC 6750 §3: a refused token is answered with a `Bearer` challenge.
fn is_challenge(headers: &HeaderMap) -> bool {
    let challenges = headers.get_all(WWW_AUTHENTICATE).iter();
    let mut texts = challenges.filter_map(|value| value.to_str().ok());
    texts.any(|text| {
        text.trim_start()
            .get(..6)
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer"))
    })
}

fn refused(status: StatusCode, remark: Option<Remark>) -> Failure {
    let failed = |remark| FhirError::ServerFailed {
        status: status.as_u16(),
        remark,
    };
    match status.as_u16() {
        403 => FhirError::Forbidden { remark }.into(),
        410 => FhirError::Gone { remark }.into(),
        404 | 405 | 501 => FhirError::NotSupported { remark }.into(),
        408 | 502 | 504 => Failure::Passing(failed(remark)),
        400..=499 => FhirError::BadRequest { remark }.into(),
        500..=599 => failed(remark).into(),
        _ => FhirError::NotFhir { title: None }.into(),
    }
}

fn unreachable(error: reqwest::Error) -> Failure {
    let lasting = error.is_connect() || error.is_builder();
    if error.is_timeout() {
        return FhirError::TimedOut.into();
    }
    let error = FhirError::Unreachable(error.without_url());
    if lasting {
        error.into()
    } else {
        Failure::Passing(error)
    }
}
