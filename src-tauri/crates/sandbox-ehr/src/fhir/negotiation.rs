//! What the client can take: media type, compression, and whether it already has the answer.

use std::io::Write as _;

use axum::body::Body;
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use flate2::Compression;
use flate2::write::GzEncoder;
use url::form_urlencoded;

use super::failure::{FHIR_JSON, Failure};

/// Below this compression costs more than it saves.
const WORTH_COMPRESSING: usize = 1_400;

/// The media ranges of `Accept`, without parameters. Of `_format`, if that is sent: it overrides the header.
pub(crate) fn accepted(headers: &HeaderMap, query: &str) -> Vec<String> {
    let format = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "_format");
    let wanted = match format {
        // An unescaped `+` of `application/fhir+json` arrives as a space.
        Some((_, format)) => format.replace(' ', "+"),
        None => header(headers, &ACCEPT).unwrap_or("*/*").to_owned(),
    };
    let ranges = wanted
        .split(',')
        .filter_map(|range| range.split(';').next());
    ranges
        .map(|range| range.trim().to_ascii_lowercase())
        .collect()
}

/// Whether a media range names FHIR JSON itself.
pub(crate) fn names_json(range: &str) -> bool {
    matches!(
        range,
        "application/fhir+json"
            | "application/json"
            | "text/json"
            | "json"
            | "application/json+fhir"
    )
}

/// 406 unless FHIR JSON will do (FHIR R4 §3.1.0.1.11).
pub(crate) fn require_json(headers: &HeaderMap, query: &str) -> Result<(), Failure> {
    let ranges = accepted(headers, query);
    let will_do = ranges
        .iter()
        .any(|range| names_json(range) || matches!(range.as_str(), "*/*" | "application/*"));
    let refusal = || {
        Failure::not_supported(
            StatusCode::NOT_ACCEPTABLE,
            "only application/fhir+json is served",
        )
    };
    will_do.then_some(()).ok_or_else(refusal)
}

/// Whether `If-None-Match` names this entity tag; weak comparison (RFC 9110 §8.8.3.2).
pub(crate) fn has_already(headers: &HeaderMap, etag: &str) -> bool {
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let sent = header(headers, &IF_NONE_MATCH).unwrap_or_default();
    sent.split(',')
        .any(|tag| tag.trim() == "*" || plain(tag) == plain(etag))
}

/// A 200 with a FHIR JSON body, compressed if the client takes gzip and the body is not small.
pub(crate) fn fhir_json(headers: &HeaderMap, body: Vec<u8>) -> Response<Body> {
    let compressed = (body.len() > WORTH_COMPRESSING && takes_gzip(headers))
        .then(|| gzip(&body))
        .flatten();
    let encoding = compressed
        .as_ref()
        .map(|_| HeaderValue::from_static("gzip"));
    let mut response = Response::new(Body::from(compressed.unwrap_or(body)));
    let response_headers = response.headers_mut();
    response_headers.insert(CONTENT_TYPE, HeaderValue::from_static(FHIR_JSON));
    response_headers.insert(
        VARY,
        HeaderValue::from_static("Accept, Accept-Encoding, Authorization"),
    );
    if let Some(encoding) = encoding {
        response_headers.insert(CONTENT_ENCODING, encoding);
    }
    response
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let sent = header(headers, &ACCEPT_ENCODING).unwrap_or_default();
    sent.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case("gzip"))
            && parts.all(|weight| !matches!(weight, "q=0" | "q=0.0"))
    })
}

fn gzip(body: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

fn header<'h>(headers: &'h HeaderMap, name: &axum::http::HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}
