//! Parameters as they arrive in a query or a form: decoded, and each at most once (RFC 6749 §3.1, §3.2).

use axum::body::Bytes;
use axum::http::{HeaderMap, header};

use super::oauth_error::OAuthError;

/// The decoded parameters of a request. Parameters with an empty value count as absent (RFC 6749 §3.1).
#[derive(Clone)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// From a query string or a form body.
    pub(crate) fn parse(encoded: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// From the body of a request that must be a form. `rule`: the requirement that says so.
    pub(crate) fn from_body(
        headers: &HeaderMap,
        body: &Bytes,
        rule: u16,
    ) -> Result<Self, OAuthError> {
        let content_type = headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("");
        if is_form(content_type) {
            return Ok(Self::parse(body));
        }
        let message = format!(
            "the body must be application/x-www-form-urlencoded, its Content-Type was `{content_type}`"
        );
        Err(OAuthError::invalid_request(rule, message))
    }

    /// The value of a parameter, `None` when it is absent or empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The value of a parameter that must be there. `rule`: the requirement that says so.
    pub(crate) fn require(&self, name: &str, rule: u16) -> Result<&str, OAuthError> {
        self.get(name)
            .ok_or_else(|| OAuthError::invalid_request(rule, format!("`{name}` is missing")))
    }

    /// All values of a parameter that may come several times (checkboxes of our own pages).
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The first name that comes twice.
    pub(crate) fn repeated(&self) -> Option<&str> {
        let mut names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.windows(2).find_map(|pair| match pair {
            [first, second] if first == second => Some(*first),
            _ => None,
        })
    }
}

/// Whether a `Content-Type` is that of a form.
pub(crate) fn is_form(content_type: &str) -> bool {
    let media_type = content_type.split(';').next().unwrap_or("");
    media_type
        .trim()
        .eq_ignore_ascii_case("application/x-www-form-urlencoded")
}
