//! Registration of applications by themselves (RFC 7591), and taking a registration back (RFC 7592 §2.3).

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use jsonwebtoken::jwk::JwkSet;
use serde_json::{Map, Value, json};
use url::Url;

use super::client::{Client, ClientAuthentication};
use super::installation;
use super::oauth_error::{OAuthError, not_stored};
use super::server::AuthorizationServer;
use crate::journal::Complaint;

pub(crate) type Metadata = Map<String, Value>;

const GRANTS: [&str; 2] = ["authorization_code", "refresh_token"];
const ALGORITHMS: [&str; 2] = ["RS384", "ES384"];
/// Members of a JWK that only the owner of the key may have (RFC 7518 §6).
const PRIVATE: [&str; 7] = ["d", "p", "q", "dp", "dq", "qi", "k"];

pub(crate) async fn register(
    State(server): State<Arc<AuthorizationServer>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if server.profile().installations {
        return installation::register(&server, &headers, &body)
            .unwrap_or_else(OAuthError::into_response);
    }
    if let Some(wanted) = &server.profile().registration_token
        && bearer(&headers) != Some(wanted.as_str())
    {
        return unauthorized("registering here takes an initial access token");
    }
    match checked(&headers, &body) {
        Ok((metadata, client)) => not_stored(
            (StatusCode::CREATED, Json(enter(&server, metadata, client))).into_response(),
        ),
        Err(error) => error.into_response(),
    }
}

pub(crate) async fn unregister(
    State(server): State<Arc<AuthorizationServer>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let token = bearer(&headers).unwrap_or_default();
    if server.unregister(&id, token) {
        not_stored(StatusCode::NO_CONTENT.into_response())
    } else {
        unauthorized("this token does not manage that registration")
    }
}

fn unauthorized(message: &str) -> Response {
    let body = json!({ "error": "invalid_token", "error_description": message });
    not_stored((StatusCode::UNAUTHORIZED, Json(body)).into_response())
}

pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ")
}

fn refuse(message: impl Into<String>) -> OAuthError {
    OAuthError::new("invalid_client_metadata", Complaint::of(message))
}

/// §2: what the application says about itself, as far as this server takes it.
fn checked(headers: &HeaderMap, body: &Bytes) -> Result<(Metadata, Client), OAuthError> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if !kind.starts_with("application/json") {
        return Err(refuse("a registration is sent as application/json"));
    }
    let metadata: Metadata =
        serde_json::from_slice(body).map_err(|_| refuse("the registration is no JSON object"))?;
    let redirect_uris = redirect_uris(&metadata)?;
    check_grants(&metadata)?;
    let client = Client {
        id: String::new(),
        name: text(&metadata, "client_name")
            .unwrap_or("An application")
            .to_owned(),
        redirect_uris,
        launch_url: None,
        authentication: authentication(&metadata)?,
    };
    Ok((metadata, client))
}

fn text<'a>(metadata: &'a Metadata, name: &str) -> Option<&'a str> {
    metadata.get(name).and_then(Value::as_str)
}

fn texts<'a>(metadata: &'a Metadata, name: &str) -> Result<Vec<&'a str>, OAuthError> {
    let wrong = || refuse(format!("`{name}` is no list of texts"));
    let Some(listed) = metadata.get(name) else {
        return Ok(Vec::new());
    };
    let listed = listed.as_array().ok_or_else(wrong)?;
    listed
        .iter()
        .map(|one| one.as_str().ok_or_else(wrong))
        .collect()
}

