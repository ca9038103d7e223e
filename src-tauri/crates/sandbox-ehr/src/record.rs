//! Writes every request into the journal, answers with the sandbox's own time, and plays the faults of the profile.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

use crate::auth::AuthorizationServer;
use crate::auth::is_form;
use crate::faults::{BrokenOff, Cut};
use crate::journal::{Complaint, EntryId, RecordedAnswer, RecordedRequest};

/// What a handler found wrong, attached to its answer.
#[derive(Debug, Clone)]
pub(crate) struct Complaints(pub(crate) Vec<Complaint>);

/// Tells the gate which request it is asked about. Only ever set in here.
pub(crate) const ENTRY_HEADER: &str = "sandbox-journal-entry";

const LARGEST_FORM: usize = 256 * 1024;

/// The outermost layer.
pub(crate) async fn record(
    State(server): State<Arc<AuthorizationServer>>,
    request: Request,
    next: Next,
) -> Response {
    let (request, entry) = match arrive(&server, request).await {
        Ok(arrived) => arrived,
        Err(response) => return response,
    };
    let kept = is_kept(request.uri().path());
    let mut response = next.run(request).await;
    let complaints = response
        .extensions_mut()
        .remove::<Complaints>()
        .map_or_else(Vec::new, |found| found.0);
    let cut = response.extensions().get::<Cut>().is_some();
    let status = (!cut).then(|| response.status().as_u16());
    let (mut response, answer) = keep(response, kept).await;
    server.journal.answered(entry, status, complaints, answer);
    if let Some(date) = http_date(server.now()) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

/// The documents of the authorization server; those of the FHIR server are many and large.
fn is_kept(path: &str) -> bool {
    !path.starts_with("/fhir/")
}

/// What the judge needs of the answer. One that a fault breaks off passes by as it is.
async fn keep(response: Response, is_kept: bool) -> (Response, RecordedAnswer) {
    let location = header_text(&response, &header::LOCATION);
    let kind = header_text(&response, &header::CONTENT_TYPE).unwrap_or_default();
    let is_whole = response.extensions().get::<BrokenOff>().is_none();
    if !is_kept || !is_whole || !kind.starts_with("application/json") {
        return (
            response,
            RecordedAnswer {
                location,
                body: None,
            },
        );
    }
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let body = serde_json::from_slice(&bytes).ok();
    let response = Response::from_parts(parts, Body::from(bytes));
    (response, RecordedAnswer { location, body })
}

fn header_text(response: &Response, name: &HeaderName) -> Option<String> {
    let value = response.headers().get(name)?;
    value.to_str().ok().map(str::to_owned)
}

async fn arrive(
    server: &AuthorizationServer,
    request: Request,
) -> Result<(Request, EntryId), Response> {
    let (mut parts, body) = request.into_parts();
    let content_type = parts
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let mut form = Vec::new();
    let body = if is_form(content_type) {
        let bytes = read(body).await?;
        form = url::form_urlencoded::parse(&bytes).into_owned().collect();
        Body::from(bytes)
    } else {
        body
    };
    let entry = server.journal.arrived(RecordedRequest {
        at: server.now(),
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().map(str::to_owned),
        headers: readable(&parts.headers),
        form,
        status: None,
        complaints: Vec::new(),
        answer: RecordedAnswer::default(),
    });
    parts
        .headers
        .insert(ENTRY_HEADER, HeaderValue::from(entry.0));
    parts.extensions.insert(entry);
    Ok((Request::from_parts(parts, body), entry))
}

async fn read(body: Body) -> Result<Bytes, Response> {
    to_bytes(body, LARGEST_FORM).await.map_err(|_| {
        (
            axum::http::StatusCode::PAYLOAD_TOO_LARGE,
            "the form is too large",
        )
            .into_response()
    })
}

fn readable(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            (
                name.as_str().to_owned(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
        .collect()
}

/// The sandbox's time: a client that learns the server's clock from `Date` learns the one that judges it.
fn http_date(now: Timestamp) -> Option<HeaderValue> {
    let text = DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&now)
        .ok()?;
    HeaderValue::from_str(&text).ok()
}
