//! Taking tokens back (RFC 7009).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::client::Client;
use super::client_authentication::authenticate;
use super::form::Parameters;
use super::ledger::PermissionId;
use super::oauth_error::{OAuthError, not_stored};
use super::server::AuthorizationServer;
use crate::journal::Complaint;

pub(crate) async fn revoke(
    State(server): State<Arc<AuthorizationServer>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    match take_back(&server, &headers, &body) {
        Ok(()) => not_stored(StatusCode::OK.into_response()),
        Err(error) => error.into_response(),
    }
}

fn take_back(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<(), OAuthError> {
    let invalid = |message: String| OAuthError::new("invalid_request", Complaint::of(message));
    let form = Parameters::from_body(headers, body, 62)?;
    if let Some(name) = form.repeated() {
        return Err(invalid(format!("`{name}` was sent more than once")));
    }
    let client = authenticate(server, headers, &form)?;
    let value = form
        .get("token")
        .ok_or_else(|| invalid("`token` is missing".to_owned()))?;
    let mut ledger = server.ledger();
    let owner = |id: PermissionId| {
        ledger
            .permissions
            .get(&id)
            .map(|permission| permission.client_id.clone())
    };
    if let Some(permission) = ledger
        .refresh_tokens
        .get(value)
        .map(|token| token.permission)
    {
        check_owner(owner(permission).as_deref(), &client)?;
        // §2.1: with a refresh token go the access tokens of the same grant.
        ledger.revoke(permission);
    } else if let Some(permission) = ledger
        .access_tokens
        .get(value)
        .map(|token| token.permission)
    {
        check_owner(owner(permission).as_deref(), &client)?;
        if let Some(token) = ledger.access_tokens.get_mut(value) {
            token.revoked = true;
        }
    }
    // §2.2: an unknown token is as good as revoked.
    Ok(())
}

fn check_owner(owner: Option<&str>, client: &Client) -> Result<(), OAuthError> {
    if owner == Some(client.id.as_str()) {
        return Ok(());
    }
    Err(OAuthError::invalid_grant(
        "that token was issued to another client",
    ))
}
