//! The claims of an ID token, each checked.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use subtle::ConstantTimeEq;

use super::user::FhirUser;
use super::{Expectation, Identity};
use crate::base_url::FhirBaseUrl;
use crate::json_object::JsonObject;

/// How far two clocks may be apart.
const LEEWAY: SignedDuration = SignedDuration::from_secs(60);
/// How far `iat` may be from now; an ID token comes straight from the token endpoint.
const ISSUED_WITHIN: SignedDuration = SignedDuration::from_mins(10);

/// A claim that an ID token can fail on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Claim {
    /// `iss`.
    Issuer,
    /// `sub`.
    Subject,
    /// `aud`.
    Audience,
    /// `azp`.
    AuthorizedParty,
    /// `exp`.
    Expiry,
    /// `iat`.
    IssuedAt,
    /// `nbf`.
    NotBefore,
    /// `nonce`.
    Nonce,
}

impl std::fmt::Display for Claim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Issuer => "iss",
            Self::Subject => "sub",
            Self::Audience => "aud",
            Self::AuthorizedParty => "azp",
            Self::Expiry => "exp",
            Self::IssuedAt => "iat",
            Self::NotBefore => "nbf",
            Self::Nonce => "nonce",
        })
    }
}

/// The payload of a token whose signature is good.
pub(super) struct Claims(JsonObject);

impl Claims {
    pub(super) fn parse(payload: &[u8]) -> Option<Self> {
        JsonObject::parse(payload).map(Self)
    }

    pub(super) fn check(&self, expectation: &Expectation, now: Timestamp) -> Result<(), Claim> {
        require(
            self.0.text("iss").as_ref() == Some(&expectation.issuer),
            Claim::Issuer,
        )?;
        self.check_subject(expectation)?;
        self.check_audience(&expectation.client_id)?;
        self.check_times(now)?;
        self.check_nonce(expectation)
    }

    fn check_subject(&self, expectation: &Expectation) -> Result<(), Claim> {
        let subject = self.0.text("sub").ok_or(Claim::Subject)?;
        require(
            expectation
                .subject
                .as_ref()
                .is_none_or(|expected| *expected == subject),
            Claim::Subject,
        )
    }

    /// This client, and nobody whom it does not know: no other audience is trusted here.
    fn check_audience(&self, client_id: &str) -> Result<(), Claim> {
        let is_client = |value: &Value| value.as_str() == Some(client_id);
        let fits = match self.0.get("aud") {
            Some(Value::Array(audience)) => !audience.is_empty() && audience.iter().all(is_client),
            Some(audience) => is_client(audience),
            None => false,
        };
        require(fits, Claim::Audience)?;
        require(
            self.0.get("azp").is_none_or(is_client),
            Claim::AuthorizedParty,
        )
    }

    fn check_times(&self, now: Timestamp) -> Result<(), Claim> {
        let expiry = self.time("exp").ok_or(Claim::Expiry)?;
        require(
            now < expiry.saturating_add(LEEWAY).unwrap_or(Timestamp::MAX),
            Claim::Expiry,
        )?;
        let issued_at = self.time("iat").ok_or(Claim::IssuedAt)?;
        require(
            now.duration_since(issued_at).abs() <= ISSUED_WITHIN,
            Claim::IssuedAt,
        )?;
        if !self.0.has("nbf") {
            return Ok(());
        }
        let not_before = self.time("nbf").ok_or(Claim::NotBefore)?;
        require(
            not_before <= now.saturating_add(LEEWAY).unwrap_or(Timestamp::MAX),
            Claim::NotBefore,
        )
    }

    fn check_nonce(&self, expectation: &Expectation) -> Result<(), Claim> {
        let Some(expected) = &expectation.nonce else {
            return Ok(());
        };
        let nonce = self.0.text("nonce").ok_or(Claim::Nonce)?;
        // EXPOSE: the nonce to a comparison that takes the same time wherever the two differ.
        require(
            bool::from(nonce.as_bytes().ct_eq(expected.expose().as_bytes())),
            Claim::Nonce,
        )
    }

    /// `NumericDate`: a number, which may have a fraction.
    fn time(&self, name: &str) -> Option<Timestamp> {
        let seconds = self.0.get(name)?.as_f64()?;
        let since_epoch = SignedDuration::try_from_secs_f64(seconds).ok()?;
        Timestamp::from_duration(since_epoch).ok()
    }

    pub(super) fn identity(&self, fhir_base: &FhirBaseUrl) -> Identity {
        // `profile` is what SMART 1 called it.
        let user = self.0.text("fhirUser").or_else(|| self.0.text("profile"));
        Identity {
            issuer: self.0.text("iss").unwrap_or_default(),
            subject: self.0.text("sub").unwrap_or_default(),
            fhir_user: user.and_then(|user| FhirUser::parse(&user, fhir_base)),
        }
    }
}

fn require(holds: bool, claim: Claim) -> Result<(), Claim> {
    if holds { Ok(()) } else { Err(claim) }
}
