//! What a client proves itself with, and how one server wants it: the place for what vendors do
//! differently, so that a profile can say it as data.

use serde::{Deserialize, Serialize};

use crate::clock_skew::ClockSkew;
use crate::registration::{ClientAuthentication, ClientRegistration};

/// Departures from the specification that one server needs. The default is the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Quirks {
    /// A confidential client repeats its `client_id` in the body, which HL7 #72 forbids and Oracle Health
    /// documents.
    pub client_id_in_body: bool,
    /// How id and secret are written into HTTP Basic.
    pub basic: BasicEncoding,
    /// The client assertion says when it was made (`iat`, `nbf`). Left out by default: a clock that is
    /// ahead would make it invalid.
    pub assertion_times: bool,
    /// How the FHIR base URL is written as `aud`.
    pub audience: Audience,
    /// `prompt=consent` is sent where `openid` is asked for: OpenID Connect Core §11 lets a server ignore
    /// `offline_access` without it.
    pub prompt_consent: bool,
}

/// How id and secret are written into HTTP Basic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BasicEncoding {
    /// Form-encoded, and once as they are where the server answers `invalid_client` and the two differ.
    #[default]
    FormThenRaw,
    /// RFC 6749 §2.3.1: form-encoded.
    Form,
    /// The example of the SMART specification: as they are.
    Raw,
}

/// How the FHIR base URL is written as `aud`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Audience {
    /// Byte for byte as given (HL7 #41).
    #[default]
    AsGiven,
    /// Without a slash at its end.
    WithoutSlash,
    /// With a slash at its end.
    WithSlash,
    /// Not at all: for servers that refuse a parameter which they do not know.
    Omitted,
}

impl Audience {
    pub(crate) fn of(self, fhir_base: &str) -> Option<String> {
        let bare = fhir_base.trim_end_matches('/');
        match self {
            Self::AsGiven => Some(fhir_base.to_owned()),
            Self::WithoutSlash => Some(bare.to_owned()),
            Self::WithSlash => Some(format!("{bare}/")),
            Self::Omitted => None,
        }
    }
}

/// What a client proves itself with at one server.
#[derive(Debug, Clone, Copy)]
pub struct Credentials<'a> {
    /// Nothing, a secret or a key.
    pub authentication: &'a ClientAuthentication,
    /// How the server wants it.
    pub quirks: Quirks,
    /// What the server's clock shows, for assertions.
    pub skew: ClockSkew,
}

impl Credentials<'_> {
    /// The same for a server whose clock differs.
    #[must_use]
    pub fn with_skew(self, skew: ClockSkew) -> Self {
        Self { skew, ..self }
    }

    /// The same for a server that wants something else than the specification.
    #[must_use]
    pub fn with_quirks(self, quirks: Quirks) -> Self {
        Self { quirks, ..self }
    }
}

impl<'a> From<&'a ClientAuthentication> for Credentials<'a> {
    fn from(authentication: &'a ClientAuthentication) -> Self {
        Self {
            authentication,
            quirks: Quirks::default(),
            skew: ClockSkew::default(),
        }
    }
}

impl<'a> From<&'a ClientRegistration> for Credentials<'a> {
    fn from(registration: &'a ClientRegistration) -> Self {
        Self::from(&registration.authentication).with_quirks(registration.quirks)
    }
}
