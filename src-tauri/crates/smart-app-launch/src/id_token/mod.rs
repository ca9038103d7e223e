//! Proving who signed in: OpenID Connect Core 1.0 §3.1.3.7, Discovery 1.0 §4.3.
//!
//! The issuer is the one recorded before the browser opened; its configuration names the keys. Every
//! claim is checked here and not by the JWT crate, whose defaults accept tokens without `iss`, `aud` or
//! `sub`, from the future, and with `crit`.

mod cache;
mod claims;
#[cfg(feature = "fuzzing")]
pub(crate) mod fuzzing;
mod keys;
mod user;

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::Timestamp;
use reqwest::header::{ACCEPT, HeaderValue};
use reqwest::{Method, Request};

pub use self::cache::KeyCache;
pub use self::claims::Claim;
use self::claims::Claims;
use self::keys::KeySet;
pub use self::user::FhirUser;
use crate::base_url::FhirBaseUrl;
use crate::binding::Binding;
use crate::endpoint::EndpointUrl;
use crate::exchange::Purpose;
use crate::http::Http;
use crate::json_object::JsonObject;
use crate::secret::{FlowSecret, IdToken};
use crate::transport::{self, TransportError};

const OPENID_CONFIGURATION: &str = ".well-known/openid-configuration";
/// Longest time one document may take.
const LIMIT: Duration = Duration::from_secs(10);

/// Who signed in, proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// `iss`.
    pub issuer: String,
    /// `sub`: who, together with the issuer.
    pub subject: String,
    /// `fhirUser`, where there is one that can be read.
    pub fhir_user: Option<FhirUser>,
}

/// What an ID token has to say to be believed.
#[derive(Debug)]
pub struct Expectation {
    fhir_base: FhirBaseUrl,
    issuer: String,
    client_id: String,
    nonce: Option<FlowSecret>,
    subject: Option<String>,
}

/// Why it is not proven who signed in.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IdTokenError {
    /// The issuer's configuration or keys cannot be fetched: trying again may help.
    #[error("the issuer's keys cannot be fetched")]
    Unreachable(#[source] TransportError),
    /// The issuer's configuration or keys cannot be used, or speak for another issuer.
    #[error("the issuer's configuration or keys cannot be used")]
    IssuerUnusable,
    /// Not a signed token of a form that is accepted.
    #[error("the ID token is malformed")]
    Malformed,
    /// `none`, an HMAC, or another algorithm that is not accepted.
    #[error("the ID token is signed with an algorithm that is not accepted")]
    Algorithm,
    /// No key of the issuer fits.
    #[error("no key of the issuer fits the ID token")]
    KeyUnknown,
    /// The signature is not the issuer's.
    #[error("the ID token is not signed by the issuer")]
    Signature,
    /// A claim is missing or says something else than it has to.
    #[error("the ID token's {0} is missing or wrong")]
    Claim(Claim),
}

impl Expectation {
    /// For the ID token of a sign-in; `None` where the server named no issuer.
    pub(crate) fn of_sign_in(binding: &Binding, nonce: Option<FlowSecret>) -> Option<Self> {
        Some(Self {
            fhir_base: binding.fhir_base.clone(),
            issuer: binding.issuer.clone()?,
            client_id: binding.client_id.clone(),
            nonce,
            subject: None,
        })
    }

    /// For the ID token of a refresh: the same person as before (OpenID Connect Core §12.2).
    pub fn of_refresh(binding: &Binding, identity: &Identity) -> Self {
        Self {
            fhir_base: binding.fhir_base.clone(),
            issuer: identity.issuer.clone(),
            client_id: binding.client_id.clone(),
            nonce: None,
            subject: Some(identity.subject.clone()),
        }
    }
}

/// Whether the ID token of a refresh is of another person than the one who signed in (OpenID Connect Core §12.2).
///
/// Needs no network: the token came from the pinned token endpoint, so the connection stands in for the signature
/// (§3.1.3.7, 6). One that cannot be read names nobody.
pub fn is_of_another(token: &IdToken, issuer: &str, subject: &str) -> bool {
    // EXPOSE: the ID token to the reader of its claims.
    let payload = token.expose().split('.').nth(1).and_then(decode);
    let Some(claims) = payload.and_then(|payload| JsonObject::parse(&payload)) else {
        return false;
    };
    let differs = |name: &str, known: &str| claims.text(name).is_some_and(|text| text != known);
    differs("iss", issuer) || differs("sub", subject)
}

