//! What the server says about a token (RFC 7662; SMART App Launch 2.2, "Token Introspection").
//!
//! For diagnostics only: nothing is decided by the answer. The token goes to the endpoint that was pinned
//! when the sign-in began, and a public client proves itself with the token that it asks about.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::binding::Binding;
use crate::client_authentication::{self, Form, Post, form_request};
use crate::credentials::Credentials;
use crate::endpoint::EndpointUrl;
use crate::exchange::Purpose;
use crate::http::Http;
use crate::json_object::JsonObject;
use crate::registration::ClientAuthentication;
use crate::scope::ScopeSet;
use crate::secret::AccessToken;
use crate::server_text;
use crate::token::TokenError;
use crate::transport::{self, Answer, TransportError};

/// Longest time the request may take.
const LIMIT: Duration = Duration::from_secs(10);

/// What the server says about a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Introspection {
    /// It is not valid: unknown, expired or revoked. The server says no more (RFC 7662 §2.2).
    Inactive,
    /// It is valid.
    Active(ActiveToken),
}

/// What is known about a valid token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActiveToken {
    /// Scopes, where the server says.
    pub scope: Option<ScopeSet>,
    /// Client that it was given to.
    pub client_id: Option<String>,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Names of what else was said (`patient`, `sub`, …), without the values, which are about people.
    pub also: Vec<String>,
}

/// Why the server said nothing about a token.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IntrospectionError {
    /// The server does not offer introspection.
    #[error("the server does not offer introspection")]
    NotOffered,
    /// No answer that can be used.
    #[error("the server did not answer the introspection")]
    Unreachable(#[source] TokenError),
    /// The server does not answer this client.
    #[error("the server refused the introspection with status {status}")]
    Refused {
        /// HTTP status.
        status: u16,
    },
    /// The answer is no introspection response.
    #[error("the introspection response cannot be used")]
    Unusable,
}

/// Asks the pinned introspection endpoint about an access token.
pub async fn introspect(
    http: &Http,
    binding: &Binding,
    credentials: impl Into<Credentials<'_>>,
    token: &AccessToken,
    now: Timestamp,
) -> Result<Introspection, IntrospectionError> {
    let endpoint = binding
        .introspection_endpoint
        .as_ref()
        .ok_or(IntrospectionError::NotOffered)?;
    let credentials = credentials.into();
    let answer = match credentials.authentication {
        ClientAuthentication::Public => with_bearer(http, endpoint, token).await,
        ClientAuthentication::Symmetric(_) | ClientAuthentication::Asymmetric(_) => {
            let post = Post {
                purpose: Purpose::Introspection,
                endpoint,
                form: form(token),
                limit: LIMIT,
            };
            client_authentication::post(http, binding, credentials, post, now).await
        }
    };
    read(&answer.map_err(IntrospectionError::Unreachable)?)
}

fn form(token: &AccessToken) -> Form {
    // EXPOSE: the token goes to the pinned introspection endpoint, and nowhere else.
    Form::empty()
        .with("token", token.expose())
        .with("token_type_hint", "access_token")
}

async fn with_bearer(
    http: &Http,
    endpoint: &EndpointUrl,
    token: &AccessToken,
) -> Result<Answer, TokenError> {
    let mut request = form_request(endpoint);
    // EXPOSE: as above, in the Authorization header.
    let value = Zeroizing::new(format!("Bearer {}", token.expose()));
    let mut value = HeaderValue::from_str(&value)
        .map_err(|_| TokenError::Unreachable(TransportError::NotRequestable))?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    *request.body_mut() = Some(form(token).body());
    transport::send(http, Purpose::Introspection, request, LIMIT)
        .await
        .map_err(TokenError::Unreachable)
}

fn read(answer: &Answer) -> Result<Introspection, IntrospectionError> {
    if !answer.status.is_success() {
        return Err(IntrospectionError::Refused {
            status: answer.status.as_u16(),
        });
    }
    let object = JsonObject::parse(&answer.body).ok_or(IntrospectionError::Unusable)?;
    // `active` is the one required member, and a boolean: "true" in quotes proves nothing.
    match object.get("active").and_then(Value::as_bool) {
        None => Err(IntrospectionError::Unusable),
        Some(false) => Ok(Introspection::Inactive),
        Some(true) => Ok(Introspection::Active(active(&object))),
    }
}

const READ: [&str; 5] = ["active", "scope", "client_id", "exp", "iss"];

fn active(object: &JsonObject) -> ActiveToken {
    let expires = |seconds: f64| {
        let since_epoch = jiff::SignedDuration::try_from_secs_f64(seconds).ok()?;
        Timestamp::from_duration(since_epoch).ok()
    };
    let names = object.members().map(|(name, _)| name);
    ActiveToken {
        scope: object
            .list("scope")
            .map(|scopes| ScopeSet::from_server(&scopes.join(" "))),
        client_id: plain(object, "client_id"),
        expires_at: object.seconds("exp").and_then(expires),
        issuer: plain(object, "iss"),
        also: names
            .filter(|name| !READ.contains(name))
            .take(50)
            .filter_map(server_text::plain)
            .collect(),
    }
}

fn plain(object: &JsonObject, name: &str) -> Option<String> {
    server_text::plain(&object.text(name)?)
}

#[cfg(test)]
mod tests {
    use reqwest::StatusCode;

    use super::*;

    fn answered(body: &str) -> Result<Introspection, IntrospectionError> {
        read(&Answer::of(StatusCode::OK, body))
    }

    #[test]
    fn of_what_else_was_said_only_the_names_are_told() {
        let body = r#"{"active":true,"scope":"openid","client_id":"app","exp":60,"iss":"https://auth.example",
                       "sub":"person-7","patient":"42"}"#;
        let Introspection::Active(token) = answered(body).unwrap() else {
            panic!("it is active");
        };
        let mut also = token.also;
        also.sort();
        assert_eq!(also, ["patient", "sub"]);
        assert_eq!(token.client_id.as_deref(), Some("app"));
        assert_eq!(token.issuer.as_deref(), Some("https://auth.example"));
        assert_eq!(token.expires_at, Timestamp::from_second(60).ok());
    }

    #[test]
    fn only_a_boolean_says_that_a_token_is_valid() {
        assert_eq!(
            answered(r#"{"active":false}"#).unwrap(),
            Introspection::Inactive
        );
        for body in [r#"{"active":"true"}"#, "{}", "no", r#"{"active":1}"#] {
            assert!(
                matches!(answered(body), Err(IntrospectionError::Unusable)),
                "{body}"
            );
        }
        let refused = read(&Answer::of(StatusCode::FORBIDDEN, r#"{"active":true}"#));
        assert!(matches!(
            refused,
            Err(IntrospectionError::Refused { status: 403 })
        ));
    }
}
