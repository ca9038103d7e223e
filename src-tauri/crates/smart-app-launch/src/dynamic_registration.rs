//! Registering this installation at a server that takes registrations (RFC 7591, RFC 8252 §8.4).
//!
//! This is the one way in which an app that is handed out to people can be a confidential client: each
//! installation has a key pair of its own, made on the computer, and tells the server the public half
//! (SMART App Launch 2.2, "App protection"; Epic's dynamic clients).

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Request};
use serde::Serialize;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::client_assertion::SigningKey;
use crate::endpoint::EndpointUrl;
use crate::exchange::Purpose;
use crate::http::Http;
use crate::json_object::JsonObject;
use crate::oauth_error::{ErrorBody, OAuthErrorCode};
use crate::registration::{ClientType, RedirectUri};
use crate::scope::ScopeSet;
use crate::secret::{ClientSecret, InitialAccessToken, RegistrationAccessToken};
use crate::server_text;
use crate::transport::{self, Answer, TransportError};

/// Longest time the request may take.
const LIMIT: Duration = Duration::from_secs(30);

/// What this app tells the server about itself.
#[derive(Debug, Clone, Serialize)]
pub struct ClientMetadata {
    client_name: String,
    /// A program on a person's computer (OpenID Connect Registration 1.0 §2).
    application_type: &'static str,
    redirect_uris: Vec<RedirectUri>,
    grant_types: Vec<&'static str>,
    response_types: Vec<&'static str>,
    token_endpoint_auth_method: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    token_endpoint_auth_signing_alg: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    jwks: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    jwks_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    software_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    software_version: Option<String>,
    #[serde(flatten)]
    further: Map<String, Value>,
}

impl ClientMetadata {
    /// A client without a secret.
    pub fn public(client_name: impl Into<String>, redirect_uris: Vec<RedirectUri>) -> Self {
        Self {
            client_name: client_name.into(),
            application_type: "native",
            redirect_uris,
            grant_types: vec!["authorization_code", "refresh_token"],
            response_types: vec!["code"],
            token_endpoint_auth_method: "none",
            token_endpoint_auth_signing_alg: None,
            scope: None,
            jwks: None,
            jwks_uri: None,
            software_id: None,
            software_version: None,
            further: Map::new(),
        }
    }

    /// A client that asks the server for a secret.
    #[must_use]
    pub fn symmetric(self) -> Self {
        Self {
            token_endpoint_auth_method: "client_secret_basic",
            ..self
        }
    }

    /// A client with a key pair, whose public half is sent along.
    #[must_use]
    pub fn asymmetric(self, key: &SigningKey) -> Self {
        Self {
            jwks: Some(key.public_jwks()),
            jwks_uri: None,
            ..self.with_key(key)
        }
    }

    /// A client with a key pair, whose public half stands at an address (HL7 #299: preferred).
    #[must_use]
    pub fn asymmetric_at(self, key: &SigningKey, jwks_uri: &EndpointUrl) -> Self {
        Self {
            jwks: None,
            jwks_uri: Some(jwks_uri.as_str().to_owned()),
            ..self.with_key(key)
        }
    }

    fn with_key(self, key: &SigningKey) -> Self {
        Self {
            token_endpoint_auth_method: "private_key_jwt",
            token_endpoint_auth_signing_alg: Some(key.algorithm().as_str()),
            ..self
        }
    }

    /// A client that gets its tokens by signing for them, as Epic's dynamic clients do: no browser comes
    /// back to it, and what it signs is grant and proof at once.
    #[must_use]
    pub fn with_assertion_grant(self) -> Self {
        Self {
            token_endpoint_auth_method: "none",
            token_endpoint_auth_signing_alg: None,
            grant_types: vec![crate::token::ASSERTION_GRANT],
            response_types: Vec::new(),
            ..self
        }
    }

    /// What the client will ask for.
    #[must_use]
    pub fn with_scope(self, scope: &ScopeSet) -> Self {
        Self {
            scope: Some(scope.to_string()),
            ..self
        }
    }

