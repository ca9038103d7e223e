//! The token endpoint (SMART App Launch 2.2 §Obtain access token, §Refresh access token; RFC 6749 §4.1.3, §6).

use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::digest;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};

use super::access::{self, Issue};
use super::client::Client;
use super::client_authentication::authenticate;
use super::form::Parameters;
use super::installation;
use super::ledger::{IssuedCode, Ledger, PermissionId, RefreshToken};
use super::oauth_error::OAuthError;
use super::scope::Scope;
use super::server::AuthorizationServer;
use crate::journal::Complaint;
use crate::profile::{Profile, Refresh};
use crate::record::Complaints;

pub(crate) async fn token(
    State(server): State<Arc<AuthorizationServer>>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if method != Method::POST {
        return only_post();
    }
    tokio::time::sleep(Duration::from_millis(
        server.profile().token_delay_milliseconds,
    ))
    .await;
    grant(&server, &headers, &body).unwrap_or_else(OAuthError::into_response)
}

fn only_post() -> Response {
    let complaint = Complaint::against(62, "the token endpoint is asked with POST");
    let mut response = (
        StatusCode::METHOD_NOT_ALLOWED,
        [(header::ALLOW, "POST")],
        "POST only",
    )
        .into_response();
    response
        .extensions_mut()
        .insert(Complaints(vec![complaint]));
    response
}

fn grant(
    server: &AuthorizationServer,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Response, OAuthError> {
    let form = Parameters::from_body(headers, body, 62)?;
    if let Some(name) = form.repeated() {
        return Err(OAuthError::invalid_request(
            62,
            format!("`{name}` was sent more than once"),
        ));
    }
    let grant_type = form.require("grant_type", 67)?;
    if grant_type == installation::GRANT && server.profile().installations {
        return access::answer(server, &installation::grant(server, &form)?);
    }
    let exchange = match grant_type {
        "authorization_code" => exchange_code,
        "refresh_token" => refresh,
        other => {
            let message = format!(
                "`grant_type` must be `authorization_code` or `refresh_token`, not `{other}`"
            );
            return Err(OAuthError::new(
                "unsupported_grant_type",
                Complaint::against(67, message),
            ));
        }
    };
    let client = authenticate(server, headers, &form)?;
    let issue = exchange(server, &client, &form)?;
    access::answer(server, &issue)
}

/// Redeems an authorization code.
fn exchange_code(
    server: &AuthorizationServer,
    client: &Client,
    form: &Parameters,
) -> Result<Issue, OAuthError> {
    let value = form.require("code", 68)?;
    let redirect_uri = form.require("redirect_uri", 69)?;
    let now = server.now();
    let mut ledger = server.ledger();
    let code = take_code(&mut ledger, value, client, now)?;
    check_redirect(&code, redirect_uri)?;
    check_verifier(&code, form)?;
    let permission = ledger
        .permission(code.permission)
        .ok_or_else(|| OAuthError::invalid_grant("what the user allowed was taken back"))?;
    let scopes = permission.scopes.clone();
    let wants_refresh =
        scopes.contains(&Scope::OfflineAccess) || scopes.contains(&Scope::OnlineAccess);
    let refresh_token =
        wants_refresh.then(|| new_refresh_token(server, &mut ledger, code.permission));
    Ok(Issue {
        permission: code.permission,
        scopes,
        refresh_token,
        first: true,
    })
}

/// Marks the code as used. Used twice, it takes back everything that it gave (RFC 6749 §4.1.2).
fn take_code(
    ledger: &mut Ledger,
    value: &str,
    client: &Client,
    now: Timestamp,
) -> Result<IssuedCode, OAuthError> {
    let unknown = || {
        let complaint = Complaint::against(68, "this server did not issue that code");
        OAuthError::new("invalid_grant", complaint)
    };
    let code = ledger.codes.get(value).cloned().ok_or_else(unknown)?;
    let owner = ledger
        .permissions
        .get(&code.permission)
        .map(|permission| permission.client_id.as_str());
    if owner != Some(client.id.as_str()) {
        let complaint = Complaint::against(68, "that code was issued to another client");
        return Err(OAuthError::new("invalid_grant", complaint));
    }
    if code.used {
        ledger.revoke(code.permission);
        let message = "that code was already used: everything that it gave is revoked";
        return Err(OAuthError::new("invalid_grant", Complaint::of(message)));
    }
    if code.expires_at <= now {
        return Err(OAuthError::invalid_grant("that code has expired"));
    }
    if let Some(stored) = ledger.codes.get_mut(value) {
        stored.used = true;
    }
    Ok(code)
}

fn check_redirect(code: &IssuedCode, redirect_uri: &str) -> Result<(), OAuthError> {
    if code.redirect_uri == redirect_uri {
        return Ok(());
    }
    let message = "`redirect_uri` is not the one of the authorization request";
    Err(OAuthError::new(
        "invalid_grant",
        Complaint::against(69, message),
    ))
}

/// RFC 7636 §4.6.
fn check_verifier(code: &IssuedCode, form: &Parameters) -> Result<(), OAuthError> {
    let refuse = |message: &str| {
        Err(OAuthError::new(
            "invalid_grant",
            Complaint::against(70, message),
        ))
    };
    let Some(challenge) = &code.code_challenge else {
        return match form.get("code_verifier") {
            None => Ok(()),
            Some(_) => refuse("`code_verifier` was sent, but there was no `code_challenge`"),
        };
    };
    let verifier = form.require("code_verifier", 70)?;
    let unreserved = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~');
    if !(43..=128).contains(&verifier.len()) || !verifier.chars().all(unreserved) {
        return refuse("`code_verifier` must be 43 to 128 unreserved characters");
    }
    let computed = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes()));
    if computed == *challenge {
        Ok(())
    } else {
        refuse("`code_verifier` does not fit the `code_challenge`")
    }
}

