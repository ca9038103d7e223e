//! An address that a server named: checked before anything is sent there or opened in a browser.
//!
//! `authorization_endpoint` goes to the operating system's URL opener and `token_endpoint` receives
//! codes and refresh tokens, so both are read by an allow-list: `https`, or `http` on this computer
//! where the FHIR server itself is on this computer.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use url::{Host, Url};

use crate::base_url::{FhirBaseUrl, is_loopback, is_unfit};

/// Longest address that is looked at.
const LONGEST: usize = 2_048;

/// A checked address of an OAuth or OpenID endpoint.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EndpointUrl {
    exact: String,
    url: Url,
}

/// Why an address that a server named is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EndpointUrlError {
    /// Not a web address, or one with characters that have no place in it.
    #[error("the server named an endpoint that is not a web address")]
    Malformed,
    /// Not `https` (nor `http` beside a FHIR server on this computer).
    #[error("the server named an endpoint that is not https")]
    Insecure,
    /// A user name, a password or a fragment in it.
    #[error("the server named an endpoint with a user name or a fragment")]
    Decorated,
    /// This computer or its own link, named by a server on the network.
    #[error("the server named an endpoint on this computer")]
    ThisComputer,
}

impl EndpointUrl {
    /// Reads an endpoint of the server at `base`; a relative one is resolved against it (HL7 #379).
    pub fn resolve(base: &FhirBaseUrl, text: &str) -> Result<Self, EndpointUrlError> {
        if text.is_empty() || text.len() > LONGEST || text.contains(is_unfit) {
            return Err(EndpointUrlError::Malformed);
        }
        let endpoint = match Url::parse(text) {
            Ok(url) => Self {
                exact: text.to_owned(),
                url,
            },
            Err(url::ParseError::RelativeUrlWithoutBase) => {
                let url = base
                    .join("")
                    .join(text)
                    .map_err(|_| EndpointUrlError::Malformed)?;
                Self {
                    exact: url.to_string(),
                    url,
                }
            }
            Err(_) => return Err(EndpointUrlError::Malformed),
        };
        endpoint.checked(base.is_loopback())?.at_home(base)
    }

    /// Reads an absolute address on the same origin as this one; `None` for any other.
    pub(crate) fn beside(&self, text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        if text.len() > LONGEST || text.contains(is_unfit) || url.origin() != self.url.origin() {
            return None;
        }
        let exact = text.to_owned();
        Self { exact, url }.checked(is_loopback(&self.url)).ok()
    }

    /// The address exactly as the server wrote it: the `aud` of a client assertion.
    pub fn as_str(&self) -> &str {
        &self.exact
    }

    /// The address as the URL standard reads it.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// `scheme://host:port`, to show and to compare.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    fn checked(self, loopback_allowed: bool) -> Result<Self, EndpointUrlError> {
        match self.url.scheme() {
            "https" => {}
            "http" if loopback_allowed && is_loopback(&self.url) => {}
            _ => return Err(EndpointUrlError::Insecure),
        }
        let has_user = !self.url.username().is_empty() || self.url.password().is_some();
        if has_user || self.url.fragment().is_some() {
            return Err(EndpointUrlError::Decorated);
        }
        Ok(self)
    }
}

impl EndpointUrl {
    /// A server on the network has no business to send this computer to itself, or to what only answers on its own
    /// link (cloud metadata).
    fn at_home(self, base: &FhirBaseUrl) -> Result<Self, EndpointUrlError> {
        let is_local = is_loopback(&self.url) || is_own_link(&self.url);
        let is_same_host =
            Url::parse(base.as_str()).is_ok_and(|base| base.host() == self.url.host());
        if is_local && !base.is_loopback() && !is_same_host {
            return Err(EndpointUrlError::ThisComputer);
        }
        Ok(self)
    }
}

/// An unspecified, link-local or IPv4-mapped local address.
fn is_own_link(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_unspecified() || address.is_link_local(),
        Some(Host::Ipv6(address)) => {
            let mapped = address.to_ipv4_mapped();
            address.is_unspecified()
                || address.is_unicast_link_local()
                || mapped.is_some_and(|v4| v4.is_loopback() || v4.is_link_local())
        }
        Some(Host::Domain(_)) | None => false,
    }
}

impl fmt::Debug for EndpointUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EndpointUrl({})", self.origin())
    }
}

impl Serialize for EndpointUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.exact)
    }
}

impl<'de> Deserialize<'de> for EndpointUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let exact = String::deserialize(deserializer)?;
        let url = Url::parse(&exact).map_err(de::Error::custom)?;
        Self { exact, url }.checked(true).map_err(de::Error::custom)
    }
}

/// An endpoint in a server's metadata: not there, fit for use, or there and unfit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum DeclaredEndpoint {
    /// The server does not name it.
    #[default]
    Absent,
    /// Named, and fit for use.
    Usable(EndpointUrl),
    /// Named, but nothing may be sent there.
    Unusable(EndpointUrlError),
}

impl DeclaredEndpoint {
    pub(crate) fn declared(base: &FhirBaseUrl, text: Option<String>) -> Self {
        match text.map(|text| EndpointUrl::resolve(base, &text)) {
            None => Self::Absent,
            Some(Ok(endpoint)) => Self::Usable(endpoint),
            Some(Err(error)) => Self::Unusable(error),
        }
    }

    /// The endpoint where it can be used.
    pub fn usable(&self) -> Option<&EndpointUrl> {
        match self {
            Self::Usable(endpoint) => Some(endpoint),
            Self::Absent | Self::Unusable(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
