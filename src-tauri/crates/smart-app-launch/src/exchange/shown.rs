//! A value as far as it may be seen.

use std::fmt;

use aws_lc_rs::digest;

/// What kind of value is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Access token.
    AccessToken,
    /// Refresh token.
    RefreshToken,
    /// ID token.
    IdToken,
    /// Any token, where the name does not say which.
    Token,
    /// Authorization code.
    Code,
    /// `state`.
    State,
    /// `nonce`.
    Nonce,
    /// PKCE verifier.
    CodeVerifier,
    /// PKCE challenge.
    CodeChallenge,
    /// `launch` of an EHR launch.
    Launch,
    /// Signed assertion.
    Assertion,
    /// `request_uri` of a pushed authorization request.
    RequestUri,
    /// Password of a client.
    ClientSecret,
    /// What identifies a patient or a user.
    Person,
    /// A value that this app does not know, an object, or a text that repeats a secret.
    Other,
}

impl Kind {
    /// Stable name for reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AccessToken => "access-token",
            Self::RefreshToken => "refresh-token",
            Self::IdToken => "id-token",
            Self::Token => "token",
            Self::Code => "code",
            Self::State => "state",
            Self::Nonce => "nonce",
            Self::CodeVerifier => "code-verifier",
            Self::CodeChallenge => "code-challenge",
            Self::Launch => "launch",
            Self::Assertion => "assertion",
            Self::RequestUri => "request-uri",
            Self::ClientSecret => "client-secret",
            Self::Person => "person",
            Self::Other => "other",
        }
    }
}

/// The first 32 bits of a SHA-256, in hexadecimal: equal secrets have equal fingerprints, and nobody
/// finds a secret of 128 random bits by its fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    pub(super) fn of(secret: &str) -> Self {
        let digest = digest::digest(&digest::SHA256, secret.as_bytes());
        let start = digest.as_ref().iter().take(4);
        let number = start.fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
        Self(format!("{number:08x}"))
    }

    /// Eight hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value as far as it may be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// As it is.
    Text(String),
    /// A secret that a machine made.
    Secret {
        /// What it is.
        kind: Kind,
        /// To compare by.
        fingerprint: Fingerprint,
        /// Its length.
        bytes: usize,
    },
    /// Not shown, and without a fingerprint: a short value, such as a patient's id or a password that a
    /// person chose, can be found by trying.
    Withheld {
        /// What it is.
        kind: Kind,
        /// Its length.
        bytes: usize,
    },
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Secret {
                kind,
                fingerprint,
                bytes,
            } => write!(f, "[{} {fingerprint}, {bytes} bytes]", kind.as_str()),
            Self::Withheld { kind, bytes } => write!(f, "[{}, {bytes} bytes]", kind.as_str()),
        }
    }
}
