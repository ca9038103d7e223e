//! A Bundle of brands (SMART App Launch 2.2, "User-access Brands"), with an `ETag`.

use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::server::AuthorizationServer;

pub(crate) async fn brands(
    State(server): State<Arc<AuthorizationServer>>,
    headers: HeaderMap,
) -> Response {
    let Some(bundle) = &server.profile().brand_bundle else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let body = bundle.to_string();
    let digest = digest(&SHA256, body.as_bytes());
    let etag = format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(digest));
    let known = headers.get(header::IF_NONE_MATCH);
    let fresh = [(header::ETAG, etag.clone())];
    if known.is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, fresh).into_response();
    }
    let kind = [(header::CONTENT_TYPE, "application/fhir+json")];
    (fresh, kind, body).into_response()
}
