//! A client's own key pair, and the assertions it signs.

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use sandbox_ehr::{Client, Sandbox};
use serde_json::{Value, json};

use crate::app::{App, Proof, REDIRECT};

pub(crate) struct ClientKey {
    private: EncodingKey,
    pub(crate) header: Header,
    /// Laid over the right claims; `null` takes one away.
    pub(crate) claims: Value,
}

impl ClientKey {
    pub(crate) fn rs384() -> Self {
        let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
        let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
        let pem = format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            STANDARD.encode(der.as_ref())
        );
        Self::new(
            EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap(),
            Algorithm::RS384,
        )
    }

    pub(crate) fn es384() -> Self {
        let der =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, &SystemRandom::new())
                .unwrap();
        Self::new(EncodingKey::from_ec_der(der.as_ref()), Algorithm::ES384)
    }

    fn new(private: EncodingKey, algorithm: Algorithm) -> Self {
        let header = Header {
            kid: Some("key-1".to_owned()),
            ..Header::new(algorithm)
        };
        Self {
            private,
            header,
            claims: json!({}),
        }
    }

    pub(crate) fn public(&self) -> JwkSet {
        let mut jwk = Jwk::from_encoding_key(&self.private, self.header.alg).unwrap();
        jwk.common.key_id.clone_from(&Some("key-1".to_owned()));
        JwkSet { keys: vec![jwk] }
    }

    /// Registers `chartside-asymmetric` with this key.
    pub(crate) fn registered(self, sandbox: &Sandbox) -> App<'_> {
        sandbox.register(Client::asymmetric(
            "chartside-asymmetric",
            REDIRECT,
            self.public(),
        ));
        App {
            sandbox,
            client_id: "chartside-asymmetric",
            proof: Proof::Key(Box::new(self)),
        }
    }

    pub(crate) fn proof(&self, sandbox: &Sandbox, client_id: &str) -> Vec<(String, String)> {
        let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        vec![
            ("client_assertion_type".to_owned(), kind.to_owned()),
            (
                "client_assertion".to_owned(),
                self.assertion(sandbox, client_id),
            ),
        ]
    }

    fn assertion(&self, sandbox: &Sandbox, client_id: &str) -> String {
        let mut claims = json!({
            "iss": client_id,
            "sub": client_id,
            "aud": format!("{}/auth/token", sandbox.base_url()),
            "exp": sandbox.now().as_second() + 120,
            "jti": format!("jti-{}", sandbox.journal().requests().len()),
        });
        for (name, value) in self.claims.as_object().unwrap() {
            if value.is_null() {
                claims.as_object_mut().unwrap().remove(name);
            } else {
                claims[name] = value.clone();
            }
        }
        jsonwebtoken::encode(&self.header, &claims, &self.private).unwrap()
    }
}
