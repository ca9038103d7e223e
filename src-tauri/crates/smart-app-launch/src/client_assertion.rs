//! `private_key_jwt`: a key pair of this installation's own, and the assertions it signs.
//!
//! SMART App Launch 2.2, "Client Authentication: Asymmetric"; RFC 7523. RS384 and ES384 (HL7 #307-309).

use std::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{self, KeySize};
use aws_lc_rs::signature::{ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

/// How long an assertion is valid: the specification allows five minutes (HL7 #331).
const LIFETIME: SignedDuration = SignedDuration::from_secs(120);

/// The two algorithms that every server has to accept one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SigningAlgorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    #[serde(rename = "RS384")]
    Rs384,
    /// ECDSA on P-384 with SHA-384.
    #[serde(rename = "ES384")]
    Es384,
}

impl SigningAlgorithm {
    /// The name in a JWT header.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rs384 => "RS384",
            Self::Es384 => "ES384",
        }
    }

    fn jwa(self) -> Algorithm {
        match self {
            Self::Rs384 => Algorithm::RS384,
            Self::Es384 => Algorithm::ES384,
        }
    }
}

/// A private key that signs client assertions.
pub struct SigningKey {
    algorithm: SigningAlgorithm,
    key_id: String,
    /// PKCS#8 PEM.
    pem: Zeroizing<String>,
    public: Map<String, Value>,
}

/// Why a key cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SigningKeyError {
    /// Neither an RSA key of at least 2,048 bits nor an EC key on P-384, in PEM.
    #[error("not an RSA key of 2,048 bits or a P-384 key in PEM")]
    Unsupported,
    /// The system gave no randomness or the key refused to sign.
    #[error("the key cannot be made or used")]
    Failed,
}

