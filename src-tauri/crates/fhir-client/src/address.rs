//! The guard: which addresses belong to a FHIR server, and so may be asked and be shown its token.
//!
//! An address belongs to the server when scheme, host and port are equal to those of the FHIR base
//! URL and its path lies under the base's path at a segment boundary, however it is written. String
//! prefixes decide nothing: `/fhir2`, `/fhir/%2e%2e/admin` and `https://host@other/` all look alike.

use std::net::IpAddr;
use std::sync::Arc;

use percent_encoding::percent_decode;
use thiserror::Error;
use url::{Host, Url, form_urlencoded};

use crate::error::FhirError;
use crate::search::Search;

/// Longest address that is followed, in bytes.
const ADDRESS_LIMIT: usize = 8 * 1024;
/// Rounds of percent-decoding after which a path that still changes is refused.
const DECODING_ROUNDS: usize = 4;

/// Why a FHIR base URL cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BaseUrlError {
    /// Not an absolute web address, or one with a user name, query or fragment.
    #[error("not a FHIR base URL")]
    Invalid,
    /// `http:` outside of this computer.
    #[error("a FHIR base URL outside of this computer needs https")]
    Insecure,
}

/// A FHIR base URL; its path ends in a slash.
#[derive(Clone)]
pub(crate) struct Base(Url);

/// An address that the guard let through. Only this module can make one, and only a `Guarded` can
/// be sent.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Guarded(Url, Option<Arc<str>>);

impl Guarded {
    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    /// What is sent there as a form, where it is not asked by GET. A redirect does not take it along.
    pub(crate) fn form(&self) -> Option<&str> {
        self.1.as_deref()
    }
}

