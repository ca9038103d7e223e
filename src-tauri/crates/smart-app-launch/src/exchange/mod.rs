//! One HTTP exchange of a sign-in, fit to be shown: what was asked, what came back, how long it took.
//!
//! Made for the person who wants to see where a token comes from, and for the support report that a
//! hospital sends on. It is made of redacted parts only; no secret can be put into it, because
//! [`Shown`] has no place for one. See `classes` for what is shown and what is not.

mod classes;
mod observed;
mod redactor;
mod shown;
#[cfg(test)]
mod tests;

use std::time::Duration;

pub(crate) use self::observed::Watch;
pub(crate) use self::redactor::Redactor;
pub use self::shown::{Fingerprint, Kind, Shown};
use crate::transport::TransportError;

/// What an exchange is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Purpose {
    /// `.well-known/smart-configuration`.
    SmartConfiguration,
    /// `/metadata`, where there is no smart-configuration.
    CapabilityStatement,
    /// Dynamic client registration (RFC 7591).
    Registration,
    /// A pushed authorization request (RFC 9126).
    PushedAuthorization,
    /// A code becomes tokens.
    TokenExchange,
    /// A refresh token becomes new tokens.
    Refresh,
    /// A signed assertion becomes tokens (RFC 7523 §2.1).
    AssertionGrant,
    /// `.well-known/openid-configuration` of the issuer.
    OpenidConfiguration,
    /// The issuer's keys, or the keys that this installation has published.
    JwkSet,
    /// What the server says about a token (RFC 7662).
    Introspection,
    /// Sign-out at the server (RFC 7009).
    Revocation,
}

impl Purpose {
    /// Stable name for reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SmartConfiguration => "smart-configuration",
            Self::CapabilityStatement => "capability-statement",
            Self::Registration => "registration",
            Self::PushedAuthorization => "pushed-authorization",
            Self::TokenExchange => "token-exchange",
            Self::Refresh => "refresh",
            Self::AssertionGrant => "assertion-grant",
            Self::OpenidConfiguration => "openid-configuration",
            Self::JwkSet => "jwk-set",
            Self::Introspection => "introspection",
            Self::Revocation => "revocation",
        }
    }
}

/// Where in a request or an answer a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// After the `?` of an address.
    Query,
    /// In a header.
    Header,
    /// In the body: a field of a form or a member of a JSON object.
    Body,
}

/// One named value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Where it stands.
    pub place: Place,
    /// Its name.
    pub name: String,
    /// Its value, as far as it is shown.
    pub value: Shown,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What for.
    pub purpose: Purpose,
    /// HTTP method.
    pub method: String,
    /// Address without its query.
    pub address: String,
    /// Query, headers and body.
    pub parameters: Vec<Parameter>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// HTTP status.
    pub status: u16,
    /// Content type without its parameters.
    pub media_type: Option<String>,
    /// Size of the decoded body.
    pub bytes: usize,
    /// Members of the JSON object; none where it is no object.
    pub members: Vec<Parameter>,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A whole answer came.
    Answered(Answered),
    /// None did.
    Failed(Failure),
}

/// Why no answer came: [`TransportError`] without its cause, which could name an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Failure {
    /// The certificate is not accepted.
    Untrusted,
    /// No connection.
    NotSent,
    /// The answer got lost.
    AnswerLost,
    /// The server redirects, which is refused.
    Redirected,
    /// The answer is too large.
    TooLarge,
    /// The request could not be put together.
    NotRequestable,
}

impl Failure {
    /// Stable name for reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Untrusted => "untrusted",
            Self::NotSent => "not-sent",
            Self::AnswerLost => "answer-lost",
            Self::Redirected => "redirected",
            Self::TooLarge => "too-large",
            Self::NotRequestable => "not-requestable",
        }
    }
}

impl From<&TransportError> for Failure {
    fn from(error: &TransportError) -> Self {
        match error {
            TransportError::Untrusted(_) => Self::Untrusted,
            TransportError::NotSent(_) => Self::NotSent,
            TransportError::AnswerLost(_) => Self::AnswerLost,
            TransportError::Redirected => Self::Redirected,
            TransportError::TooLarge => Self::TooLarge,
            TransportError::NotRequestable => Self::NotRequestable,
        }
    }
}

/// A request and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What was asked.
    pub asked: Asked,
    /// What came back.
    pub outcome: Outcome,
    /// How long that took.
    pub elapsed: Duration,
}

/// The parameters of a link that the browser is sent to or that comes back from it, also of one that is
/// not well formed. For links of sign-ins; a link to a FHIR server is never shown this way.
pub fn parameters_of_link(link: &str) -> Vec<Parameter> {
    let query = link.split_once('?').map_or("", |(_, query)| query);
    let query = query.split('#').next().unwrap_or_default();
    let pairs: Vec<_> = url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    Redactor::default().pairs(Place::Query, &pairs)
}
