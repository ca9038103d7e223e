//! The token endpoint: a code becomes tokens, a refresh token becomes new ones.
//!
//! SMART App Launch 2.2, "Obtain access token" and "Refresh access token". No redirect is followed: the
//! body holds a code with its verifier, a refresh token or a client assertion (RFC 9700 §4.12).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use reqwest::StatusCode;

use crate::binding::Binding;
use crate::client_assertion::SigningKey;
use crate::client_authentication::{self, Form, Post};
use crate::clock_skew::ClockSkew;
use crate::credentials::Credentials;
use crate::exchange::Purpose;
use crate::http::Http;
use crate::json_object::JsonObject;
use crate::launch_context::{LaunchContext, LogicalId};
use crate::oauth_error::{ErrorBody, OAuthErrorCode};
use crate::redirect::AuthorizationCode;
use crate::registration::ClientAuthentication;
use crate::scope::ScopeSet;
use crate::secret::{AccessToken, IdToken, RefreshToken};
use crate::token_response;
pub use crate::token_response::Unusable;
use crate::transport::{Answer, TransportError};

/// Longest time one request at the token endpoint may take.
const LIMIT: Duration = Duration::from_secs(30);
/// `grant_type` of RFC 7523 §2.1.
pub(crate) const ASSERTION_GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// What the server granted.
#[derive(Debug)]
pub struct TokenSet {
    /// What opens the FHIR server.
    pub access_token: AccessToken,
    /// What gets the next access token. After a refresh, `None` means: keep the one you have.
    pub refresh_token: Option<RefreshToken>,
    /// When the access token ends, by this computer's clock.
    pub expires_at: Timestamp,
    /// When the answer came.
    pub received_at: Timestamp,
    /// The time by the server's clock, for [`crate::ClockSkew::learnt`].
    pub server_date: Option<Timestamp>,
    /// What the server granted, or what was asked for where it does not say.
    pub granted: ScopeSet,
    /// Patient, encounter and the rest.
    pub context: LaunchContext,
    /// Who signed in, not yet verified.
    pub id_token: Option<IdToken>,
}

impl TokenSet {
    /// The patient that an access token names inside itself.
    ///
    /// To a client a token is opaque (RFC 6749 §1.4). One vendor writes the patient's id into a claim of it
    /// and nowhere else. It is as good as a member of the same answer, and no proof of anything.
    pub fn patient_in_claim(&self, claim: &str) -> Option<LogicalId> {
        // EXPOSE: to read one claim, which is the id that is asked for.
        LogicalId::parse(&claim_of(self.access_token.expose(), claim)?)
    }
}

/// A claim inside an access token, where that is a JWT with one. See [`TokenSet::patient_in_claim`].
pub fn claim_of(access_token: &str, claim: &str) -> Option<String> {
    let payload = access_token.split('.').nth(1)?;
    let payload = URL_SAFE_NO_PAD.decode(payload).ok()?;
    JsonObject::parse(&payload)?.text(claim)
}

/// Why there are no tokens.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// Nothing came back. [`TransportError::NotSent`]: nothing was sent either, the same can be sent again.
    #[error("no answer of the token endpoint can be used")]
    Unreachable(#[source] TransportError),
    /// The code or refresh token is no longer accepted: sign in again.
    #[error("the server no longer accepts the code or refresh token")]
    InvalidGrant {
        /// The server's words.
        description: Option<String>,
    },
    /// The server does not know this app, or not with these credentials: the registration is wrong.
    #[error("the server does not know this app")]
    InvalidClient {
        /// The server's words.
        description: Option<String>,
    },
    /// Refused for another reason, named or not: doing the same again will not help.
    #[error("the server refused the token request")]
    Refused {
        /// `error`, where the server named one.
        code: Option<OAuthErrorCode>,
        /// The server's words.
        description: Option<String>,
    },
    /// Try again later.
    #[error("the server is busy")]
    Busy {
        /// How long the server asks to wait.
        retry_after: Option<Duration>,
    },
    /// The server failed; trying again may help.
    #[error("the server failed with status {status}")]
    ServerFailed {
        /// HTTP status.
        status: u16,
    },
    /// The server granted something that cannot be used.
    #[error("the token response cannot be used: {0}")]
    Unusable(Unusable),
    /// The client assertion could not be signed.
    #[error("the client assertion cannot be signed")]
    Unsignable,
}

/// Exchanges a code for tokens.
///
/// After [`TransportError::NotSent`] or [`TransportError::AnswerLost`] the same code may be exchanged
/// once more; the server decides whether it has seen it.
pub async fn exchange(
    http: &Http,
    code: &AuthorizationCode,
    credentials: impl Into<Credentials<'_>>,
    now: Timestamp,
) -> Result<TokenSet, TokenError> {
    let pending = &code.pending;
    // EXPOSE: code and verifier go to the pinned token endpoint, and nowhere else.
    let form = Form::new("authorization_code")
        .with("code", code.code.expose())
        .with("redirect_uri", pending.redirect_uri.as_str())
        .with("code_verifier", pending.verifier.expose());
    let asked = Asked {
        purpose: Purpose::TokenExchange,
        form,
        scopes: &pending.requested,
    };
    request(http, &pending.binding, credentials.into(), asked, now).await
}

