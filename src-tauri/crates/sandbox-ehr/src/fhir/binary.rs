//! `Binary`: the content itself unless the client asks for FHIR (FHIR R4 §2.35.1).

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use super::negotiation::{accepted, names_json};
use super::resource::Resource;

/// The raw content, or `None` if the FHIR JSON is to be served: asked for, or there is nothing to decode.
pub(crate) fn raw_content(
    headers: &HeaderMap,
    query: &str,
    resource: &Resource,
) -> Option<Response<Body>> {
    if accepted(headers, query)
        .iter()
        .any(|range| names_json(range))
    {
        return None;
    }
    let binary: Value = serde_json::from_str(&resource.json).ok()?;
    let mut data = binary.get("data")?.as_str()?.to_owned();
    data.retain(|character| !character.is_ascii_whitespace());
    let content = BASE64_STANDARD.decode(data).ok()?;
    let declared = binary.get("contentType").and_then(Value::as_str);
    let content_type = declared.and_then(|declared| HeaderValue::from_str(declared).ok());
    let mut response = Response::new(Body::from(content));
    let response_headers = response.headers_mut();
    let unknown = HeaderValue::from_static("application/octet-stream");
    response_headers.insert(CONTENT_TYPE, content_type.unwrap_or(unknown));
    response_headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Some(response)
}
