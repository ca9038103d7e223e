//! Plays the faults of the profile on the endpoints of the authorization server.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::auth::AuthorizationServer;
use crate::connection::Scissors;
use crate::profile::{Act, Answer, Endpoint, Profile};

/// How often each endpoint was asked since the profile was set.
#[derive(Debug, Default)]
pub(crate) struct Counters(Mutex<HashMap<Endpoint, u32>>);

/// The connection was cut: there is no status to write down.
#[derive(Debug, Clone)]
pub(crate) struct Cut;

/// The body ends before its end: reading it here would end it for good.
#[derive(Debug, Clone)]
pub(crate) struct BrokenOff;

impl Counters {
    /// Counts one request and says what goes wrong with it.
    pub(crate) fn next(&self, profile: &Profile, endpoint: Endpoint) -> Option<Act> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(endpoint).or_default();
        *count = count.saturating_add(1);
        let now = |nth: Option<u32>| nth.is_none_or(|nth| nth == *count);
        profile
            .faults
            .iter()
            .find(|fault| fault.at == endpoint && now(fault.nth))
            .map(|fault| fault.act.clone())
    }

    pub(crate) fn reset(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

/// A layer around the authorization server's endpoints.
pub(crate) async fn play(
    State(server): State<Arc<AuthorizationServer>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: Request,
    next: Next,
) -> Response {
    let act = endpoint(request.uri().path()).and_then(|endpoint| server.fault(endpoint));
    match act {
        None | Some(Act::Parameters(_)) => next.run(request).await,
        Some(Act::DropBefore) => cut(&scissors),
        Some(Act::DropAfter) => {
            next.run(request).await;
            cut(&scissors)
        }
        Some(Act::DropMidBody) => halved(next.run(request).await).await,
        Some(Act::Answer(answer)) => instead(answer),
        Some(Act::AnswerAfter(answer)) => {
            next.run(request).await;
            instead(answer)
        }
        Some(Act::Delay(milliseconds)) => {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            next.run(request).await
        }
        Some(Act::ContentType(kind)) => retyped(next.run(request).await, &kind),
    }
}

fn endpoint(path: &str) -> Option<Endpoint> {
    match path {
        "/fhir/.well-known/smart-configuration" => Some(Endpoint::Discovery),
        "/.well-known/openid-configuration" => Some(Endpoint::OpenidConfiguration),
        "/auth/jwks" => Some(Endpoint::Jwks),
        "/auth/authorize" => Some(Endpoint::Authorize),
        "/auth/token" => Some(Endpoint::Token),
        "/auth/revoke" => Some(Endpoint::Revoke),
        "/auth/introspect" => Some(Endpoint::Introspect),
        "/auth/register" => Some(Endpoint::Register),
        _ => None,
    }
}

/// The connection closes without an answer.
pub(crate) fn cut(scissors: &Scissors) -> Response {
    scissors.cut();
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Cut);
    response
}

/// The first half of the body under the length of the whole: the server aborts the connection there.
async fn halved(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let half = whole.slice(..whole.len() / 2);
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    parts.extensions.insert(BrokenOff);
    let chunks = [
        Ok::<Bytes, std::io::Error>(half),
        Err(std::io::ErrorKind::ConnectionAborted.into()),
    ];
    Response::from_parts(parts, Body::from_stream(futures_util::stream::iter(chunks)))
}

fn instead(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, answer.body).into_response();
    set(&mut response, header::CONTENT_TYPE, &answer.content_type);
    if let Some(retry_after) = &answer.retry_after {
        set(&mut response, header::RETRY_AFTER, retry_after);
    }
    response
}

fn retyped(mut response: Response, kind: &str) -> Response {
    set(&mut response, header::CONTENT_TYPE, kind);
    response
}

fn set(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
