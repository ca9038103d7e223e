//! Faults that strike before a request is looked at: delay, rate limit, a portal's page instead of an answer.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::failure::Failure;
use super::server::Server;

const PORTAL: &str = "<!doctype html><html lang=\"en\"><head><title>Guest network sign-in</title></head>\
    <body><h1>Please sign in to the guest network</h1></body></html>";

/// Delays or replaces the answer, as the behaviour says. `/metadata` is never touched.
pub(crate) async fn intervene(
    State(server): State<Arc<Server>>,
    request: Request,
    next: Next,
) -> Response {
    let behaviour = &server.behaviour;
    let resource_type = request
        .uri()
        .path()
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default();
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
    next.run(request).await
}