/// An application on a person's computer comes back by a scheme of its own, by a port of 127.0.0.1 or by
/// an https page (RFC 8252 §7).
fn redirect_uris(metadata: &Metadata) -> Result<Vec<String>, OAuthError> {
    let invalid = |message: String| OAuthError::new("invalid_redirect_uri", Complaint::of(message));
    let listed = texts(metadata, "redirect_uris")?;
    if listed.is_empty() {
        return Err(invalid("`redirect_uris` is missing".to_owned()));
    }
    for uri in &listed {
        let url = Url::parse(uri).map_err(|_| invalid(format!("`{uri}` is no address")))?;
        let fits = match url.scheme() {
            "https" => url.host_str().is_some(),
            "http" => url.host_str() == Some("127.0.0.1"),
            scheme => scheme.contains('.'),
        };
        if !fits || url.fragment().is_some() {
            return Err(invalid(format!("`{uri}` cannot be a redirect URI here")));
        }
    }
    Ok(listed.into_iter().map(str::to_owned).collect())
}

/// §2.1: grant types and response types have to go together.
fn check_grants(metadata: &Metadata) -> Result<(), OAuthError> {
    let grants = texts(metadata, "grant_types")?;
    if let Some(unknown) = grants.iter().find(|grant| !GRANTS.contains(grant)) {
        return Err(refuse(format!(
            "`{unknown}` is no grant type of this server"
        )));
    }
    if !grants.is_empty() && !grants.contains(&"authorization_code") {
        return Err(refuse("`grant_types` lacks `authorization_code`"));
    }
    let responses = texts(metadata, "response_types")?;
    if responses.iter().any(|response| *response != "code") {
        return Err(refuse("the one response type of this server is `code`"));
    }
    Ok(())
}

fn authentication(metadata: &Metadata) -> Result<ClientAuthentication, OAuthError> {
    if metadata.contains_key("jwks") && metadata.contains_key("jwks_uri") {
        return Err(refuse("`jwks` and `jwks_uri` exclude each other"));
    }
    match text(metadata, "token_endpoint_auth_method").unwrap_or("client_secret_basic") {
        "none" => Ok(ClientAuthentication::Public),
        "client_secret_basic" => Ok(ClientAuthentication::Symmetric {
            secret: String::new(),
        }),
        "private_key_jwt" => Ok(ClientAuthentication::Asymmetric {
            keys: keys(metadata)?,
            jwks_url: None,
        }),
        other => Err(refuse(format!("`{other}` is no way to authenticate here"))),
    }
}

pub(crate) fn keys(metadata: &Metadata) -> Result<JwkSet, OAuthError> {
    let algorithm = text(metadata, "token_endpoint_auth_signing_alg");
    if algorithm.is_some_and(|name| !ALGORITHMS.contains(&name)) {
        return Err(refuse("client assertions are signed with RS384 or ES384"));
    }
    let sent = metadata
        .get("jwks")
        .ok_or_else(|| refuse("`private_key_jwt` needs `jwks`"))?;
    let listed = sent.get("keys").and_then(Value::as_array);
    let listed = listed.filter(|keys| !keys.is_empty());
    let listed = listed.ok_or_else(|| refuse("`jwks` has no key"))?;
    if listed
        .iter()
        .any(|key| PRIVATE.iter().any(|member| key.get(member).is_some()))
    {
        return Err(refuse("`jwks` has a private key"));
    }
    serde_json::from_value(sent.clone()).map_err(|_| refuse("`jwks` is no JWK Set"))
}

/// §3.2.1: the metadata as registered, and what belongs to this one registration.
fn enter(server: &AuthorizationServer, metadata: Metadata, mut client: Client) -> Metadata {
    let mut answer = metadata;
    let mut add = |name: &str, value: Value| answer.insert(name.to_owned(), value);
    if let ClientAuthentication::Symmetric { secret } = &mut client.authentication {
        *secret = server.mint.value("secret");
        add("client_secret", json!(secret));
        add("client_secret_expires_at", json!(0));
        add("token_endpoint_auth_method", json!("client_secret_basic"));
    }
    let token = server.mint.value("registration");
    client.id = server.next_registration(&token);
    let place = format!("{}/auth/register/{}", server.base_url, client.id);
    add("client_id", json!(client.id));
    add("client_id_issued_at", json!(server.now().as_second()));
    add("registration_client_uri", json!(place));
    add("registration_access_token", json!(token));
    server.register(client);
    answer
}
