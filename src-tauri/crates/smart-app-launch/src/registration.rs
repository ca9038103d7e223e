//! How this app is known to one server: its client id, its redirect URI and how it proves itself.
//!
//! A desktop app that is handed out to people is a public client; a secret or key pair is for a site
//! that registered its own (SMART App Launch 2.2, "App protection").

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use url::Url;

use crate::client_assertion::SigningKey;
use crate::credentials::Quirks;
use crate::secret::ClientSecret;

/// This app's registration at one authorization server.
#[derive(Debug)]
pub struct ClientRegistration {
    /// The name the server gave this app.
    pub client_id: String,
    /// Where the browser comes back to, as registered.
    pub redirect_uri: RedirectUri,
    /// How the app proves itself at the token endpoint.
    pub authentication: ClientAuthentication,
    /// What to do where the server's metadata says that it does not do PKCE with S256.
    pub pkce: PkcePolicy,
    /// What this server wants otherwise than the specification says.
    pub quirks: Quirks,
}

/// The three client types of SMART App Launch 2.2.
#[derive(Debug)]
pub enum ClientAuthentication {
    /// `client-public`: no secret, PKCE only.
    Public,
    /// `client-confidential-symmetric`: HTTP Basic.
    Symmetric(ClientSecret),
    /// `client-confidential-asymmetric`: `private_key_jwt`.
    Asymmetric(SigningKey),
}

/// PKCE with S256 is always sent. This says whether a server that lists other methods only may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum PkcePolicy {
    /// No: the sign-in is refused.
    #[default]
    Required,
    /// Yes: somebody decided so for this one old server.
    MayBeIgnored,
}

impl ClientAuthentication {
    /// Which of the three it is.
    pub fn client_type(&self) -> ClientType {
        match self {
            Self::Public => ClientType::Public,
            Self::Symmetric(_) => ClientType::ConfidentialSymmetric,
            Self::Asymmetric(_) => ClientType::ConfidentialAsymmetric,
        }
    }
}

/// The three client types, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClientType {
    /// `client-public`.
    Public,
    /// `client-confidential-symmetric`.
    ConfidentialSymmetric,
    /// `client-confidential-asymmetric`.
    ConfidentialAsymmetric,
}

impl ClientRegistration {
    /// A public client.
    pub fn public(client_id: impl Into<String>, redirect_uri: RedirectUri) -> Self {
        Self {
            client_id: client_id.into(),
            redirect_uri,
            authentication: ClientAuthentication::Public,
            pkce: PkcePolicy::Required,
            quirks: Quirks::default(),
        }
    }
}

/// Where the browser comes back to. Sent byte for byte as registered.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct RedirectUri(String);

/// A text that cannot be a redirect URI: not absolute, or with a query, a fragment or a user name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a redirect URI")]
pub struct RedirectUriError;

impl RedirectUri {
    /// Reads a redirect URI.
    pub fn parse(text: &str) -> Result<Self, RedirectUriError> {
        let url = Url::parse(text).map_err(|_| RedirectUriError)?;
        let unfit = text.contains(crate::base_url::is_unfit) || text.contains(['?', '#', '@', '%']);
        if unfit || text.len() > 512 || url.cannot_be_a_base() {
            return Err(RedirectUriError);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text as registered.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RedirectUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RedirectUri({})", self.0)
    }
}

impl<'de> Deserialize<'de> for RedirectUri {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
