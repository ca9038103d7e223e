//! The one thing that stops a sign-in.

use serde::Serialize;
use smart_app_launch::{BaseUrlError, DiscoveryError, FhirBaseUrl, TransportError};

use super::tls::Tls;
use crate::http::wants_proxy_sign_in;
use crate::policy::Policy;

/// What stops a sign-in. The names are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Obstacle {
    /// Not a web address.
    AddressInvalid,
    /// `http` outside of this computer.
    AddressInsecure,
    /// A user name or password in the address.
    AddressHasUser,
    /// A query or fragment in the address.
    AddressHasQuery,
    /// This computer has a policy about servers, and it cannot be read.
    PolicyUnreadable,
    /// The policy of this computer does not allow this server.
    ServerNotAllowed,
    /// No connection.
    Unreachable,
    /// The proxy wants a user name and password.
    ProxySignInNeeded,
    /// See [`Tls`].
    TlsRefused,
    /// A connection, and no whole answer.
    AnswerLost,
    /// The server sends the app elsewhere.
    Redirected,
    /// The answer is larger than any metadata.
    AnswerTooLarge,
    /// 429 or 503.
    ServerBusy,
    /// Another status of 500 and more.
    ServerFailed,
    /// A web page answers.
    WebPage,
    /// Something answers, and it is not SMART on FHIR.
    NotSmart,
    /// A FHIR server without a sign-in.
    NoSignIn,
    /// The server names no page to sign in on, or no token endpoint.
    NoEndpoint,
    /// The addresses of the server cannot be used.
    EndpointUnusable,
    /// The server says that it has no PKCE with S256.
    NoPkce,
    /// The server takes no client type that this app has.
    NoClientType,
}

impl From<BaseUrlError> for Obstacle {
    fn from(error: BaseUrlError) -> Self {
        match error {
            BaseUrlError::Malformed | BaseUrlError::Scheme => Self::AddressInvalid,
            BaseUrlError::Insecure => Self::AddressInsecure,
            BaseUrlError::UserInfo => Self::AddressHasUser,
            BaseUrlError::QueryOrFragment => Self::AddressHasQuery,
        }
    }
}

impl Obstacle {
    pub(super) fn of_policy(policy: &Policy, base: &FhirBaseUrl) -> Option<Self> {
        policy.permits(base).err()?;
        Some(if policy.unread_because().is_some() {
            Self::PolicyUnreadable
        } else {
            Self::ServerNotAllowed
        })
    }

    pub(super) fn found(error: &DiscoveryError, tls: Tls) -> Self {
        match error {
            DiscoveryError::Unreachable(cause) => Self::on_the_way(cause, tls),
            DiscoveryError::ServerFailed { status: 429 | 503 } => Self::ServerBusy,
            DiscoveryError::ServerFailed { .. } => Self::ServerFailed,
            DiscoveryError::WebPage => Self::WebPage,
            DiscoveryError::NoSignIn => Self::NoSignIn,
            DiscoveryError::NotSmart | _ => Self::NotSmart,
        }
    }

    fn on_the_way(error: &TransportError, tls: Tls) -> Self {
        match error {
            TransportError::Untrusted(_) => Self::TlsRefused,
            TransportError::NotSent(_) if tls == Tls::NotSpoken => Self::TlsRefused,
            TransportError::NotSent(error) if wants_proxy_sign_in(error) => Self::ProxySignInNeeded,
            TransportError::Redirected => Self::Redirected,
            TransportError::TooLarge => Self::AnswerTooLarge,
            TransportError::AnswerLost(_) => Self::AnswerLost,
            TransportError::NotSent(_) | TransportError::NotRequestable | _ => Self::Unreachable,
        }
    }
}
