//! Asking what a token is (RFC 7662; SMART App Launch 2.2 §Token Introspection).

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::client_authentication::authenticate;
use super::form::Parameters;
use super::ledger::{Ledger, Permission};
use super::oauth_error::{OAuthError, not_stored};
use super::scope::{self, Scope};
use super::server::AuthorizationServer;
use crate::journal::Complaint;

pub(crate) async fn introspect(
    State(server): State<Arc<AuthorizationServer>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    match describe(&server, &headers, &body) {
        Ok(answer) => not_stored(Json(answer).into_response()),
        Err(error) => error.into_response(),
    }
}

fn describe(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Value, OAuthError> {
    let form = Parameters::from_body(headers, body, 62)?;
    authorize(server, headers, &form)?;
    let missing = || OAuthError::new("invalid_request", Complaint::of("`token` is missing"));
    let value = form.get("token").ok_or_else(missing)?;
    let ledger = server.ledger();
    let answer =
        access_token(server, &ledger, value).or_else(|| refresh_token(server, &ledger, value));
    Ok(answer.map_or_else(|| json!({ "active": false }), Value::Object))
}

/// RFC 7662 §2.1: not for everybody. Either a live access token or a client that proves who it is.
fn authorize(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    form: &Parameters,
) -> Result<(), OAuthError> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    match bearer {
        None => authenticate(server, headers, form).map(|_| ()),
        Some(token) => server
            .ledger()
            .live_access_token(token, server.now())
            .map(|_| ())
            .map_err(|reason| OAuthError::new("invalid_client", Complaint::of(reason))),
    }
}

fn access_token(
    server: &AuthorizationServer,
    ledger: &Ledger,
    value: &str,
) -> Option<Map<String, Value>> {
    let (token, permission) = ledger.live_access_token(value, server.now()).ok()?;
    let mut members = common(server, permission, &token.scopes, token.issued_at);
    members.insert("exp".to_owned(), json!(token.expires_at.as_second()));
    members.insert("token_type".to_owned(), json!("Bearer"));
    Some(members)
}

fn refresh_token(
    server: &AuthorizationServer,
    ledger: &Ledger,
    value: &str,
) -> Option<Map<String, Value>> {
    let token = ledger
        .refresh_tokens
        .get(value)
        .filter(|token| !token.revoked && token.replaced_at.is_none())?;
    let permission = ledger.permission(token.permission)?;
    Some(common(
        server,
        permission,
        &permission.scopes,
        permission.given_at,
    ))
}

fn common(
    server: &AuthorizationServer,
    permission: &Permission,
    scopes: &[Scope],
    issued_at: Timestamp,
) -> Map<String, Value> {
    let fhir_user = format!("{}/{}", server.fhir_base_url(), permission.user.reference);
    let mut members = Map::new();
    let mut add = |name: &str, value: Value| members.insert(name.to_owned(), value);
    add("active", json!(true));
    add("scope", json!(scope::join(scopes)));
    add("client_id", json!(permission.client_id));
    add("iat", json!(issued_at.as_second()));
    add("iss", json!(server.issuer()));
    add("sub", json!(permission.user.subject));
    if scopes.contains(&Scope::FhirUser) {
        add("fhirUser", json!(fhir_user));
    }
    if let Some(patient) = &permission.context.patient {
        add("patient", json!(patient));
    }
    if let Some(encounter) = &permission.context.encounter {
        add("encounter", json!(encounter));
    }
    members
}
