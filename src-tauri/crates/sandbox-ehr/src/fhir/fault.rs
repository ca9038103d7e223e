//! Faults that strike before a request is looked at, or after it was answered: delay, rate limit, a page of
//! a portal or of a gateway, XML, and what goes wrong with single pages.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE,
};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::behaviour::PageAct;
use super::failure::Failure;
use super::server::Server;
use super::wishes;
use crate::connection::Scissors;
use crate::faults::{BrokenOff, Cut};

const XML: &str = "<?xml version=\"1.0\"?><Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"searchset\"/></Bundle>";

const PORTAL: &str = "<!doctype html><html lang=\"en\"><head><title>Guest network sign-in</title></head>\
    <body><h1>Please sign in to the guest network</h1></body></html>";

/// Delays or replaces the answer, as the behaviour says. `/metadata` is never touched.
pub(crate) async fn intervene(
    State(server): State<Arc<Server>>,
    mut request: Request,
    next: Next,
) -> Response {
    let behaviour = &server.behaviour;
    if let Some((name, value)) = &behaviour.everywhere
        && !request.uri().path().ends_with("/metadata")
        && !take_out(&mut request, &format!("{name}={value}"))
    {
        return Failure::invalid(format!("every request needs {name}")).into_response();
    }
    let path = request.uri().path().to_owned();
    let resource_type = path
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default();
    let is_search = !path.trim_matches('/').contains('/');
    if resource_type == "metadata" {
        return next.run(request).await;
    }
    if behaviour.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(behaviour.delay_ms)).await;
    }
    if let Some(limit) = behaviour.rate_limit {
        let number = server.requests.fetch_add(1, Ordering::Relaxed) + 1;
        if limit.every > 0 && number.is_multiple_of(limit.every) {
            return Failure::too_many_requests(limit.retry_after).into_response();
        }
    }
    if behaviour
        .html_instead
        .iter()
        .any(|name| name == resource_type)
    {
        return ([(CONTENT_TYPE, "text/html; charset=utf-8")], PORTAL).into_response();
    }
    if server.is_refused_by_gateway(resource_type, is_search) {
        return wishes::page(behaviour.unsupported_status);
    }
    let query = request.uri().query().unwrap_or_default();
    if behaviour.xml && !query.contains("_format=json") {
        return ([(CONTENT_TYPE, "application/fhir+xml")], XML).into_response();
    }
    let act = is_search
        .then(|| server.page_fault(resource_type))
        .flatten();
    match act {
        Some(act) => play(&act, request, next).await,
        None => next.run(request).await,
    }
}

/// Takes a pair out of the query, written exactly so. `false`: it is not there.
fn take_out(request: &mut Request, pair: &str) -> bool {
    let uri = request.uri().clone();
    let query = uri.query().unwrap_or_default();
    let rest: Vec<&str> = query.split('&').filter(|one| *one != pair).collect();
    let is_there = rest.len() < query.split('&').count();
    let without = format!("{}?{}", uri.path(), rest.join("&"));
    if let Ok(without) = without.trim_end_matches('?').parse() {
        *request.uri_mut() = without;
    }
    is_there
}

async fn play(act: &PageAct, mut request: Request, next: Next) -> Response {
    match act {
        PageAct::Status {
            status,
            retry_after,
        } => {
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_GATEWAY);
            let mut response = status.into_response();
            let wait = retry_after.as_deref().map(HeaderValue::from_str);
            if let Some(Ok(wait)) = wait {
                response.headers_mut().insert(RETRY_AFTER, wait);
            }
            if status == StatusCode::UNAUTHORIZED {
                let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
                response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
            }
            response
        }
        PageAct::Truncate { sixteenths, honest } => {
            if *honest {
                // Half of a compressed body cannot be unpacked, so it would not look whole.
                request.headers_mut().remove(ACCEPT_ENCODING);
            }
            truncated(next.run(request).await, *sixteenths, *honest).await
        }
        PageAct::Cut => {
            let scissors = request.extensions().get::<ConnectInfo<Scissors>>();
            if let Some(ConnectInfo(scissors)) = scissors {
                scissors.cut();
            }
            let mut response = StatusCode::BAD_GATEWAY.into_response();
            response.extensions_mut().insert(Cut);
            response
        }
        PageAct::Slow { milliseconds } => {
            tokio::time::sleep(Duration::from_millis(*milliseconds)).await;
            next.run(request).await
        }
    }
}

/// The body up to some sixteenths of it, under its own length or under that of the whole.
async fn truncated(response: Response, sixteenths: usize, honest: bool) -> Response {
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let part = whole.slice(..whole.len() * sixteenths.min(15) / 16);
    parts.headers.remove(CONTENT_LENGTH);
    if honest {
        return Response::from_parts(parts, Body::from(part));
    }
    let length = HeaderValue::from(whole.len());
    parts.headers.insert(CONTENT_LENGTH, length);
    parts.extensions.insert(BrokenOff);
    let chunks = [
        Ok::<Bytes, std::io::Error>(part),
        Err(std::io::ErrorKind::ConnectionAborted.into()),
    ];
    Response::from_parts(parts, Body::from_stream(futures_util::stream::iter(chunks)))
}
