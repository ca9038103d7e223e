//! Pushed authorization requests (RFC 9126): the parameters go to the server directly, and the browser
//! carries only a name for them. Used where a server requires it, or where an address would be too long.

use std::time::Duration;

use jiff::Timestamp;

use crate::authorization::{AuthorizationError, AuthorizationRequest};
use crate::binding::Binding;
use crate::client_authentication::{self, Form, Post};
use crate::credentials::Credentials;
use crate::endpoint::EndpointUrl;
use crate::exchange::Purpose;
use crate::http::Http;
use crate::json_object::JsonObject;
use crate::oauth_error::{ErrorBody, OAuthErrorCode};
use crate::registration::ClientAuthentication;
use crate::token::TokenError;

/// Longest time the request may take.
const LIMIT: Duration = Duration::from_secs(10);

/// Why the server has not taken the parameters.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PushError {
    /// No answer that can be used.
    #[error("the server did not answer the pushed request")]
    Unreachable(#[source] TokenError),
    /// The server refused the parameters: asking in the browser would fail as well.
    #[error("the server refused the pushed request")]
    Refused {
        /// HTTP status.
        status: u16,
        /// `error`, where the server named one.
        code: Option<OAuthErrorCode>,
        /// The server's words.
        description: Option<String>,
    },
    /// The answer has no usable `request_uri`.
    #[error("the answer to the pushed request cannot be used")]
    Unusable(#[source] Option<AuthorizationError>),
}

/// Gives the parameters of `request` to the server, and gives back what the browser then carries.
pub async fn push(
    http: &Http,
    endpoint: &EndpointUrl,
    request: &AuthorizationRequest,
    binding: &Binding,
    credentials: impl Into<Credentials<'_>>,
    now: Timestamp,
) -> Result<AuthorizationRequest, PushError> {
    let credentials = credentials.into();
    let post = Post {
        purpose: Purpose::PushedAuthorization,
        endpoint,
        form: form(request, credentials),
        limit: LIMIT,
    };
    let answer = client_authentication::post(http, binding, credentials, post, now)
        .await
        .map_err(PushError::Unreachable)?;
    if !answer.status.is_success() {
        let ErrorBody { code, description } = ErrorBody::parse(&answer.body);
        return Err(PushError::Refused {
            status: answer.status.as_u16(),
            code,
            description,
        });
    }
    let object = JsonObject::parse(&answer.body).ok_or(PushError::Unusable(None))?;
    let request_uri = object
        .text("request_uri")
        .ok_or(PushError::Unusable(None))?;
    let fields = vec![
        ("client_id", binding.client_id.clone()),
        ("request_uri", request_uri),
    ];
    AuthorizationRequest::new(request.endpoint().clone(), fields, false)
        .map_err(|error| PushError::Unusable(Some(error)))
}

/// The same fields as in the browser; a public client's `client_id` is added with its authentication.
fn form(request: &AuthorizationRequest, credentials: Credentials<'_>) -> Form {
    let adds_client_id = matches!(credentials.authentication, ClientAuthentication::Public)
        || credentials.quirks.client_id_in_body;
    let fields = request.fields().iter();
    fields
        .filter(|(name, _)| *name != "client_id" || !adds_client_id)
        .fold(Form::empty(), |form, (name, value)| form.with(name, value))
}