/// Renews an access token.
fn refresh(
    server: &AuthorizationServer,
    client: &Client,
    form: &Parameters,
) -> Result<Issue, OAuthError> {
    let value = form.require("refresh_token", 106)?;
    let (now, profile) = (server.now(), server.profile());
    let mut ledger = server.ledger();
    let token = usable_refresh_token(&mut ledger, value, client, &profile, now)?;
    let granted = usable_permission(&ledger, token.permission)?;
    let scopes = narrowed(granted, form.get("scope"))?;
    let refresh_token = match profile.refresh {
        Refresh::Keeps => None,
        Refresh::Reissues => Some(new_refresh_token(server, &mut ledger, token.permission)),
        Refresh::Rotates { .. } => {
            if let Some(stored) = ledger.refresh_tokens.get_mut(value) {
                stored.replaced_at.get_or_insert(now);
            }
            Some(new_refresh_token(server, &mut ledger, token.permission))
        }
    };
    Ok(Issue {
        permission: token.permission,
        scopes,
        refresh_token,
        first: false,
    })
}

fn usable_refresh_token(
    ledger: &mut Ledger,
    value: &str,
    client: &Client,
    profile: &Profile,
    now: Timestamp,
) -> Result<RefreshToken, OAuthError> {
    let refuse = |message: &str| OAuthError::new("invalid_grant", Complaint::against(106, message));
    let unknown = || refuse("this server did not issue that refresh token");
    let token = ledger
        .refresh_tokens
        .get(value)
        .cloned()
        .ok_or_else(unknown)?;
    let owner = ledger
        .permissions
        .get(&token.permission)
        .map(|permission| permission.client_id.as_str());
    if owner != Some(client.id.as_str()) {
        return Err(refuse("that refresh token was issued to another client"));
    }
    if token.revoked {
        return Err(OAuthError::invalid_grant("the refresh token was revoked"));
    }
    let grace = match profile.refresh {
        Refresh::Rotates { grace_seconds } => i64::from(grace_seconds),
        Refresh::Reissues | Refresh::Keeps => i64::MAX,
    };
    let late = |replaced_at| now.duration_since(replaced_at) > SignedDuration::from_secs(grace);
    let replaced = token.replaced_at.filter(|at| grace == 0 || late(*at));
    // RFC 9700 §4.14.2: who of the two holders is the thief cannot be known.
    if replaced.is_some() && ledger.permission(token.permission).is_some() {
        ledger.revoke(token.permission);
        return Err(refuse_reuse());
    }
    Ok(token)
}

fn refuse_reuse() -> OAuthError {
    let message = "that refresh token was replaced by a newer one: everything issued from this sign-in is revoked";
    OAuthError::new("invalid_grant", Complaint::against(106, message))
}

/// The scopes of the permission behind a refresh token, when it is still in force.
fn usable_permission(ledger: &Ledger, id: PermissionId) -> Result<&[Scope], OAuthError> {
    let permission = ledger.permission(id).ok_or_else(|| {
        OAuthError::invalid_grant("everything issued from this sign-in was revoked")
    })?;
    if permission.session_ended && !permission.scopes.contains(&Scope::OfflineAccess) {
        return Err(OAuthError::invalid_grant(
            "the user's session at the EHR has ended",
        ));
    }
    Ok(&permission.scopes)
}

/// Requirement 108: a refresh asks for the same scopes or fewer.
fn narrowed(granted: &[Scope], asked: Option<&str>) -> Result<Vec<Scope>, OAuthError> {
    let Some(asked) = asked else {
        return Ok(granted.to_vec());
    };
    let refuse =
        |message: String| OAuthError::new("invalid_scope", Complaint::against(108, message));
    let asked = Scope::parse_all(asked).map_err(|error| refuse(error.to_string()))?;
    match asked
        .iter()
        .find(|scope| !granted.iter().any(|held| held.covers(scope)))
    {
        Some(scope) => Err(refuse(format!("`{scope}` was not granted at the sign-in"))),
        None => Ok(asked),
    }
}

fn new_refresh_token(
    server: &AuthorizationServer,
    ledger: &mut Ledger,
    permission: PermissionId,
) -> String {
    let value = server.mint.value("refresh");
    let token = RefreshToken {
        permission,
        replaced_at: None,
        revoked: false,
    };
    ledger.refresh_tokens.insert(value.clone(), token);
    value
}
