//! The negative suite: each case is a good token with one thing wrong.

mod claims;
mod differential;
mod signature;

use std::sync::LazyLock;

use aws_lc_rs::rsa::KeySize;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, crypto};
use serde_json::{Value, json};

use super::{Expectation, IdTokenError, Identity, check};
use crate::base_url::FhirBaseUrl;
use crate::client_assertion::tests::rsa_pem;
use crate::secret::{FlowSecret, IdToken};

const NOW: i64 = 1_800_000_000;

struct Issuer {
    rsa: EncodingKey,
    ec: EncodingKey,
    keys: Vec<Value>,
}

/// One RSA key `r` and one P-384 key `e`; making RSA keys takes a while.
static ISSUER: LazyLock<Issuer> = LazyLock::new(|| {
    let ec = crate::SigningKey::generate_es384().unwrap();
    let ec = EncodingKey::from_ec_pem(ec.expose_pem().as_bytes()).unwrap();
    let rsa = EncodingKey::from_rsa_pem(rsa_pem(KeySize::Rsa2048).as_bytes()).unwrap();
    let keys = vec![
        jwk(&rsa, Algorithm::RS256, "r"),
        jwk(&ec, Algorithm::ES384, "e"),
    ];
    Issuer { rsa, ec, keys }
});

fn jwk(key: &EncodingKey, algorithm: Algorithm, key_id: &str) -> Value {
    let mut jwk = serde_json::to_value(Jwk::from_encoding_key(key, algorithm).unwrap()).unwrap();
    jwk["kid"] = json!(key_id);
    jwk.as_object_mut().unwrap().remove("alg");
    jwk
}

fn claims() -> Value {
    json!({
        "iss": "https://auth.example", "sub": "user-1", "aud": "chartside", "nonce": "n-1",
        "iat": NOW - 1, "exp": NOW + 300, "fhirUser": "https://ehr.example/fhir/Practitioner/p1",
    })
}

fn expectation() -> Expectation {
    Expectation {
        fhir_base: FhirBaseUrl::parse("https://ehr.example/fhir").unwrap(),
        issuer: "https://auth.example".to_owned(),
        client_id: "chartside".to_owned(),
        nonce: Some(FlowSecret::new("n-1".to_owned())),
        subject: None,
    }
}

fn encode(part: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(part)
}

/// Signs any header with any bytes, as `algorithm`.
fn sign(header: &Value, payload: &[u8], key: &EncodingKey, algorithm: Algorithm) -> String {
    let message = format!(
        "{}.{}",
        encode(header.to_string().as_bytes()),
        encode(payload)
    );
    let signature = crypto::sign(message.as_bytes(), key, algorithm).unwrap();
    format!("{message}.{signature}")
}

fn rs256(header: &Value, claims: &Value) -> String {
    sign(
        header,
        claims.to_string().as_bytes(),
        &ISSUER.rsa,
        Algorithm::RS256,
    )
}

fn check_against(token: &str, keys: &[Value]) -> Result<Identity, IdTokenError> {
    let jwks = json!({ "keys": keys }).to_string();
    let now = Timestamp::from_second(NOW).unwrap();
    check(
        &IdToken::new(token.to_owned()),
        jwks.as_bytes(),
        &expectation(),
        now,
    )
}

fn refused(token: &str) -> IdTokenError {
    check_against(token, &ISSUER.keys).unwrap_err()
}

/// What a token says whose claims were changed.
fn with_claims(change: impl FnOnce(&mut Value)) -> Result<Identity, IdTokenError> {
    let mut claims = claims();
    change(&mut claims);
    check_against(
        &rs256(&json!({ "alg": "RS256", "kid": "r" }), &claims),
        &ISSUER.keys,
    )
}
