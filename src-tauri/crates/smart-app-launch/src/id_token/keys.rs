//! The signature of an ID token, checked with the issuer's keys and with nothing the token brings along.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, crypto};
use serde_json::Value;

use super::IdTokenError;
use crate::json_object::JsonObject;

/// Longest ID token that is looked at.
const LONGEST_TOKEN: usize = 65_536;
/// Most keys that are read of a JWK Set.
const MOST_KEYS: usize = 100;
/// Shortest RSA modulus: 2,048 bits.
const SHORTEST_MODULUS: usize = 256;

/// The keys of an issuer that can verify a signature.
pub(super) struct KeySet(Vec<Value>);

impl KeySet {
    pub(super) fn parse(jwks: &[u8]) -> Option<Self> {
        let set = JsonObject::parse(jwks)?;
        let keys = set.get("keys")?.as_array()?;
        Some(Self(
            keys.iter()
                .take(MOST_KEYS)
                .filter(|key| is_for_signatures(key))
                .cloned()
                .collect(),
        ))
    }

    /// The payload of `token`, where one of these keys signed it.
    pub(super) fn verify(&self, token: &str) -> Result<Vec<u8>, IdTokenError> {
        let (message, signature) = token.rsplit_once('.').ok_or(IdTokenError::Malformed)?;
        let (header, payload) = message.split_once('.').ok_or(IdTokenError::Malformed)?;
        if token.len() > LONGEST_TOKEN || payload.contains('.') {
            return Err(IdTokenError::Malformed);
        }
        let header = decode(header)
            .and_then(|header| JsonObject::parse(&header))
            .ok_or(IdTokenError::Malformed)?;
        let name = header.text("alg").ok_or(IdTokenError::Malformed)?;
        let accepted = ALGORITHMS
            .into_iter()
            .find(|(accepted, ..)| *accepted == name);
        let (name, algorithm, key_type) = accepted.ok_or(IdTokenError::Algorithm)?;
        // RFC 7515 §4.1.11: an extension that is not understood makes the token invalid. None is here.
        if header.has("crit") {
            return Err(IdTokenError::Malformed);
        }
        let candidates = self.candidates(header.text("kid").as_deref(), name, key_type);
        if candidates.is_empty() {
            return Err(IdTokenError::KeyUnknown);
        }
        let signed = |key: &DecodingKey| {
            crypto::verify(signature, message.as_bytes(), key, algorithm).unwrap_or(false)
        };
        if !candidates.iter().any(signed) {
            return Err(IdTokenError::Signature);
        }
        decode(payload).ok_or(IdTokenError::Malformed)
    }

    /// The keys that the header can mean; without a `kid` every key of the right type.
    fn candidates(
        &self,
        key_id: Option<&str>,
        algorithm: &str,
        key_type: KeyType,
    ) -> Vec<DecodingKey> {
        let is_named = |key: &&Value| key_id.is_none() || member(key, "kid") == key_id;
        let is_of_algorithm =
            |key: &&Value| member(key, "alg").is_none_or(|name| name == algorithm);
        let named = self.0.iter().filter(is_named).filter(is_of_algorithm);
        named
            .filter_map(|key| decoding_key(key, key_type))
            .collect()
    }
}

/// Asymmetric only: with `none` or an HMAC anybody could sign who knows the public key.
const ALGORITHMS: [(&str, Algorithm, KeyType); 7] = [
    ("RS256", Algorithm::RS256, KeyType::Rsa),
    ("RS384", Algorithm::RS384, KeyType::Rsa),
    ("RS512", Algorithm::RS512, KeyType::Rsa),
    ("PS256", Algorithm::PS256, KeyType::Rsa),
    ("PS384", Algorithm::PS384, KeyType::Rsa),
    ("ES256", Algorithm::ES256, KeyType::Curve("P-256")),
    ("ES384", Algorithm::ES384, KeyType::Curve("P-384")),
];

/// What a key has to be to verify an algorithm.
#[derive(Clone, Copy)]
enum KeyType {
    Rsa,
    Curve(&'static str),
}

fn is_for_signatures(key: &Value) -> bool {
    let operations = key.get("key_ops").and_then(Value::as_array);
    let may_verify =
        operations.is_none_or(|operations| operations.iter().any(|name| name == "verify"));
    member(key, "use").is_none_or(|purpose| purpose == "sig") && may_verify
}

/// The public key, where its type and its curve are those of the algorithm.
fn decoding_key(key: &Value, key_type: KeyType) -> Option<DecodingKey> {
    match (member(key, "kty")?, key_type) {
        ("RSA", KeyType::Rsa) => {
            let (modulus, exponent) = (decode(member(key, "n")?)?, decode(member(key, "e")?)?);
            let significant = modulus.iter().skip_while(|byte| **byte == 0).count();
            let is_strong = significant >= SHORTEST_MODULUS;
            is_strong.then(|| DecodingKey::from_rsa_raw_components(&modulus, &exponent))
        }
        ("EC", KeyType::Curve(curve)) if member(key, "crv") == Some(curve) => {
            DecodingKey::from_ec_components(member(key, "x")?, member(key, "y")?).ok()
        }
        _ => None,
    }
}

fn member<'a>(key: &'a Value, name: &str) -> Option<&'a str> {
    key.get(name).and_then(Value::as_str)
}

fn decode(text: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok()
}
