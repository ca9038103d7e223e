//! Installations that register a key with their first access token and then sign for tokens, as Epic's
//! dynamic clients do (RFC 7591 §3, RFC 7523 §2.1).

use axum::Json;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use super::access::Issue;
use super::client::{Client, ClientAuthentication};
use super::client_assertion;
use super::form::Parameters;
use super::oauth_error::{OAuthError, not_stored};
use super::register::{Metadata, bearer, keys};
use super::scope::Scope;
use super::server::AuthorizationServer;
use crate::journal::Complaint;

/// `grant_type` of RFC 7523 §2.1.
pub(crate) const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// Takes the key of an installation whose person has just signed in.
pub(crate) fn register(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Response, OAuthError> {
    let refuse = |message: &str| OAuthError::new("invalid_client_metadata", Complaint::of(message));
    let metadata: Metadata =
        serde_json::from_slice(body).map_err(|_| refuse("the registration is no JSON object"))?;
    let token = bearer(headers).unwrap_or_default();
    let now = server.now();
    let (permission, app) = {
        let ledger = server.ledger();
        let (token, permission) = ledger
            .live_access_token(token, now)
            .map_err(|why| OAuthError::new("invalid_token", Complaint::of(why)))?;
        (token.permission, permission.client_id.clone())
    };
    if metadata.get("software_id").and_then(Value::as_str) != Some(app.as_str()) {
        return Err(refuse("`software_id` is the client id that signed in"));
    }
    let id = server.next_registration("");
    server.register(Client {
        id: id.clone(),
        name: "An installation".to_owned(),
        redirect_uris: Vec::new(),
        launch_url: None,
        authentication: ClientAuthentication::Asymmetric {
            keys: keys(&metadata)?,
            jwks_url: None,
        },
    });
    server.ledger().installations.insert(id.clone(), permission);
    let answer = json!({
        "client_id": id, "software_id": app, "redirect_uris": [],
        "grant_types": [GRANT], "token_endpoint_auth_method": "none",
    });
    Ok(not_stored(
        (StatusCode::CREATED, Json(answer)).into_response(),
    ))
}

fn is_identity(scope: &Scope) -> bool {
    matches!(scope, Scope::OpenId | Scope::FhirUser | Scope::Profile)
}

/// Gives a token for what an installation signed.
pub(crate) fn grant(server: &AuthorizationServer, form: &Parameters) -> Result<Issue, OAuthError> {
    let assertion = form.require("assertion", 67)?;
    let client = client_assertion::verify(server, assertion)?;
    if form.get("client_id").is_some_and(|id| id != client.id) {
        return Err(OAuthError::invalid_grant(
            "the assertion is of another client",
        ));
    }
    let ledger = server.ledger();
    let permission = ledger.installations.get(&client.id).copied();
    let permission =
        permission.ok_or_else(|| OAuthError::invalid_grant("this client is no installation"))?;
    let allowed = ledger
        .permission(permission)
        .ok_or_else(|| OAuthError::invalid_grant("what the user allowed was taken back"))?;
    Ok(Issue {
        permission,
        // Who signed in was said when they did.
        scopes: allowed
            .scopes
            .iter()
            .filter(|one| !is_identity(one))
            .cloned()
            .collect(),
        refresh_token: None,
        first: false,
    })
}
