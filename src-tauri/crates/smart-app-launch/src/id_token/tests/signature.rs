//! Tokens whose form, algorithm, key or signature is wrong.

use aws_lc_rs::rsa::KeySize;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey};
use proptest::prelude::*;
use serde_json::json;

use super::{
    ISSUER, NOW, check_against, claims, encode, expectation, jwk, refused, rs256, sign, with_claims,
};
use crate::client_assertion::tests::rsa_pem;
use crate::id_token::{IdTokenError, check};
use crate::secret::IdToken;

#[test]
fn hl7_201_a_good_token_proves_who_signed_in() {
    let identity = with_claims(|_| ()).unwrap();
    assert_eq!(
        (identity.issuer.as_str(), identity.subject.as_str()),
        ("https://auth.example", "user-1")
    );
    let user = identity.fhir_user.unwrap();
    assert_eq!(
        (user.reference().as_str(), user.is_on_this_server),
        ("Practitioner/p1", true)
    );
}

#[test]
fn tokens_signed_with_other_accepted_algorithms_are_good() {
    let payload = claims().to_string();
    for (name, algorithm) in [
        ("RS384", Algorithm::RS384),
        ("RS512", Algorithm::RS512),
        ("PS256", Algorithm::PS256),
    ] {
        let token = sign(
            &json!({ "alg": name, "kid": "r" }),
            payload.as_bytes(),
            &ISSUER.rsa,
            algorithm,
        );
        assert!(check_against(&token, &ISSUER.keys).is_ok(), "{name}");
    }
    let token = sign(
        &json!({ "alg": "ES384", "kid": "e" }),
        payload.as_bytes(),
        &ISSUER.ec,
        Algorithm::ES384,
    );
    assert!(check_against(&token, &ISSUER.keys).is_ok());
}

#[test]
fn a_token_without_kid_is_tried_with_every_key_that_fits() {
    let token = rs256(&json!({ "alg": "RS256" }), &claims());
    assert!(check_against(&token, &ISSUER.keys).is_ok());
}

#[test]
fn two_keys_of_one_name_are_both_tried() {
    let other = EncodingKey::from_rsa_pem(rsa_pem(KeySize::Rsa2048).as_bytes()).unwrap();
    let keys = [jwk(&other, Algorithm::RS256, "r"), ISSUER.keys[0].clone()];
    assert!(
        check_against(
            &rs256(&json!({ "alg": "RS256", "kid": "r" }), &claims()),
            &keys
        )
        .is_ok()
    );
}

#[test]
fn unsigned_and_symmetric_tokens_are_refused() {
    let payload = encode(claims().to_string().as_bytes());
    for name in [
        "none", "None", "NONE", "HS256", "HS384", "HS512", "EdDSA", "PS512", "ES512", "RS1",
        "rs256", "",
    ] {
        let header = encode(json!({ "alg": name, "kid": "r" }).to_string().as_bytes());
        for signature in ["", "AAAA"] {
            let error = refused(&format!("{header}.{payload}.{signature}"));
            assert!(
                matches!(error, IdTokenError::Algorithm | IdTokenError::Malformed),
                "{name}: {error:?}"
            );
        }
    }
}

#[test]
fn a_token_signed_with_the_public_key_as_hmac_secret_is_refused() {
    let public = ISSUER.keys[0].to_string();
    let token = sign(
        &json!({ "alg": "HS256", "kid": "r" }),
        claims().to_string().as_bytes(),
        &EncodingKey::from_secret(public.as_bytes()),
        Algorithm::HS256,
    );
    assert!(matches!(refused(&token), IdTokenError::Algorithm));
}

#[test]
fn a_token_of_another_key_is_refused() {
    let other = EncodingKey::from_rsa_pem(rsa_pem(KeySize::Rsa2048).as_bytes()).unwrap();
    let token = sign(
        &json!({ "alg": "RS256", "kid": "r" }),
        claims().to_string().as_bytes(),
        &other,
        Algorithm::RS256,
    );
    assert!(matches!(refused(&token), IdTokenError::Signature));
}

#[test]
fn a_changed_payload_or_header_is_refused() {
    let token = rs256(&json!({ "alg": "RS256", "kid": "r" }), &claims());
    let parts: Vec<&str> = token.split('.').collect();
    let mut other = claims();
    other["sub"] = json!("admin");
    let payload = format!(
        "{}.{}.{}",
        parts[0],
        encode(other.to_string().as_bytes()),
        parts[2]
    );
    assert!(matches!(refused(&payload), IdTokenError::Signature));
    let header = encode(json!({ "alg": "RS384", "kid": "r" }).to_string().as_bytes());
    assert!(matches!(
        refused(&format!("{header}.{}.{}", parts[1], parts[2])),
        IdTokenError::Signature
    ));
    assert!(matches!(
        refused(&format!("{}.{}.", parts[0], parts[1])),
        IdTokenError::Signature
    ));
}