fn decode(part: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(part).ok()
}

/// Fetches the issuer's keys and checks the token against them and against what is expected.
///
/// `now` is the time by the issuer's clock where that is known ([`crate::ClockSkew::server_time`]).
pub async fn verify(
    http: &Http,
    token: &IdToken,
    expectation: &Expectation,
    now: Timestamp,
) -> Result<Identity, IdTokenError> {
    verify_with(http, token, expectation, &mut KeyCache::default(), now).await
}

/// The same with keys that are kept: they are fetched anew after an hour, and once in five minutes for a
/// token that names a key which is not among them, since issuers change their keys.
pub async fn verify_with(
    http: &Http,
    token: &IdToken,
    expectation: &Expectation,
    cache: &mut KeyCache,
    now: Timestamp,
) -> Result<Identity, IdTokenError> {
    let issuer = &expectation.issuer;
    if let Some(keys) = cache.kept(issuer, now) {
        match check_with(token, keys, expectation, now) {
            Err(IdTokenError::KeyUnknown) if cache.may_reload(issuer, now) => {}
            outcome => return outcome,
        }
    }
    let keys = fetch(http, expectation).await?;
    let outcome = check_with(token, &keys, expectation, now);
    cache.keep(issuer, keys, now);
    outcome
}

async fn fetch(http: &Http, expectation: &Expectation) -> Result<KeySet, IdTokenError> {
    let issuer =
        FhirBaseUrl::parse_exact(&expectation.issuer).map_err(|_| IdTokenError::IssuerUnusable)?;
    // A server on the network has no business to point this computer at itself.
    if issuer.is_loopback() && !expectation.fhir_base.is_loopback() {
        return Err(IdTokenError::IssuerUnusable);
    }
    let address = issuer.join(OPENID_CONFIGURATION);
    let configuration = get(http, Purpose::OpenidConfiguration, address).await?;
    let jwks_uri = jwks_uri(&configuration, &issuer)?;
    let keys = get(http, Purpose::JwkSet, jwks_uri.url().clone()).await?;
    KeySet::parse(&keys).ok_or(IdTokenError::IssuerUnusable)
}

/// Checks a token against a JWK Set, without any network.
pub fn check(
    token: &IdToken,
    jwks: &[u8],
    expectation: &Expectation,
    now: Timestamp,
) -> Result<Identity, IdTokenError> {
    let keys = KeySet::parse(jwks).ok_or(IdTokenError::IssuerUnusable)?;
    check_with(token, &keys, expectation, now)
}

fn check_with(
    token: &IdToken,
    keys: &KeySet,
    expectation: &Expectation,
    now: Timestamp,
) -> Result<Identity, IdTokenError> {
    // EXPOSE: the ID token to its own verification.
    let payload = keys.verify(token.expose())?;
    let claims = Claims::parse(&payload).ok_or(IdTokenError::Malformed)?;
    claims
        .check(expectation, now)
        .map_err(IdTokenError::Claim)?;
    Ok(claims.identity(&expectation.fhir_base))
}

/// `jwks_uri`, where the document speaks for exactly this issuer (OpenID Connect Discovery §4.3).
fn jwks_uri(configuration: &[u8], issuer: &FhirBaseUrl) -> Result<EndpointUrl, IdTokenError> {
    let configuration = JsonObject::parse(configuration).ok_or(IdTokenError::IssuerUnusable)?;
    if configuration.text("issuer").as_deref() != Some(issuer.as_str()) {
        return Err(IdTokenError::IssuerUnusable);
    }
    let uri = configuration
        .text("jwks_uri")
        .ok_or(IdTokenError::IssuerUnusable)?;
    EndpointUrl::resolve(issuer, &uri).map_err(|_| IdTokenError::IssuerUnusable)
}

async fn get(http: &Http, purpose: Purpose, url: url::Url) -> Result<Vec<u8>, IdTokenError> {
    let mut request = Request::new(Method::GET, url);
    request
        .headers_mut()
        .insert(ACCEPT, HeaderValue::from_static("application/json"));
    let answer = transport::send(http, purpose, request, LIMIT)
        .await
        .map_err(IdTokenError::Unreachable)?;
    if answer.status.is_success() {
        Ok(answer.body.to_vec())
    } else {
        Err(IdTokenError::IssuerUnusable)
    }
}

#[cfg(test)]
mod tests;
