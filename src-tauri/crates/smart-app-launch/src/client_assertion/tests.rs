use std::collections::{BTreeMap, BTreeSet};

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rsa::KeySize;
use jiff::Timestamp;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{DecodingKey, Validation};
use serde_json::{Value, json};

use super::{SigningAlgorithm, SigningKey, SigningKeyError, pkcs8_pem};

/// A new RSA key.
pub(crate) fn rsa_pem(size: KeySize) -> String {
    let key = aws_lc_rs::rsa::KeyPair::generate(size).unwrap();
    let der: aws_lc_rs::encoding::Pkcs8V1Der<'_> = key.as_der().unwrap();
    pkcs8_pem(der.as_ref()).to_string()
}

fn keys() -> [SigningKey; 2] {
    [
        SigningKey::from_pem(&rsa_pem(KeySize::Rsa2048), Some("my-key".to_owned())).unwrap(),
        SigningKey::generate_es384().unwrap(),
    ]
}

fn verified(key: &SigningKey, assertion: &str) -> (Value, Value) {
    let jwk: Jwk = serde_json::from_value(key.public_jwks()["keys"][0].clone()).unwrap();
    let mut validation = Validation::new(key.algorithm().jwa());
    validation.set_audience(&["https://auth.example/token"]);
    validation.validate_exp = false;
    let token = jsonwebtoken::decode::<Value>(
        assertion,
        &DecodingKey::from_jwk(&jwk).unwrap(),
        &validation,
    )
    .unwrap();
    (serde_json::to_value(token.header).unwrap(), token.claims)
}

#[test]
fn hl7_307_317_320_321_322_323_325_327_328_329_330_331_assertions_are_signed_with_rs384_and_es384_and_verify_with_the_published_key()
 {
    for key in keys() {
        let assertion = key
            .client_assertion(
                "my-app",
                "https://auth.example/token",
                Timestamp::UNIX_EPOCH,
                false,
            )
            .unwrap();
        let (header, mut claims) = verified(&key, &assertion);
        assert_eq!(
            header,
            json!({ "typ": "JWT", "alg": key.algorithm().as_str(), "kid": key.key_id() })
        );
        assert!(claims["jti"].as_str().unwrap().len() >= 43);
        claims.as_object_mut().unwrap().remove("jti");
        assert_eq!(
            claims,
            json!({ "iss": "my-app", "sub": "my-app", "aud": "https://auth.example/token", "exp": 120 })
        );
    }
}

#[test]
fn hl7_319_332_no_two_assertions_have_the_same_jti() {
    let key = SigningKey::generate_es384().unwrap();
    let ids: BTreeSet<String> = (0..500)
        .map(|_| {
            let assertion = key
                .client_assertion(
                    "a",
                    "https://auth.example/token",
                    Timestamp::UNIX_EPOCH,
                    false,
                )
                .unwrap();
            verified(&key, &assertion).1["jti"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(ids.len(), 500);
}

#[test]
fn hl7_294_313_314_315_only_public_members_are_published() {
    for key in keys() {
        let jwk: BTreeMap<String, Value> =
            serde_json::from_value(key.public_jwks()["keys"][0].clone()).unwrap();
        let members: Vec<&str> = jwk.keys().map(String::as_str).collect();
        let expected = match key.algorithm() {
            SigningAlgorithm::Rs384 => vec!["alg", "e", "key_ops", "kid", "kty", "n", "use"],
            SigningAlgorithm::Es384 => vec!["alg", "crv", "key_ops", "kid", "kty", "use", "x", "y"],
        };
        assert_eq!(members, expected);
    }
}

#[test]
fn hl7_290_a_key_is_made_here_stored_and_read_back_with_the_same_name() {
    let first = SigningKey::generate_es384().unwrap();
    let second = SigningKey::from_pem(first.expose_pem(), None).unwrap();
    assert_eq!(second.public_jwks(), first.public_jwks());
    let other = SigningKey::generate_es384().unwrap();
    assert_ne!(other.public_jwks(), first.public_jwks());
}

#[test]
fn a_key_that_is_no_use_is_refused_at_once() {
    let p256 = aws_lc_rs::signature::EcdsaKeyPair::generate_pkcs8(
        &aws_lc_rs::signature::ECDSA_P256_SHA256_FIXED_SIGNING,
        &aws_lc_rs::rand::SystemRandom::new(),
    )
    .unwrap();
    for pem in [
        "",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        &pkcs8_pem(p256.as_ref()),
    ] {
        assert_eq!(
            SigningKey::from_pem(pem, None).map(drop),
            Err(SigningKeyError::Unsupported)
        );
    }
}

#[test]
fn a_printed_key_names_itself_and_shows_nothing_of_its_secret() {
    let key = SigningKey::generate_es384().unwrap();
    let printed = format!("{key:?}");
    assert!(
        printed.starts_with("SigningKey") && printed.contains("Es384"),
        "{printed}"
    );
    let pem = key.expose_pem();
    let mut lines = pem.lines().filter(|line| !line.starts_with("-----"));
    assert!(lines.all(|line| !printed.contains(line)));
}
