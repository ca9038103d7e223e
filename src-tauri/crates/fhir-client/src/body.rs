//! Reads a body as text with a bound on its decoded size and on the silence between its parts.
//!
//! A gzip bomb inflates a thousandfold, so the bound is on what comes out of the decoder, part by
//! part, and never on `Content-Length`.

use std::time::Duration;

use reqwest::Response;
use tokio::time::timeout;

/// Why there is no body.
pub(crate) enum BodyFailure {
    Silent,
    TooLarge,
    CutOff,
    NotText,
}

/// The whole body, without a byte order mark. Never a part of it.
pub(crate) async fn read(
    response: &mut Response,
    limit: usize,
    idle: Duration,
) -> Result<String, BodyFailure> {
    let mut bytes = Vec::new();
    loop {
        let part = timeout(idle, response.chunk())
            .await
            .map_err(|_| BodyFailure::Silent)?;
        let Some(part) = part.map_err(|error| why(&error))? else {
            break;
        };
        if bytes.len() + part.len() > limit {
            return Err(BodyFailure::TooLarge);
        }
        bytes.extend_from_slice(&part);
    }
    // RFC 8259 §8.1: a parser may ignore a byte order mark; servers do send it.
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).map_err(|_| BodyFailure::NotText)
}

/// The given HTTP client may have a time limit of its own.
fn why(error: &reqwest::Error) -> BodyFailure {
    if error.is_timeout() {
        BodyFailure::Silent
    } else {
        BodyFailure::CutOff
    }
}