    /// Which program this is, the same for all its installations. Epic: the client id of the app.
    #[must_use]
    pub fn with_software(self, id: impl Into<String>, version: impl Into<String>) -> Self {
        Self {
            software_id: Some(id.into()),
            software_version: Some(version.into()),
            ..self
        }
    }

    /// A member that one server wants, such as `launch_url`.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: Value) -> Self {
        self.further.insert(name.into(), value);
        self
    }
}

/// What the server made of it.
#[derive(Debug)]
pub struct RegisteredClient {
    /// The name that the server gave this installation.
    pub client_id: String,
    /// Its secret, where it asked for one.
    pub client_secret: Option<ClientSecret>,
    /// When the secret ends; `None` for never.
    pub client_secret_expires_at: Option<Timestamp>,
    /// How the client proves itself.
    pub client_type: ClientType,
    /// What may be asked for, where the server says.
    pub scope: Option<ScopeSet>,
    /// What changes or deletes the registration (RFC 7592), where the server offers that.
    pub management: Option<RegistrationManagement>,
}

/// Where and with what a registration is changed or deleted (RFC 7592).
#[derive(Debug)]
pub struct RegistrationManagement {
    /// `registration_client_uri`, on the same origin as the registration endpoint.
    pub uri: EndpointUrl,
    /// `registration_access_token`.
    pub token: RegistrationAccessToken,
}

