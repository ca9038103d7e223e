//! One HTTP exchange, bounded in time and in decoded bytes, that follows no redirect.
//!
//! Must never know: what the bytes mean. No error here prints an address.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, RETRY_AFTER};
use reqwest::{Client, Request, Response, StatusCode};
use zeroize::Zeroizing;

use crate::exchange::{Purpose, Watch};
use crate::http::Http;

/// Most decoded bytes of one answer: metadata and tokens are a few kilobytes.
pub(crate) const LARGEST_BODY: usize = 1_048_576;

/// Why there is no answer to work with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The server's certificate is not trusted, expired or for another name. Nothing was sent.
    #[error("the server's certificate is not accepted")]
    Untrusted(#[source] reqwest::Error),
    /// No connection: nothing was sent, so the same request can be made again.
    #[error("the server cannot be reached")]
    NotSent(#[source] reqwest::Error),
    /// The request may have arrived, the answer did not.
    #[error("the server's answer did not arrive")]
    AnswerLost(#[source] reqwest::Error),
    /// The server wants the request sent elsewhere; it was not.
    #[error("the server redirects to another address (redirect_refused)")]
    Redirected,
    /// The answer is larger than 1 MiB.
    #[error("the server's answer is too large")]
    TooLarge,
    /// The request could not be put together.
    #[error("the request cannot be made")]
    NotRequestable,
}

/// A whole answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    headers: HeaderMap,
    pub(crate) body: Zeroizing<Vec<u8>>,
}

impl Answer {
    /// The media type without its parameters, in lower case.
    pub(crate) fn media_type(&self) -> Option<String> {
        let value = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        Some(
            value
                .split(';')
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase(),
        )
    }

    /// `Date`: the time by the server's clock.
    pub(crate) fn date(&self) -> Option<Timestamp> {
        http_date(self.headers.get(DATE)?.to_str().ok()?)
    }

    /// An answer that no server gave.
    #[cfg(test)]
    pub(crate) fn of(status: StatusCode, body: &str) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Zeroizing::new(body.as_bytes().to_vec()),
        }
    }

    /// `Retry-After`, in seconds or as a date.
    pub(crate) fn retry_after(&self, now: Timestamp) -> Option<Duration> {
        retry_after(self.headers.get(RETRY_AFTER)?.to_str().ok()?, now)
    }
}

fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let wait = http_date(value)?.duration_since(now);
    Some(wait.try_into().unwrap_or(Duration::ZERO))
}

fn http_date(value: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::DateTimeParser::new()
        .parse_timestamp(value.trim())
        .ok()
}

/// Sends `request` and reads the whole answer within `limit`; tells who watches.
pub(crate) async fn send(
    http: &Http,
    purpose: Purpose,
    mut request: Request,
    limit: Duration,
) -> Result<Answer, TransportError> {
    *request.timeout_mut() = Some(limit);
    let watch = Watch::begin(http, purpose, &request);
    let outcome = execute(&http.client, request).await;
    if let Some(watch) = watch {
        watch.end(&outcome);
    }
    outcome
}

async fn execute(client: &Client, request: Request) -> Result<Answer, TransportError> {
    let asked = request.url().clone();
    let response = client
        .execute(request)
        .await
        .map_err(|error| classify(error.without_url()))?;
    // A client built with a redirect policy has already been elsewhere: its answer is not the one asked for.
    if response.status().is_redirection() || *response.url() != asked {
        return Err(TransportError::Redirected);
    }
    read(response).await
}

async fn read(mut response: Response) -> Result<Answer, TransportError> {
    let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
    let mut body = Zeroizing::new(Vec::new());
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| TransportError::AnswerLost(error.without_url()))?
    {
        if body.len() + chunk.len() > LARGEST_BODY {
            return Err(TransportError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer {
        status,
        headers,
        body,
    })
}

fn classify(error: reqwest::Error) -> TransportError {
    if is_untrusted(&error) {
        TransportError::Untrusted(error)
    } else if error.is_connect() {
        TransportError::NotSent(error)
    } else if error.is_builder() {
        TransportError::NotRequestable
    } else {
        TransportError::AnswerLost(error)
    }
}

/// TLS refusals reach reqwest as an `io::Error` of kind `InvalidData` around a rustls error, which this
/// crate does not depend on; its words are stable ("invalid peer certificate: …").
fn is_untrusted(error: &reqwest::Error) -> bool {
    let mut source = error.source();
    while let Some(inner) = source {
        let is_refusal = inner.to_string().contains("invalid peer certificate");
        if is_refusal
            || inner
                .downcast_ref::<io::Error>()
                .is_some_and(is_certificate_refusal)
        {
            return true;
        }
        source = inner.source();
    }
    false
}

fn is_certificate_refusal(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::InvalidData && error.to_string().contains("certificate")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use reqwest::StatusCode;
    use reqwest::header::{DATE, HeaderValue};

    use super::{Answer, retry_after};

    #[test]
    fn the_time_by_the_servers_clock_is_the_one_that_it_sends() {
        let mut answer = Answer::of(StatusCode::OK, "");
        assert_eq!(answer.date(), None);
        let sent = HeaderValue::from_static("Sun, 22 Nov 2026 08:00:30 GMT");
        answer.headers.insert(DATE, sent);
        assert_eq!(answer.date(), "2026-11-22T08:00:30Z".parse().ok());
        answer
            .headers
            .insert(DATE, HeaderValue::from_static("noon"));
        assert_eq!(answer.date(), None);
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_date() {
        let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        assert_eq!(retry_after("7", now), Some(Duration::from_secs(7)));
        assert_eq!(
            retry_after("Sun, 22 Nov 2026 08:00:30 GMT", now),
            Some(Duration::from_secs(30))
        );
        assert_eq!(
            retry_after("Sun, 22 Nov 2026 07:00:00 GMT", now),
            Some(Duration::ZERO)
        );
        assert_eq!(retry_after("soon", now), None);
        assert_eq!(retry_after("-3", now), None);
    }
}
