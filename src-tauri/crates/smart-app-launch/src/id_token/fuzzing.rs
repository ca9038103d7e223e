//! ID tokens for the fuzz targets.

use jiff::Timestamp;

use super::claims::Claims;
use super::{Expectation, IdTokenError, Identity, check, decode};
use crate::base_url::FhirBaseUrl;
use crate::secret::{FlowSecret, IdToken};

/// Checks an ID token and what it says, the latter also where its signature is not good.
pub fn id_token(
    jwks: &[u8],
    token: String,
    base: &FhirBaseUrl,
    now: Timestamp,
) -> [Result<Identity, IdTokenError>; 2] {
    let expectation = Expectation {
        fhir_base: base.clone(),
        issuer: "https://auth.example".to_owned(),
        client_id: "chartside".to_owned(),
        nonce: Some(FlowSecret::new("n-1".to_owned())),
        subject: None,
    };
    let said = said(&token, &expectation, now);
    [check(&IdToken::new(token), jwks, &expectation, now), said]
}

fn said(token: &str, expectation: &Expectation, now: Timestamp) -> Result<Identity, IdTokenError> {
    let payload = token.split('.').nth(1).and_then(decode);
    let claims = payload.and_then(|payload| Claims::parse(&payload));
    let claims = claims.ok_or(IdTokenError::Malformed)?;
    claims
        .check(expectation, now)
        .map_err(IdTokenError::Claim)?;
    Ok(claims.identity(&expectation.fhir_base))
}
