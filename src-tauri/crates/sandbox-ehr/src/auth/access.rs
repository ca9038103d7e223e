//! The answer of the token endpoint (SMART App Launch 2.2 §Response to the token request).

use axum::Json;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use super::id_token;
use super::ledger::{AccessToken, Permission, PermissionId, after};
use super::oauth_error::{OAuthError, not_stored};
use super::scope::{self, Scope};
use super::server::AuthorizationServer;
use crate::journal::Complaint;
use crate::profile::{ExpiresIn, Profile};

/// What is to be issued.
pub(crate) struct Issue {
    pub(crate) permission: PermissionId,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) refresh_token: Option<String>,
    /// Whether this is the exchange of the code: only its id token repeats the nonce (OpenID Connect Core §12.2).
    pub(crate) first: bool,
}

/// Issues an access token and says so.
pub(crate) fn answer(server: &AuthorizationServer, issue: &Issue) -> Result<Response, OAuthError> {
    let profile = server.profile();
    let (access_token, permission) = new_access_token(server, &profile, issue)?;
    let mut body = Map::new();
    body.insert("access_token".to_owned(), Value::String(access_token));
    body.insert("token_type".to_owned(), json!("Bearer"));
    body.extend(lifetime(&profile));
    body.insert(
        "scope".to_owned(),
        Value::String(scope::join(&issue.scopes)),
    );
    body.extend(context(&profile, &permission));
    if issue.scopes.contains(&Scope::OpenId) {
        let id_token = id_token::sign(server, &permission, issue).map_err(|_| server_error())?;
        body.insert("id_token".to_owned(), Value::String(id_token));
    }
    if let Some(refresh_token) = &issue.refresh_token {
        body.insert(
            "refresh_token".to_owned(),
            Value::String(refresh_token.clone()),
        );
    }
    lay_over(&mut body, &profile.token_response);
    Ok(not_stored(Json(body).into_response()))
}

fn server_error() -> OAuthError {
    OAuthError::new(
        "server_error",
        Complaint::of("the id token could not be signed"),
    )
}

fn new_access_token(
    server: &AuthorizationServer,
    profile: &Profile,
    issue: &Issue,
) -> Result<(String, Permission), OAuthError> {
    let now = server.now();
    let token = AccessToken {
        permission: issue.permission,
        scopes: issue.scopes.clone(),
        issued_at: now,
        expires_at: after(now, profile.token_lifetime_seconds),
        revoked: false,
    };
    let mut ledger = server.ledger();
    let permission = ledger
        .permission(issue.permission)
        .cloned()
        .ok_or_else(|| {
            OAuthError::invalid_grant("everything issued from this sign-in was revoked")
        })?;
    let value = with_claims(profile, &permission, server.mint.value("access"));
    ledger.access_tokens.insert(value.clone(), token);
    Ok((value, permission))
}

/// The token, or a JWT around it where the profile wants claims.
fn with_claims(profile: &Profile, permission: &Permission, value: String) -> String {
    let mut claims = profile.access_token_claims.clone();
    let patient = permission.context.patient.as_deref();
    if let (Some(claim), Some(patient)) = (&profile.patient_claim, patient) {
        claims.insert(claim.clone(), patient.into());
    }
    if claims.is_empty() {
        return value;
    }
    let part = |part: Value| URL_SAFE_NO_PAD.encode(part.to_string());
    let header = part(json!({ "typ": "at+jwt", "alg": "HS256" }));
    let payload = part(Value::Object(claims));
    format!("{header}.{payload}.{value}")
}

fn lifetime(profile: &Profile) -> Option<(String, Value)> {
    let seconds = profile.token_lifetime_seconds;
    let value = match profile.expires_in {
        ExpiresIn::Number => json!(seconds),
        ExpiresIn::Text => json!(seconds.to_string()),
        ExpiresIn::Absent => return None,
    };
    Some(("expires_in".to_owned(), value))
}

/// The launch context members.
fn context(profile: &Profile, permission: &Permission) -> Map<String, Value> {
    let context = &permission.context;
    let mut members = Map::new();
    let mut add = |name: &str, value: Option<Value>| {
        members.extend(value.map(|value| (name.to_owned(), value)));
    };
    let patient = context.patient.as_deref().filter(|_| !profile.omit_patient);
    add("patient", patient.map(Value::from));
    add("encounter", context.encounter.as_deref().map(Value::from));
    add("intent", context.intent.as_deref().map(Value::from));
    add("fhirContext", context.fhir_context.clone());
    add(
        "need_patient_banner",
        patient.map(|_| Value::Bool(context.need_patient_banner.unwrap_or(true))),
    );
    members
}

/// Lays the members of a profile over the right ones; `null` takes one away.
pub(crate) fn lay_over(members: &mut Map<String, Value>, changes: &Map<String, Value>) {
    for (name, value) in changes {
        if value.is_null() {
            members.remove(name);
        } else {
            members.insert(name.clone(), value.clone());
        }
    }
}
