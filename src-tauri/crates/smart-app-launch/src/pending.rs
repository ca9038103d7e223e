//! A sign-in whose answer has not come back yet.
//!
//! It can be answered once, by type: `accept` consumes it. It can be sealed by the caller and read
//! back, so that a deep link that starts the app finds the sign-in it belongs to.

use std::fmt;

use aws_lc_rs::digest;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::binding::Binding;
use crate::registration::RedirectUri;
use crate::scope::ScopeSet;
use crate::secret::FlowSecret;

/// How long an answer is waited for.
pub const LIFETIME: SignedDuration = SignedDuration::from_mins(10);

/// SHA-256 of `state`: finds the sign-in that an answer belongs to, and remembers used ones, without
/// holding `state` itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StateDigest(String);

impl StateDigest {
    pub(crate) fn of(state: &str) -> Self {
        Self(BASE64_URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, state.as_bytes())))
    }

    /// The digest as text, fit for a key or a file.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A sign-in that waits for the browser to come back.
pub struct PendingAuthorization {
    pub(crate) binding: Binding,
    pub(crate) redirect_uri: RedirectUri,
    pub(crate) requested: ScopeSet,
    pub(crate) issuer_is_always_sent: bool,
    pub(crate) state: FlowSecret,
    pub(crate) verifier: FlowSecret,
    pub(crate) nonce: Option<FlowSecret>,
    pub(crate) begun_at: Timestamp,
}

/// Sealed bytes that are not a pending sign-in of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a pending sign-in")]
pub struct SealedFormError;

impl PendingAuthorization {
    /// The server and client that this sign-in is bound to.
    pub fn binding(&self) -> &Binding {
        &self.binding
    }

    /// The scopes that were asked for.
    pub fn requested(&self) -> &ScopeSet {
        &self.requested
    }

    /// What an answer's `state` is looked up by.
    pub fn state_digest(&self) -> StateDigest {
        // EXPOSE: into a hash.
        StateDigest::of(self.state.expose())
    }

    /// When waiting ends.
    pub fn expires_at(&self) -> Timestamp {
        self.begun_at
            .saturating_add(LIFETIME)
            .unwrap_or(Timestamp::MAX)
    }

    /// `true` once the answer comes too late, or before it was asked for (the clock was set back).
    pub fn is_expired(&self, now: Timestamp) -> bool {
        now >= self.expires_at()
            || now
                < self
                    .begun_at
                    .saturating_sub(LIFETIME)
                    .unwrap_or(Timestamp::MIN)
    }

    /// All of it, secrets included: only for a sealed place.
    pub fn to_sealed_bytes(&self) -> Zeroizing<Vec<u8>> {
        // EXPOSE: into bytes that the caller seals.
        let mut form = SealedForm {
            version: VERSION,
            binding: self.binding.clone(),
            redirect_uri: self.redirect_uri.clone(),
            requested: self.requested.clone(),
            issuer_is_always_sent: self.issuer_is_always_sent,
            state: self.state.expose().to_owned(),
            verifier: self.verifier.expose().to_owned(),
            nonce: self.nonce.as_ref().map(|nonce| nonce.expose().to_owned()),
            begun_at: self.begun_at,
        };
        // The form has string keys and plain members only, which always print.
        let bytes = Zeroizing::new(serde_json::to_vec(&form).unwrap_or_default());
        form.wipe();
        bytes
    }

    /// Reads what [`PendingAuthorization::to_sealed_bytes`] wrote.
    pub fn from_sealed_bytes(bytes: &[u8]) -> Result<Self, SealedFormError> {
        let form: SealedForm = serde_json::from_slice(bytes).map_err(|_| SealedFormError)?;
        if form.version != VERSION {
            return Err(SealedFormError);
        }
        Ok(Self {
            binding: form.binding,
            redirect_uri: form.redirect_uri,
            requested: form.requested,
            issuer_is_always_sent: form.issuer_is_always_sent,
            state: FlowSecret::new(form.state),
            verifier: FlowSecret::new(form.verifier),
            nonce: form.nonce.map(FlowSecret::new),
            begun_at: form.begun_at,
        })
    }
}

impl fmt::Debug for PendingAuthorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingAuthorization")
            .field("binding", &self.binding)
            .field("begun_at", &self.begun_at)
            .finish_non_exhaustive()
    }
}

const VERSION: u8 = 1;

/// The sealed form. No `Debug`: it holds the secrets as plain text while it is written or read.
#[derive(Serialize, Deserialize)]
struct SealedForm {
    version: u8,
    binding: Binding,
    redirect_uri: RedirectUri,
    requested: ScopeSet,
    issuer_is_always_sent: bool,
    state: String,
    verifier: String,
    nonce: Option<String>,
    begun_at: Timestamp,
}

impl SealedForm {
    fn wipe(&mut self) {
        self.state.zeroize();
        self.verifier.zeroize();
        self.nonce.zeroize();
    }
}

#[cfg(test)]
mod tests;