impl Base {
    pub(crate) fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let mut url = Url::parse(text).map_err(|_| BaseUrlError::Invalid)?;
        let extra = url.query().is_some() || url.fragment().is_some() || has_user(&url);
        if extra || climbs(url.path()) {
            return Err(BaseUrlError::Invalid);
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(BaseUrlError::Insecure),
            _ => return Err(BaseUrlError::Invalid),
        }
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        Ok(Self(url))
    }

    /// `[base]/metadata`
    pub(crate) fn metadata(&self) -> Result<Guarded, FhirError> {
        self.under(&["metadata"])
    }

    /// `[base]/[type]/[id]`
    pub(crate) fn instance(&self, resource_type: &str, id: &str) -> Result<Guarded, FhirError> {
        if !is_type_name(resource_type) {
            return Err(FhirError::InvalidName);
        }
        self.under(&[resource_type, id])
    }

    /// `[base]/[type]/[id]/_history`
    pub(crate) fn history(&self, resource_type: &str, id: &str) -> Result<Guarded, FhirError> {
        if !is_type_name(resource_type) {
            return Err(FhirError::InvalidName);
        }
        self.under(&[resource_type, id, "_history"])
    }

    /// `[base]/[type]?[parameters]`, or `[base]/[type]/_search` and the parameters as a form.
    pub(crate) fn search(&self, search: &Search) -> Result<Guarded, FhirError> {
        if !is_type_name(search.resource_type()) {
            return Err(FhirError::InvalidName);
        }
        if search.is_by_form() {
            let Guarded(url, _) = self.under(&[search.resource_type(), "_search"])?;
            let mut form = form_urlencoded::Serializer::new(String::new());
            form.extend_pairs(search.parameters());
            return Ok(Guarded(url, Some(form.finish().into())));
        }
        let Guarded(mut url, _) = self.under(&[search.resource_type()])?;
        if !search.parameters().is_empty() {
            url.query_pairs_mut().extend_pairs(search.parameters());
        }
        self.admit(url)
    }

    /// Where a link of an answer leads: absolute, or relative to the address that was asked.
    pub(crate) fn follow(&self, asked: &Guarded, link: &str) -> Result<Guarded, FhirError> {
        if link.len() > ADDRESS_LIMIT {
            return Err(FhirError::TooLarge);
        }
        let url = asked.0.join(link).map_err(|_| FhirError::ForeignAddress)?;
        self.admit(url)
    }

    /// Where the address of an attachment leads: absolute, or relative to the base as references are
    /// (FHIR R4 §2.3.0.1). Some servers write a slash before `Binary`, and mean the base all the same.
    pub(crate) fn attachment(&self, link: &str) -> Result<Guarded, FhirError> {
        if link.len() > ADDRESS_LIMIT {
            return Err(FhirError::TooLarge);
        }
        let at = |link: &str| self.0.join(link).map_err(|_| FhirError::ForeignAddress);
        let place = at(link).and_then(|url| self.admit(url));
        match link.strip_prefix("/Binary/") {
            Some(rest) if place.is_err() => self.admit(at(&format!("Binary/{rest}"))?),
            _ => place,
        }
    }

    /// The same address, which says itself that the answer is to be JSON.
    pub(crate) fn in_json(&self, place: &Guarded) -> Result<Guarded, FhirError> {
        let Guarded(mut url, form) = place.clone();
        url.query_pairs_mut().append_pair("_format", "json");
        let Guarded(url, _) = self.admit(url)?;
        Ok(Guarded(url, form))
    }

    /// Scheme, host and port, as text.
    pub(crate) fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    fn under(&self, segments: &[&str]) -> Result<Guarded, FhirError> {
        // The `url` crate drops `.` and `..` here without a word.
        if segments
            .iter()
            .any(|segment| segment.is_empty() || climbs(segment))
        {
            return Err(FhirError::InvalidName);
        }
        let mut url = self.0.clone();
        url.path_segments_mut()
            .map_err(|()| FhirError::InvalidName)?
            .pop_if_empty()
            .extend(segments);
        self.admit(url)
    }

    /// The guard itself.
    fn admit(&self, mut url: Url) -> Result<Guarded, FhirError> {
        url.set_fragment(None);
        if !self.covers(&url) {
            return Err(FhirError::ForeignAddress);
        }
        if url.as_str().len() > ADDRESS_LIMIT {
            return Err(FhirError::TooLarge);
        }
        Ok(Guarded(url, None))
    }

    fn covers(&self, url: &Url) -> bool {
        let Self(base) = self;
        let same_origin = url.scheme() == base.scheme()
            && url.host() == base.host()
            && url.port_or_known_default() == base.port_or_known_default();
        same_origin && !has_user(url) && self.is_above(url.path())
    }

    fn is_above(&self, path: &str) -> bool {
        let base = self.0.path();
        let below = path.strip_prefix(base);
        let is_base_itself = base.strip_suffix('/') == Some(path);
        below.map_or(is_base_itself, |rest| !climbs(rest))
    }
}

fn has_user(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    }
}

/// FHIR R4 §2.1: names of resource types are letters.
fn is_type_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 64 && name.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether some server could read a `..` out of the path. The `url` crate resolves `..` and
/// `%2e%2e`, but leaves `..%2f`, `%252e%252e`, `..%5c` and `..;x/` to the server.
fn climbs(path: &str) -> bool {
    let mut bytes = path.as_bytes().to_vec();
    for _ in 0..DECODING_ROUNDS {
        if bytes
            .split(|byte| matches!(byte, b'/' | b'\\'))
            .any(is_dots)
        {
            return true;
        }
        let decoded: Vec<u8> = percent_decode(&bytes).collect();
        if decoded == bytes {
            return false;
        }
        bytes = decoded;
    }
    true
}

/// `.` or `..`, also with path parameters or blanks that servers cut off.
fn is_dots(segment: &[u8]) -> bool {
    let name = segment
        .split(|byte| *byte == b';')
        .next()
        .unwrap_or_default();
    let end = name
        .iter()
        .rposition(|byte| *byte > b' ')
        .map_or(0, |last| last + 1);
    matches!(name.get(..end), Some(b"." | b".."))
}

#[cfg(test)]
#[path = "address_tests.rs"]
mod tests;