/// Why this installation is not registered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// No answer that can be used.
    #[error("the server did not answer the registration")]
    Unreachable(#[source] TransportError),
    /// The server wants an initial access token, or another one.
    #[error("the server takes registrations only with an access token")]
    AccessTokenNeeded,
    /// The server does not take this registration.
    #[error("the server refused the registration")]
    Refused {
        /// HTTP status.
        status: u16,
        /// `error`, where the server named one.
        code: Option<OAuthErrorCode>,
        /// The server's words.
        description: Option<String>,
    },
    /// The answer has no usable `client_id`.
    #[error("the registration response cannot be used")]
    Unusable,
    /// The server registered something else than was asked for: another redirect URI or another way to
    /// prove oneself.
    #[error("the server registered another {0} than was asked for")]
    Altered(&'static str),
}

/// Registers this installation at `endpoint`.
pub async fn register(
    http: &Http,
    endpoint: &EndpointUrl,
    metadata: &ClientMetadata,
    initial_access_token: Option<&InitialAccessToken>,
) -> Result<RegisteredClient, RegisterError> {
    let request = request(endpoint, metadata, initial_access_token)?;
    let answer = transport::send(http, Purpose::Registration, request, LIMIT)
        .await
        .map_err(RegisterError::Unreachable)?;
    if !answer.status.is_success() {
        return Err(refusal(&answer));
    }
    let object = JsonObject::parse(&answer.body).ok_or(RegisterError::Unusable)?;
    check(&object, metadata)?;
    registered(&object, endpoint, metadata)
}

/// Ends a registration (RFC 7592 §2.3). `true`: the server confirmed it.
pub async fn unregister(
    http: &Http,
    management: &RegistrationManagement,
) -> Result<bool, TransportError> {
    let mut request = Request::new(Method::DELETE, management.uri.url().clone());
    // EXPOSE: into the Authorization header for the address that it was given with.
    let value = bearer(management.token.expose()).ok_or(TransportError::NotRequestable)?;
    request.headers_mut().insert(AUTHORIZATION, value);
    let answer = transport::send(http, Purpose::Registration, request, LIMIT).await?;
    Ok(answer.status.is_success())
}

fn bearer(token: &str) -> Option<HeaderValue> {
    let value = Zeroizing::new(format!("Bearer {token}"));
    let mut value = HeaderValue::from_str(&value).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn request(
    endpoint: &EndpointUrl,
    metadata: &ClientMetadata,
    token: Option<&InitialAccessToken>,
) -> Result<Request, RegisterError> {
    let unfit = || RegisterError::Unreachable(TransportError::NotRequestable);
    let mut request = Request::new(Method::POST, endpoint.url().clone());
    let headers = request.headers_mut();
    let json = HeaderValue::from_static("application/json");
    headers.insert(CONTENT_TYPE, json.clone());
    headers.insert(ACCEPT, json);
    if let Some(token) = token {
        // EXPOSE: into the Authorization header for the registration endpoint, which it was given for.
        let value = bearer(token.expose()).ok_or_else(unfit)?;
        headers.insert(AUTHORIZATION, value);
    }
    let body = serde_json::to_vec(metadata).map_err(|_| unfit())?;
    *request.body_mut() = Some(body.into());
    Ok(request)
}

fn refusal(answer: &Answer) -> RegisterError {
    let ErrorBody { code, description } = ErrorBody::parse(&answer.body);
    match answer.status.as_u16() {
        401 | 403 if code.is_none() => RegisterError::AccessTokenNeeded,
        401 => RegisterError::AccessTokenNeeded,
        status => RegisterError::Refused {
            status,
            code,
            description,
        },
    }
}

/// RFC 7591 §3.2.1 lets a server replace what was asked for, and the client has to see whether it can
/// live with that: with another redirect URI the code would go to somebody else.
fn check(object: &JsonObject, asked: &ClientMetadata) -> Result<(), RegisterError> {
    let method = object.text("token_endpoint_auth_method");
    if method.is_some_and(|method| method != asked.token_endpoint_auth_method) {
        return Err(RegisterError::Altered("authentication"));
    }
    let Some(registered) = object.list("redirect_uris") else {
        return Ok(());
    };
    let is_registered = |uri: &RedirectUri| registered.iter().any(|text| text == uri.as_str());
    if asked.redirect_uris.iter().all(is_registered) {
        Ok(())
    } else {
        Err(RegisterError::Altered("redirect URI"))
    }
}

fn registered(
    object: &JsonObject,
    endpoint: &EndpointUrl,
    asked: &ClientMetadata,
) -> Result<RegisteredClient, RegisterError> {
    let client_id = object
        .text("client_id")
        .filter(|id| server_text::plain(id).as_ref() == Some(id))
        .ok_or(RegisterError::Unusable)?;
    let client_secret = object.text("client_secret").map(ClientSecret::new);
    let client_type = match asked.token_endpoint_auth_method {
        "none" => ClientType::Public,
        "private_key_jwt" => ClientType::ConfidentialAsymmetric,
        _ => ClientType::ConfidentialSymmetric,
    };
    if client_type == ClientType::ConfidentialSymmetric && client_secret.is_none() {
        return Err(RegisterError::Unusable);
    }
    Ok(RegisteredClient {
        client_id,
        // A secret that nobody asked for is not kept.
        client_secret: client_secret.filter(|_| client_type == ClientType::ConfidentialSymmetric),
        client_secret_expires_at: expiry(object),
        client_type,
        scope: object
            .list("scope")
            .map(|scopes| ScopeSet::from_server(&scopes.join(" "))),
        management: management(object, endpoint),
    })
}

/// Zero means never (RFC 7591 §3.2.1).
fn expiry(object: &JsonObject) -> Option<Timestamp> {
    let seconds = object.get("client_secret_expires_at")?.as_i64()?;
    Timestamp::from_second(seconds).ok().filter(|_| seconds > 0)
}

/// The token would go to that address, so an address of another origin is not kept.
fn management(object: &JsonObject, endpoint: &EndpointUrl) -> Option<RegistrationManagement> {
    let uri = EndpointUrl::beside(endpoint, &object.text("registration_client_uri")?)?;
    let token = object.text("registration_access_token")?;
    Some(RegistrationManagement {
        uri,
        token: RegistrationAccessToken::new(token),
    })
}

#[cfg(test)]
mod tests;