/// Exchanges a refresh token for new tokens.
///
/// `granted` is what the session holds, which is what the new token has where the server does not say.
/// No `scope` is sent: the server repeats what it granted (HL7 #108). A rotating server accepts a refresh
/// token once, so make one call at a time, and store a new refresh token before using the access token.
pub async fn refresh(
    http: &Http,
    binding: &Binding,
    credentials: impl Into<Credentials<'_>>,
    refresh_token: &RefreshToken,
    granted: &ScopeSet,
    now: Timestamp,
) -> Result<TokenSet, TokenError> {
    // EXPOSE: the refresh token goes to the pinned token endpoint, and nowhere else.
    let form = Form::new("refresh_token").with("refresh_token", refresh_token.expose());
    let asked = Asked {
        purpose: Purpose::Refresh,
        form,
        scopes: granted,
    };
    request(http, binding, credentials.into(), asked, now).await
}

/// Servers say that a refresh token is dead with no body at all, or with a code of their own: asking again would
/// never help. A page (a proxy's, a firewall's) says nothing about the token.
fn is_dead_refresh_token(purpose: Purpose, answer: &Answer, code: Option<&OAuthErrorCode>) -> bool {
    let refuses = matches!(
        answer.status,
        StatusCode::BAD_REQUEST | StatusCode::FORBIDDEN
    );
    let own_code = matches!(code, Some(OAuthErrorCode::Other(_)));
    let is_empty = answer.status == StatusCode::BAD_REQUEST && answer.body.trim_ascii().is_empty();
    purpose == Purpose::Refresh && refuses && (own_code || is_empty)
}

/// Signs for tokens: the grant of a client that registered its key with an access token, as Epic's dynamic
/// clients do (RFC 7523 §2.1). There is no refresh token: the key takes its place.
///
/// `binding.client_id` is the name that the registration gave.
pub async fn by_assertion(
    http: &Http,
    binding: &Binding,
    key: &SigningKey,
    granted: &ScopeSet,
    skew: ClockSkew,
    now: Timestamp,
) -> Result<TokenSet, TokenError> {
    let (client_id, audience) = (&binding.client_id, binding.token_endpoint.as_str());
    let assertion = key
        .client_assertion(client_id, audience, skew.server_time(now), false)
        .map_err(|_| TokenError::Unsignable)?;
    let asked = Asked {
        purpose: Purpose::AssertionGrant,
        form: Form::new(ASSERTION_GRANT).with("assertion", &assertion),
        scopes: granted,
    };
    // The assertion is the grant and the proof at once: the client only names itself.
    let named = Credentials::from(&ClientAuthentication::Public);
    request(http, binding, named, asked, now).await
}

/// A grant, and the scopes that the token has where the server does not say.
struct Asked<'a> {
    purpose: Purpose,
    form: Form,
    scopes: &'a ScopeSet,
}

async fn request(
    http: &Http,
    binding: &Binding,
    credentials: Credentials<'_>,
    asked: Asked<'_>,
    now: Timestamp,
) -> Result<TokenSet, TokenError> {
    let Asked {
        purpose,
        form,
        scopes,
    } = asked;
    let post = Post {
        purpose,
        endpoint: &binding.token_endpoint,
        form,
        limit: LIMIT,
    };
    let answer = client_authentication::post(http, binding, credentials, post, now).await?;
    read(&answer, binding, purpose, scopes, now)
}

fn read(
    answer: &Answer,
    binding: &Binding,
    purpose: Purpose,
    requested: &ScopeSet,
    now: Timestamp,
) -> Result<TokenSet, TokenError> {
    // Some servers send an error body with status 200.
    let body = ErrorBody::parse(&answer.body);
    if !answer.status.is_success() || body.code.is_some() {
        return Err(refusal(answer, purpose, body, now));
    }
    let tokens = token_response::parse(&answer.body, &binding.fhir_base, requested, now)
        .map_err(TokenError::Unusable)?;
    Ok(TokenSet {
        server_date: answer.date(),
        ..tokens
    })
}

/// What an answer without tokens means for the caller.
fn refusal(answer: &Answer, purpose: Purpose, body: ErrorBody, now: Timestamp) -> TokenError {
    let ErrorBody { code, description } = body;
    if is_dead_refresh_token(purpose, answer, code.as_ref()) {
        return TokenError::InvalidGrant { description };
    }
    let busy = TokenError::Busy {
        retry_after: answer.retry_after(now),
    };
    match (answer.status, code) {
        (StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE, _)
        | (_, Some(OAuthErrorCode::TemporarilyUnavailable)) => busy,
        (_, Some(OAuthErrorCode::InvalidGrant)) => TokenError::InvalidGrant { description },
        (_, Some(OAuthErrorCode::InvalidClient)) => TokenError::InvalidClient { description },
        (status, None) if status.is_server_error() => TokenError::ServerFailed {
            status: status.as_u16(),
        },
        (status, Some(OAuthErrorCode::ServerError)) => TokenError::ServerFailed {
            status: status.as_u16(),
        },
        (_, code) => TokenError::Refused { code, description },
    }
}
