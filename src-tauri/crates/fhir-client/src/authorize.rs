//! The port through which this crate asks for a bearer token (RFC 6750).
//!
//! It must never know how a token is obtained, renewed or kept.

use std::error::Error;
use std::fmt;

use futures_util::future::BoxFuture;
use reqwest::header::HeaderValue;
use thiserror::Error;
use url::Url;
use zeroize::Zeroizing;

/// What the owner of the session says when it has no token; it can be downcast by the owner.
pub type Cause = Box<dyn Error + Send + Sync>;

/// Owns the session's tokens. Implemented outside; shared by every request of a client.
pub trait Authorize: Send + Sync {
    /// A token that is good now, as far as is known here.
    fn bearer(&self) -> BoxFuture<'_, Result<BearerToken, AuthorizeError>>;

    /// The server answered 401 to this token. The owner may renew it; the request is repeated once
    /// with whatever [`Authorize::bearer`] gives next.
    fn rejected<'a>(&'a self, token: &'a BearerToken) -> BoxFuture<'a, Result<(), AuthorizeError>>;
}

/// Why there is no token.
#[derive(Debug, Error)]
pub enum AuthorizeError {
    /// Only a new sign-in can help.
    #[error("the session has ended")]
    SessionEnded(#[source] Cause),
    /// There may be a token later: the authorization server cannot be reached or failed.
    #[error("no token can be had now")]
    Unavailable(#[source] Cause),
    /// The token cannot stand in an `Authorization` header (RFC 6750 §2.1).
    #[error("the token is malformed")]
    Malformed,
}

/// An access token on its way into one `Authorization` header. Wiped from memory when dropped.
pub struct BearerToken {
    token: Zeroizing<String>,
    pair: Option<String>,
}

impl BearerToken {
    /// Takes the token over.
    pub fn new(token: String) -> Self {
        Self {
            token: Zeroizing::new(token),
            pair: None,
        }
    }

    /// A parameter that the server wants with every request that this token goes along with. It stands in
    /// the address as it is: one with other characters than those of references is left out.
    #[must_use]
    pub fn along_with(mut self, name: &str, value: &str) -> Self {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
        if !name.is_empty() && [name, value].iter().all(|text| text.chars().all(is_plain)) {
            self.pair = Some(format!("{name}={value}"));
        }
        self
    }

    /// The address with that parameter, unless a link of the server has it already.
    pub(crate) fn addressed(&self, mut url: Url) -> Url {
        let Some(pair) = &self.pair else {
            return url;
        };
        let query = url.query().unwrap_or_default();
        if !query.split('&').any(|one| one == pair) {
            let separator = if query.is_empty() { "" } else { "&" };
            let query = format!("{query}{separator}{pair}");
            url.set_query(Some(&query));
        }
        url
    }

    /// The token itself. Every caller says with an `// EXPOSE:` comment why it needs it.
    pub fn expose(&self) -> &str {
        &self.token
    }

    /// `Bearer <token>`, marked so that HTTP/2 does not index it and `Debug` does not print it.
    pub(crate) fn header(&self) -> Result<HeaderValue, AuthorizeError> {
        // EXPOSE: this header is the one place that a token is for.
        let text = Zeroizing::new(format!("Bearer {}", self.expose()));
        let visible = self.token.bytes().all(|byte| (0x21..=0x7e).contains(&byte));
        if self.token.is_empty() || !visible {
            return Err(AuthorizeError::Malformed);
        }
        let mut header = HeaderValue::from_str(&text).map_err(|_| AuthorizeError::Malformed)?;
        header.set_sensitive(true);
        Ok(header)
    }
}

impl fmt::Debug for BearerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BearerToken([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_token_out_of_debug_output_and_marks_the_header() {
        let token = BearerToken::new("CNRY-token".to_owned());
        let header = token.header().unwrap();
        assert_eq!(header.to_str().unwrap(), "Bearer CNRY-token");
        assert!(header.is_sensitive());
        assert!(!format!("{token:?} {header:?}").contains("CNRY"));
    }

    #[test]
    fn a_parameter_goes_along_once_and_unchanged() {
        let address = |text: &str| Url::parse(text).unwrap();
        let token =
            BearerToken::new("t".to_owned()).along_with("ah-practice", "Organization/a-1.P-1");
        for (sent, addressed) in [
            (
                "https://a/b",
                "https://a/b?ah-practice=Organization/a-1.P-1",
            ),
            (
                "https://a/b?c=d%2Fe",
                "https://a/b?c=d%2Fe&ah-practice=Organization/a-1.P-1",
            ),
        ] {
            let once = token.addressed(address(sent));
            assert_eq!(once.as_str(), addressed);
            assert_eq!(token.addressed(once.clone()), once);
        }
        for value in ["a&b=c", "a#b", "a b", "ä"] {
            let token = BearerToken::new("t".to_owned()).along_with("p", value);
            assert_eq!(
                token.addressed(address("https://a/")).as_str(),
                "https://a/"
            );
        }
    }

    #[test]
    fn t27_refuses_tokens_that_could_break_out_of_the_header() {
        for text in ["", "a b", "a\r\nX-Evil: 1", "a\nb", "a\0b", "a\tb", "tökén"] {
            let header = BearerToken::new(text.to_owned()).header();
            assert!(matches!(header, Err(AuthorizeError::Malformed)), "{text:?}");
        }
    }
}
