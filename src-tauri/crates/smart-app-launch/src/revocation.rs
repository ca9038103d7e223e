//! Sign-out at the server (RFC 7009).
//!
//! Whatever comes of it, the caller forgets its own copies.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::StatusCode;

use crate::binding::Binding;
use crate::client_authentication::{self, Form, Post};
use crate::credentials::Credentials;
use crate::exchange::Purpose;
use crate::http::Http;
use crate::oauth_error::{ErrorBody, OAuthErrorCode};
use crate::secret::{AccessToken, RefreshToken};
use crate::token::TokenError;

/// Nobody waits longer than this to sign out.
const LIMIT: Duration = Duration::from_secs(5);

/// What is revoked.
#[derive(Debug)]
pub enum RevokedToken<'a> {
    /// A refresh token; most servers revoke its access tokens with it.
    Refresh(&'a RefreshToken),
    /// An access token.
    Access(&'a AccessToken),
}

/// Why a token may still be valid at the server.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RevocationError {
    /// The server does not offer revocation, or not of this kind of token.
    #[error("the server does not revoke such tokens")]
    NotOffered,
    /// The server asks to come back later.
    #[error("the server is busy")]
    Busy {
        /// How long the server asks to wait.
        retry_after: Option<Duration>,
    },
    /// No answer that can be used.
    #[error("the server did not answer the revocation")]
    Unreachable(#[source] TokenError),
    /// The server refused.
    #[error("the server refused the revocation with status {status}")]
    Refused {
        /// HTTP status.
        status: u16,
    },
}

/// Revokes one token at the pinned revocation endpoint. A token the server does not know counts as revoked.
pub async fn revoke(
    http: &Http,
    binding: &Binding,
    credentials: impl Into<Credentials<'_>>,
    token: RevokedToken<'_>,
    now: Timestamp,
) -> Result<(), RevocationError> {
    let endpoint = binding
        .revocation_endpoint
        .as_ref()
        .ok_or(RevocationError::NotOffered)?;
    // EXPOSE: the token goes to the pinned revocation endpoint, and nowhere else.
    let (secret, hint) = match token {
        RevokedToken::Refresh(token) => (token.expose(), "refresh_token"),
        RevokedToken::Access(token) => (token.expose(), "access_token"),
    };
    let post = Post {
        purpose: Purpose::Revocation,
        endpoint,
        form: Form::empty()
            .with("token", secret)
            .with("token_type_hint", hint),
        limit: LIMIT,
    };
    let answer = client_authentication::post(http, binding, credentials.into(), post, now)
        .await
        .map_err(RevocationError::Unreachable)?;
    let unsupported =
        || ErrorBody::parse(&answer.body).code == Some(OAuthErrorCode::UnsupportedTokenType);
    match answer.status {
        status if status.is_success() => Ok(()),
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => {
            Err(RevocationError::Busy {
                retry_after: answer.retry_after(now),
            })
        }
        _ if unsupported() => Err(RevocationError::NotOffered),
        status => Err(RevocationError::Refused {
            status: status.as_u16(),
        }),
    }
}
