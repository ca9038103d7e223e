//! Reads a body with a bound on its decoded size and on the silence between its parts.
//!
//! A gzip bomb inflates a thousandfold, so the bound is on what comes out of the decoder, part by
//! part, and never on `Content-Length`.

use std::time::Duration;

use reqwest::Response;
use tokio::time::timeout;

use crate::exchange::Progress;

/// Why there is no body.
pub(crate) enum BodyFailure {
    Silent,
    TooLarge,
    CutOff,
}

/// The whole body. Never a part of it.
pub(crate) async fn read(
    response: &mut Response,
    limit: usize,
    idle: Duration,
    progress: &Progress<'_>,
) -> Result<Vec<u8>, BodyFailure> {
    let mut bytes = Vec::new();
    let expected = response.content_length();
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
        progress(bytes.len() as u64, expected);
    }
    Ok(bytes)
}

/// A body as text, without a byte order mark. `None`: it is no text.
pub(crate) fn text(mut bytes: Vec<u8>) -> Option<String> {
    // RFC 8259 §8.1: a parser may ignore a byte order mark; servers do send it.
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).ok()
}

/// The given HTTP client may have a time limit of its own.
fn why(error: &reqwest::Error) -> BodyFailure {
    if error.is_timeout() {
        BodyFailure::Silent
    } else {
        BodyFailure::CutOff
    }
}