impl SigningKey {
    /// Makes a key pair on this computer (HL7 #290): P-384, or RSA of 3,072 bits for a server that takes
    /// only RS384.
    pub fn generate(algorithm: SigningAlgorithm) -> Result<Self, SigningKeyError> {
        let pem = match algorithm {
            SigningAlgorithm::Es384 => {
                let random = SystemRandom::new();
                EcdsaKeyPair::generate_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, &random)
                    .map(|document| pkcs8_pem(document.as_ref()))
            }
            SigningAlgorithm::Rs384 => rsa::KeyPair::generate(KeySize::Rsa3072).and_then(|key| {
                let document: Pkcs8V1Der<'_> = key.as_der()?;
                Ok(pkcs8_pem(document.as_ref()))
            }),
        };
        Self::from_pem(&pem.map_err(|_| SigningKeyError::Failed)?, None)
    }

    /// Makes a P-384 key pair on this computer.
    pub fn generate_es384() -> Result<Self, SigningKeyError> {
        Self::generate(SigningAlgorithm::Es384)
    }

    /// Makes an RSA key pair of 3,072 bits on this computer. Takes a while: not for an async task.
    pub fn generate_rs384() -> Result<Self, SigningKeyError> {
        Self::generate(SigningAlgorithm::Rs384)
    }

    /// Reads an RSA (RS384) or P-384 (ES384) private key. Without a `key_id` it is the key's RFC 7638
    /// thumbprint.
    pub fn from_pem(pem: &str, key_id: Option<String>) -> Result<Self, SigningKeyError> {
        let es384 = || {
            Some((
                SigningAlgorithm::Es384,
                EncodingKey::from_ec_pem(pem.as_bytes()).ok()?,
            ))
        };
        let rs384 = || {
            Some((
                SigningAlgorithm::Rs384,
                EncodingKey::from_rsa_pem(pem.as_bytes()).ok()?,
            ))
        };
        let (algorithm, key) = es384().or_else(rs384).ok_or(SigningKeyError::Unsupported)?;
        let jwk = Jwk::from_encoding_key(&key, algorithm.jwa())
            .map_err(|_| SigningKeyError::Unsupported)?;
        let public = public_members(&jwk).ok_or(SigningKeyError::Unsupported)?;
        let thumbprint = || {
            jwk.thumbprint(ThumbprintHash::SHA256)
                .map_err(|_| SigningKeyError::Failed)
        };
        let key_id = key_id.map_or_else(thumbprint, Ok)?;
        let key = Self {
            algorithm,
            key_id,
            pem: Zeroizing::new(pem.to_owned()),
            public,
        };
        // A key that the algorithm does not take shows itself here and not in the middle of a sign-in.
        key.sign(&json!({}))
            .map_err(|_| SigningKeyError::Unsupported)?;
        Ok(key)
    }

    /// The algorithm it signs with.
    pub fn algorithm(&self) -> SigningAlgorithm {
        self.algorithm
    }

    /// `kid`.
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// The private key as PEM of PKCS#8 (or as it was read), for a sealed place;
    /// [`SigningKey::from_pem`] reads it back. Say at the call, in an `EXPOSE:` comment, where it goes.
    pub fn expose_pem(&self) -> &str {
        &self.pem
    }

    /// The JWK Set to register: public members only.
    pub fn public_jwks(&self) -> Value {
        let mut key = self.public.clone();
        key.insert("kid".to_owned(), self.key_id().into());
        key.insert("alg".to_owned(), self.algorithm.as_str().into());
        key.insert("use".to_owned(), "sig".into());
        key.insert("key_ops".to_owned(), json!(["verify"]));
        json!({ "keys": [key] })
    }

    /// A one-time assertion for `audience` (the token endpoint exactly as discovered, HL7 #329).
    pub(crate) fn client_assertion(
        &self,
        client_id: &str,
        audience: &str,
        now: Timestamp,
        with_times: bool,
    ) -> Result<Zeroizing<String>, SigningKeyError> {
        let expires = now
            .saturating_add(LIFETIME)
            .map_err(|_| SigningKeyError::Failed)?;
        let mut claims = json!({
            "iss": client_id,
            "sub": client_id,
            "aud": audience,
            "exp": expires.as_second(),
            "jti": one_time_id()?,
        });
        if let (true, Some(claims)) = (with_times, claims.as_object_mut()) {
            claims.insert("iat".to_owned(), now.as_second().into());
            claims.insert("nbf".to_owned(), now.as_second().into());
        }
        self.sign(&claims)
    }

    fn sign(&self, claims: &Value) -> Result<Zeroizing<String>, SigningKeyError> {
        let key = match self.algorithm {
            SigningAlgorithm::Rs384 => EncodingKey::from_rsa_pem(self.pem.as_bytes()),
            SigningAlgorithm::Es384 => EncodingKey::from_ec_pem(self.pem.as_bytes()),
        };
        let mut header = Header::new(self.algorithm.jwa());
        header.kid = Some(self.key_id.clone());
        let signed = key.and_then(|key| jsonwebtoken::encode(&header, claims, &key));
        signed
            .map(Zeroizing::new)
            .map_err(|_| SigningKeyError::Failed)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("algorithm", &self.algorithm)
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}

/// 256 random bits.
fn one_time_id() -> Result<String, SigningKeyError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| SigningKeyError::Failed)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

/// The public members by name: whatever else the JWK type may hold one day stays out (HL7 #313-315).
fn public_members(jwk: &Jwk) -> Option<Map<String, Value>> {
    let members = if let AlgorithmParameters::RSA(rsa) = &jwk.algorithm {
        vec![("kty", "RSA"), ("n", &rsa.n), ("e", &rsa.e)]
    } else if let AlgorithmParameters::EllipticCurve(ec) = &jwk.algorithm
        && ec.curve == EllipticCurve::P384
    {
        vec![("kty", "EC"), ("crv", "P-384"), ("x", &ec.x), ("y", &ec.y)]
    } else {
        return None;
    };
    Some(
        members
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.into()))
            .collect(),
    )
}

fn pkcs8_pem(der: &[u8]) -> Zeroizing<String> {
    let encoded = Zeroizing::new(base64::prelude::BASE64_STANDARD.encode(der));
    let mut pem = Zeroizing::new(String::from("-----BEGIN PRIVATE KEY-----\n"));
    for (index, character) in encoded.chars().enumerate() {
        pem.push(character);
        if index % 64 == 63 {
            pem.push('\n');
        }
    }
    pem.push_str("\n-----END PRIVATE KEY-----\n");
    pem
}

#[cfg(test)]
pub(crate) mod tests;
