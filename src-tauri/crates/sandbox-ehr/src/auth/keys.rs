//! The keys that sign id tokens, and their public halves (OpenID Connect Core §10, RFC 7517).

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::{rand::SystemRandom, signature};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::Value;

/// The signing keys of the issuer: one RSA, one EC.
pub(crate) struct SigningKeys {
    rsa: SigningKey,
    elliptic: SigningKey,
}

struct SigningKey {
    private: EncodingKey,
    public: Jwk,
    algorithm: Algorithm,
}

/// The keys could not be made.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The cryptographic library refused.
    #[error("a signing key could not be generated")]
    Generation,
    /// The key could not be read back.
    #[error("a signing key could not be encoded")]
    Encoding(#[from] jsonwebtoken::errors::Error),
}

impl SigningKeys {
    /// Generates both keys.
    pub(crate) fn generate() -> Result<Self, KeyError> {
        Ok(Self {
            rsa: SigningKey::rsa()?,
            elliptic: SigningKey::elliptic()?,
        })
    }

    /// Signs the claims. ES256 with the EC key, every other algorithm name means RS256.
    pub(crate) fn sign(&self, algorithm: Algorithm, claims: &Value) -> Result<String, KeyError> {
        let key = if algorithm == Algorithm::ES256 {
            &self.elliptic
        } else {
            &self.rsa
        };
        let header = Header {
            kid: key.public.common.key_id.clone(),
            ..Header::new(key.algorithm)
        };
        Ok(jsonwebtoken::encode(&header, claims, &key.private)?)
    }

    /// What `jwks_uri` answers.
    pub(crate) fn public(&self) -> JwkSet {
        JwkSet {
            keys: vec![self.rsa.public.clone(), self.elliptic.public.clone()],
        }
    }
}

impl SigningKey {
    fn rsa() -> Result<Self, KeyError> {
        let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| KeyError::Generation)?;
        let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| KeyError::Generation)?;
        let body = STANDARD.encode(der.as_ref());
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n");
        Self::new(EncodingKey::from_rsa_pem(pem.as_bytes())?, Algorithm::RS256)
    }

    fn elliptic() -> Result<Self, KeyError> {
        let algorithm = &signature::ECDSA_P256_SHA256_FIXED_SIGNING;
        let pkcs8 = signature::EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new())
            .map_err(|_| KeyError::Generation)?;
        Self::new(EncodingKey::from_ec_der(pkcs8.as_ref()), Algorithm::ES256)
    }

    fn new(private: EncodingKey, algorithm: Algorithm) -> Result<Self, KeyError> {
        let mut public = Jwk::from_encoding_key(&private, algorithm)?;
        public.common.key_id = Some(public.thumbprint(ThumbprintHash::SHA256)?);
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(Self {
            private,
            public,
            algorithm,
        })
    }
}