#[test]
fn a_key_of_another_name_type_or_algorithm_is_not_used() {
    let good = rs256(&json!({ "alg": "RS256", "kid": "r" }), &claims());
    assert!(matches!(
        refused(&rs256(&json!({ "alg": "RS256", "kid": "x" }), &claims())),
        IdTokenError::KeyUnknown
    ));
    assert!(matches!(
        refused(&rs256(&json!({ "alg": "RS256", "kid": "e" }), &claims())),
        IdTokenError::KeyUnknown
    ));
    assert!(matches!(
        refused(&rs256(&json!({ "alg": "ES256", "kid": "e" }), &claims())),
        IdTokenError::KeyUnknown
    ));
    for (member, value) in [
        ("use", json!("enc")),
        ("alg", json!("RS512")),
        ("key_ops", json!(["encrypt"])),
        ("kty", json!("oct")),
    ] {
        let mut key = ISSUER.keys[0].clone();
        key[member] = value;
        assert!(
            matches!(check_against(&good, &[key]), Err(IdTokenError::KeyUnknown)),
            "{member}"
        );
    }
    assert!(matches!(
        check_against(&good, &[]),
        Err(IdTokenError::KeyUnknown)
    ));
}

#[test]
fn an_rsa_key_below_2048_bits_is_not_used() {
    let mut key = ISSUER.keys[0].clone();
    key["n"] = json!(encode(&[0xC5; 128]));
    let token = rs256(&json!({ "alg": "RS256", "kid": "r" }), &claims());
    assert!(matches!(
        check_against(&token, &[key]),
        Err(IdTokenError::KeyUnknown)
    ));
}

#[test]
fn a_point_that_is_not_on_the_curve_verifies_nothing() {
    let mut key = ISSUER.keys[1].clone();
    key["x"] = json!(encode(&[7; 48]));
    let token = sign(
        &json!({ "alg": "ES384", "kid": "e" }),
        claims().to_string().as_bytes(),
        &ISSUER.ec,
        Algorithm::ES384,
    );
    assert!(check_against(&token, &[key]).is_err());
}

#[test]
fn keys_that_the_token_brings_along_are_ignored() {
    let mallory = EncodingKey::from_rsa_pem(rsa_pem(KeySize::Rsa2048).as_bytes()).unwrap();
    let header = json!({
        "alg": "RS256", "kid": "r", "jwk": jwk(&mallory, Algorithm::RS256, "r"),
        "jku": "https://evil.example/jwks", "x5u": "https://evil.example/cert", "x5c": ["AAAA"],
    });
    let token = sign(
        &header,
        claims().to_string().as_bytes(),
        &mallory,
        Algorithm::RS256,
    );
    assert!(matches!(refused(&token), IdTokenError::Signature));
    assert!(check_against(&rs256(&header, &claims()), &ISSUER.keys).is_ok());
}

#[test]
fn a_critical_extension_is_refused() {
    for critical in [json!(["exp"]), json!([]), json!("b64")] {
        let token = rs256(
            &json!({ "alg": "RS256", "kid": "r", "crit": critical }),
            &claims(),
        );
        assert!(matches!(refused(&token), IdTokenError::Malformed));
    }
}

#[test]
fn what_is_no_signed_token_is_refused() {
    let good = rs256(&json!({ "alg": "RS256", "kid": "r" }), &claims());
    let parts: Vec<&str> = good.split('.').collect();
    let two_parts = format!("{}.{}", parts[0], parts[1]);
    let four_parts = format!("{good}.AAAA");
    let encrypted = format!(
        "{}.a.b.c.d",
        encode(b"{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}")
    );
    let padded = format!("{}=.{}.{}", parts[0], parts[1], parts[2]);
    let no_algorithm = rs256(&json!({ "kid": "r" }), &claims());
    for token in [
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        &two_parts,
        &four_parts,
        &encrypted,
        &padded,
        &no_algorithm,
    ] {
        assert!(matches!(refused(token), IdTokenError::Malformed), "{token}");
    }
    assert!(matches!(
        refused(&format!("{good}{}", "A".repeat(1_000_000))),
        IdTokenError::Malformed
    ));
}

#[test]
fn a_key_set_that_is_none_is_refused() {
    let token = IdToken::new(rs256(&json!({ "alg": "RS256", "kid": "r" }), &claims()));
    for jwks in ["", "[]", "{}", "{\"keys\":{}}", "<html>"] {
        let now = Timestamp::from_second(NOW).unwrap();
        let result = check(&token, jwks.as_bytes(), &expectation(), now);
        assert!(
            matches!(result, Err(IdTokenError::IssuerUnusable)),
            "{jwks}"
        );
    }
    assert!(matches!(
        check_against(token.expose(), &[json!(null), json!(7), json!({})]),
        Err(IdTokenError::KeyUnknown)
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_token_and_no_keys_make_it_panic(token in "[A-Za-z0-9_.=-]{0,200}", jwks in "\\PC{0,200}") {
        let now = Timestamp::from_second(NOW).unwrap();
        prop_assert!(check_against(&token, &ISSUER.keys).is_err());
        prop_assert!(check(&IdToken::new(token), jwks.as_bytes(), &expectation(), now).is_err());
    }

    #[test]
    fn a_change_of_any_letter_breaks_the_token(position in 0_usize..600, letter in prop::char::range('a', 'z')) {
        let token = rs256(&json!({ "alg": "RS256", "kid": "r" }), &claims());
        let mut letters: Vec<char> = token.chars().collect();
        prop_assume!(position < letters.len() && letters[position] != letter);
        letters[position] = letter;
        let changed: String = letters.iter().collect();
        // The last letter of a part may carry bits that mean nothing.
        let last_of_part = letters.get(position + 1).is_none_or(|next| *next == '.');
        prop_assert!(last_of_part || check_against(&changed, &ISSUER.keys).is_err());
    }
}
