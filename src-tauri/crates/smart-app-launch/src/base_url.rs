//! The address of a FHIR server, as a person types it or an EHR sends it as `iss`.
//!
//! The exact text is kept, because it is sent back as `aud` byte for byte (SMART App Launch 2.2,
//! "Request authorization code"). Must never know: what is served there.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use url::{Host, Url};

/// Longest address that is looked at.
const LONGEST: usize = 2_048;

/// Base URL of a FHIR server: `https`, or `http` on this computer.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct FhirBaseUrl {
    exact: String,
    url: Url,
}

/// Why an address is not taken as that of a FHIR server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BaseUrlError {
    /// Not a web address at all.
    #[error("not a web address")]
    Malformed,
    /// `http` outside of this computer.
    #[error("http is allowed on this computer only")]
    Insecure,
    /// A scheme other than `http` and `https`.
    #[error("only https addresses can be used")]
    Scheme,
    /// A user name or password in the address.
    #[error("an address must not contain a user name or password")]
    UserInfo,
    /// A query or a fragment in the address.
    #[error("the address of a FHIR server has no query and no fragment")]
    QueryOrFragment,
}

impl FhirBaseUrl {
    /// Reads what a person typed or pasted; `ehr.example/fhir` becomes `https://ehr.example/fhir`.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let text = text.trim();
        if has_scheme(text) {
            Self::parse_exact(text)
        } else {
            Self::parse_exact(&format!("https://{text}"))
        }
    }

    /// Reads the `iss` of an EHR launch, or a stored address: absolute, and not a byte changed.
    pub fn parse_exact(text: &str) -> Result<Self, BaseUrlError> {
        if text.is_empty() || text.len() > LONGEST || text.contains(is_unfit) {
            return Err(BaseUrlError::Malformed);
        }
        let url = Url::parse(text).map_err(|_| BaseUrlError::Malformed)?;
        check_transport(&url)?;
        if !url.username().is_empty() || url.password().is_some() || text.contains('@') {
            return Err(BaseUrlError::UserInfo);
        }
        if text.contains(['?', '#']) {
            return Err(BaseUrlError::QueryOrFragment);
        }
        Ok(Self {
            exact: text.to_owned(),
            url,
        })
    }

    /// The address as it was given: what is sent as `aud`.
    pub fn as_str(&self) -> &str {
        &self.exact
    }

    /// The address as the URL standard reads it.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Host name as it is looked up (international names in their `xn--` form).
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// `true` for a server on this computer.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.url)
    }

    /// `{base}/{path}`, whether the base ends in a slash or not.
    pub(crate) fn join(&self, path: &str) -> Url {
        let mut url = self.url.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{base}/{path}"));
        url
    }
}

/// `scheme:` followed by anything but a port number, so that `localhost:8080` is a bare host.
fn has_scheme(text: &str) -> bool {
    match text.split_once(':') {
        Some((_, rest)) => {
            rest.starts_with("//") || !rest.starts_with(|c: char| c.is_ascii_digit())
        }
        None => false,
    }
}

/// What the URL parser would drop or turn around silently.
pub(crate) fn is_unfit(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(
            c,
            '\\' | '"' | '\'' | '`' | '<' | '>' | '{' | '}' | '|' | '^'
        )
}

fn check_transport(url: &Url) -> Result<(), BaseUrlError> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        "http" => Err(BaseUrlError::Insecure),
        _ => Err(BaseUrlError::Scheme),
    }
}

/// A loopback literal or `localhost`.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

impl fmt::Display for FhirBaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.exact)
    }
}

impl fmt::Debug for FhirBaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FhirBaseUrl({})", self.exact)
    }
}

impl Serialize for FhirBaseUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.exact)
    }
}

impl<'de> Deserialize<'de> for FhirBaseUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse_exact(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
