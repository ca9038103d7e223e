//! The answer of the authorization server, as the operating system hands it to the app.
//!
//! Anybody can make such a link: any web page, any program. SMART App Launch 2.2 "Obtain authorization
//! code", RFC 6749 §4.1.2, RFC 9207. `state` is compared before anything else of the link is believed.

use std::fmt;

use jiff::Timestamp;
use subtle::ConstantTimeEq;
use url::Url;

use crate::binding::Binding;
use crate::exchange::{self, Parameter};
use crate::id_token::Expectation;
use crate::oauth_error::OAuthErrorCode;
use crate::pending::{PendingAuthorization, StateDigest};
use crate::query::{self, LONGEST_LINK, Query};
use crate::registration::RedirectUri;
use crate::scope::ScopeSet;
use crate::secret::FlowSecret;
use crate::server_text;

/// A link of the right form, not yet believed.
pub struct Redirect {
    state: FlowSecret,
    issuer: Option<String>,
    answer: Answer,
    shown: Vec<Parameter>,
}

enum Answer {
    Code(FlowSecret),
    Error {
        code: OAuthErrorCode,
        description: Option<String>,
    },
}

/// Why a link does not end a sign-in well.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RedirectError {
    /// Another address than this app's.
    #[error("not this app's sign-in link")]
    Foreign,
    /// Too long, a name twice, broken escapes, or neither exactly one `code` nor exactly one `error`.
    #[error("the sign-in link is malformed")]
    Malformed,
    /// It belongs to another sign-in, or to none.
    #[error("the sign-in link belongs to no sign-in begun here")]
    StateMismatch,
    /// It came after ten minutes.
    #[error("the sign-in link came too late")]
    Expired,
    /// It comes from another authorization server than the one asked (RFC 9207).
    #[error("the sign-in link comes from another server")]
    IssuerMismatch,
    /// The server, or the person there, said no.
    #[error("the server refused the sign-in: {code}")]
    Refused {
        /// `error`.
        code: OAuthErrorCode,
        /// `error_description`, plain text of at most 300 characters.
        description: Option<String>,
    },
}

impl Redirect {
    /// Reads a link that came back to `redirect_uri`.
    pub fn parse(link: &str, redirect_uri: &RedirectUri) -> Result<Self, RedirectError> {
        if link.len() > LONGEST_LINK {
            return Err(RedirectError::Malformed);
        }
        let query = query::of_link(link, redirect_uri.as_str()).ok_or(RedirectError::Foreign)?;
        let mut query = Query::parse(query).map_err(|_| RedirectError::Malformed)?;
        let answer = match (query.take("code"), query.take("error")) {
            (Some(code), None) => Answer::Code(FlowSecret::new(code)),
            (None, Some(error)) => Answer::Error {
                code: OAuthErrorCode::parse(&error).ok_or(RedirectError::Malformed)?,
                description: query
                    .take("error_description")
                    .and_then(|text| server_text::plain(&text)),
            },
            _ => return Err(RedirectError::Malformed),
        };
        // Without `state` a link can belong to no sign-in.
        let state = query.take("state").ok_or(RedirectError::StateMismatch)?;
        Ok(Self {
            state: FlowSecret::new(state),
            issuer: query.take("iss"),
            answer,
            shown: exchange::parameters_of_link(link),
        })
    }

    /// What came with the link, fit to be shown.
    pub fn parameters(&self) -> &[Parameter] {
        &self.shown
    }

    /// What the sign-in it belongs to is looked up by.
    pub fn state_digest(&self) -> StateDigest {
        // EXPOSE: into a hash.
        StateDigest::of(self.state.expose())
    }
}

impl fmt::Debug for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.answer {
            Answer::Code(_) => "Redirect(code [redacted])",
            Answer::Error { .. } => "Redirect(error)",
        })
    }
}

impl PendingAuthorization {
    /// Checks the answer against the sign-in and takes the code out of it. One use, by type.
    pub fn accept(
        self,
        redirect: Redirect,
        now: Timestamp,
    ) -> Result<AuthorizationCode, RedirectError> {
        // EXPOSE: `state` to a comparison that takes the same time wherever the two differ.
        let same_state = self
            .state
            .expose()
            .as_bytes()
            .ct_eq(redirect.state.expose().as_bytes());
        if !bool::from(same_state) {
            return Err(RedirectError::StateMismatch);
        }
        if self.is_expired(now) {
            return Err(RedirectError::Expired);
        }
        self.check_issuer(redirect.issuer.as_deref())?;
        match redirect.answer {
            Answer::Code(code) => Ok(AuthorizationCode {
                pending: self,
                code,
            }),
            Answer::Error { code, description } => {
                Err(RedirectError::Refused { code, description })
            }
        }
    }

    /// RFC 9207 §2.4, and what it leaves open: a server that sends `iss` without having named its issuer
    /// is believed only where that is the server the code will be sent to.
    fn check_issuer(&self, sent: Option<&str>) -> Result<(), RedirectError> {
        let matches = match (sent, self.binding.issuer.as_deref()) {
            (None, _) => !self.issuer_is_always_sent,
            (Some(sent), Some(recorded)) => sent == recorded,
            (Some(sent), None) => {
                let origin = Url::parse(sent).map(|url| url.origin().ascii_serialization());
                origin.is_ok_and(|origin| origin == self.binding.token_endpoint.origin())
            }
        };
        if matches {
            Ok(())
        } else {
            Err(RedirectError::IssuerMismatch)
        }
    }
}

/// A code that belongs to a sign-in begun here, with all that the token request needs.
///
/// It is borrowed, not consumed, by the exchange: where the connection broke before the request arrived,
/// the same code may be tried once more.
pub struct AuthorizationCode {
    pub(crate) pending: PendingAuthorization,
    pub(crate) code: FlowSecret,
}

impl AuthorizationCode {
    /// The server and client that the code is for.
    pub fn binding(&self) -> &Binding {
        &self.pending.binding
    }

    /// The scopes that were asked for.
    pub fn requested(&self) -> &ScopeSet {
        &self.pending.requested
    }

    /// What an ID token of this sign-in has to say; `None` where the server named no issuer.
    pub fn expectation(&self) -> Option<Expectation> {
        // EXPOSE: the nonce moves into the expectation, which redacts it.
        let nonce = self
            .pending
            .nonce
            .as_ref()
            .map(|nonce| FlowSecret::new(nonce.expose().to_owned()));
        Expectation::of_sign_in(&self.pending.binding, nonce)
    }
}

impl fmt::Debug for AuthorizationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthorizationCode([redacted])")
    }
}

#[cfg(test)]
pub(crate) mod tests;
