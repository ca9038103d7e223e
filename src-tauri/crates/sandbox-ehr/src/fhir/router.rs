//! The routes below `/fhir`.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};

use super::failure::Failure;
use super::server::Server;
use super::{FhirBehaviour, FhirStore, fault};
use crate::gate::Gate;

/// The FHIR server as a router, to be nested at `/fhir`.
///
/// `fhir_base_url` is the public address without a trailing slash, `http://127.0.0.1:4004/fhir`.
pub fn router(
    store: Arc<FhirStore>,
    gate: Arc<dyn Gate>,
    behaviour: FhirBehaviour,
    fhir_base_url: String,
) -> Router {
    let server = Arc::new(Server::new(store, gate, behaviour, fhir_base_url));
    Router::new()
        .route("/metadata", get(metadata))
        .route("/{resource_type}", get(search))
        .route("/{resource_type}/_search", post(search_by_form))
        .route("/{resource_type}/{id}", get(read))
        .route("/{resource_type}/{id}/_history", get(history))
        .fallback(nothing_here)
        .method_not_allowed_fallback(read_only)
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(&server),
            fault::intervene,
        ))
        .with_state(server)
}

type Answer = Result<Response, Failure>;

async fn metadata(
    State(server): State<Arc<Server>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    server.metadata(&headers, &query.unwrap_or_default())
}

async fn read(
    State(server): State<Arc<Server>>,
    Path((resource_type, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    server.read(&headers, &resource_type, &id, &query.unwrap_or_default())
}

async fn history(
    State(server): State<Arc<Server>>,
    Path((resource_type, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    server.history(&headers, &resource_type, &id, &query.unwrap_or_default())
}

async fn search(
    State(server): State<Arc<Server>>,
    Path(resource_type): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    server.search(&headers, &resource_type, &query.unwrap_or_default())
}

async fn search_by_form(
    State(server): State<Arc<Server>>,
    Path(resource_type): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    form: Bytes,
) -> Answer {
    if server.behaviour.no_search_by_form {
        return Err(read_only().await);
    }
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !content_type.starts_with("application/x-www-form-urlencoded") {
        let reason = "_search takes application/x-www-form-urlencoded";
        return Err(Failure::not_supported(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            reason,
        ));
    }
    let form = std::str::from_utf8(&form).map_err(|_| Failure::invalid("the form is not UTF-8"))?;
    let parts = [query.as_deref().unwrap_or_default(), form.trim()];
    let query: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    server.search(&headers, &resource_type, &query.join("&"))
}

async fn nothing_here() -> Failure {
    Failure::not_found("there is nothing at this address")
}

async fn read_only() -> Failure {
    Failure::not_supported(
        StatusCode::METHOD_NOT_ALLOWED,
        "this server only reads and searches",
    )
}
