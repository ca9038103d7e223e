//! A transcript in which all is right, for each kind of client, and ways to change one thing in it.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use crate::auth::Client;
use crate::journal::{RecordedAnswer, RecordedRequest};
use crate::transcript::{Setting, Transcript};

pub(in crate::transcript) const ORIGIN: &str = "https://ehr.example";
pub(in crate::transcript) const CALLBACK: &str = "org.chartside.app:/callback";
pub(in crate::transcript) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(in crate::transcript) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub(in crate::transcript) const NOW: i64 = 1_795_000_000;

/// Where things are in the transcript.
pub(in crate::transcript) const ASKED: usize = 0;
pub(in crate::transcript) const KEYS: usize = 2;
pub(in crate::transcript) const GRANTED: usize = 3;
pub(in crate::transcript) const READ: usize = 4;
pub(in crate::transcript) const REFRESHED: usize = 5;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::transcript) enum Kind {
    Public,
    Symmetric,
    Rs384,
    Es384,
}

pub(in crate::transcript) const KINDS: [Kind; 4] =
    [Kind::Public, Kind::Symmetric, Kind::Rs384, Kind::Es384];

/// A key pair made for these tests.
pub(in crate::transcript) struct Pair {
    pub(in crate::transcript) private: EncodingKey,
    pub(in crate::transcript) public: Value,
    pub(in crate::transcript) algorithm: Algorithm,
}

pub(in crate::transcript) fn ec_pair() -> Pair {
    use aws_lc_rs::signature::{ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
    let random = aws_lc_rs::rand::SystemRandom::new();
    let algorithm = &ECDSA_P384_SHA384_FIXED_SIGNING;
    let der = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, der.as_ref()).unwrap();
    let point = pair.public_key().as_ref();
    let (x, y) = (&point[1..49], &point[49..]);
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    Pair {
        private: EncodingKey::from_ec_der(der.as_ref()),
        public: json!({ "kty": "EC", "crv": "P-384", "kid": "es", "alg": "ES384", "x": encode(x), "y": encode(y) }),
        algorithm: Algorithm::ES384,
    }
}

pub(in crate::transcript) fn rsa_pair(algorithm: Algorithm, kid: &str) -> Pair {
    use aws_lc_rs::encoding::AsDer as _;
    use aws_lc_rs::rsa::{KeyPair, KeySize};
    use aws_lc_rs::signature::KeyPair as _;
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let der: aws_lc_rs::encoding::Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        STANDARD.encode(der.as_ref())
    );
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let public = pair.public_key();
    let (n, e) = (
        public.modulus().big_endian_without_leading_zero(),
        public.exponent().big_endian_without_leading_zero(),
    );
    Pair {
        private: EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap(),
        public: json!({ "kty": "RSA", "kid": kid, "alg": format!("{algorithm:?}"), "n": encode(n), "e": encode(e) }),
        algorithm,
    }
}

/// One app and the issuer of its id tokens.
pub(in crate::transcript) struct Stage {
    pub(in crate::transcript) kind: Kind,
    pub(in crate::transcript) own: Option<Pair>,
    pub(in crate::transcript) issuer: Pair,
}

impl Stage {
    pub(in crate::transcript) fn of(kind: Kind) -> Self {
        let own = match kind {
            Kind::Public | Kind::Symmetric => None,
            Kind::Rs384 => Some(rsa_pair(Algorithm::RS384, "rs")),
            Kind::Es384 => Some(ec_pair()),
        };
        Self {
            kind,
            own,
            issuer: rsa_pair(Algorithm::RS256, "issuer"),
        }
    }

    pub(in crate::transcript) fn client(&self) -> Client {
        match (&self.own, self.kind) {
            (Some(pair), _) => Client::asymmetric(
                "app",
                CALLBACK,
                serde_json::from_value(json!({ "keys": [pair.public] })).unwrap(),
            ),
            (None, Kind::Symmetric) => Client::symmetric("app", CALLBACK, "s3cret/+ %:x"),
            (None, _) => Client::public("app", CALLBACK),
        }
    }

    pub(in crate::transcript) fn id_token(&self, changed: &Value) -> String {
        let mut claims = json!({ "iss": ORIGIN, "aud": "app", "sub": "somebody", "iat": NOW, "exp": NOW + 300, "nonce": "nonce-0" });
        claims
            .as_object_mut()
            .unwrap()
            .extend(changed.as_object().unwrap().clone());
        claims
            .as_object_mut()
            .unwrap()
            .retain(|_, value| !value.is_null());
        sign(&self.issuer, &json!({}), &claims)
    }

    pub(in crate::transcript) fn assertion(&self, header: &Value, changed: &Value) -> String {
        let mut claims = json!({ "iss": "app", "sub": "app", "aud": format!("{ORIGIN}/token"), "exp": NOW + 300, "jti": "one" });
        claims
            .as_object_mut()
            .unwrap()
            .extend(changed.as_object().unwrap().clone());
        claims
            .as_object_mut()
            .unwrap()
            .retain(|_, value| !value.is_null());
        sign(self.own.as_ref().unwrap(), header, &claims)
    }

    /// The fields and header by which the client proves itself.
    pub(in crate::transcript) fn prove(&self, request: &mut RecordedRequest, jti: &str) {
        match self.kind {
            Kind::Public => request.form.push(pair("client_id", "app")),
            Kind::Symmetric => request.headers.push(pair(
                "authorization",
                &format!("Basic {}", STANDARD.encode("app:s3cret/+ %:x")),
            )),
            Kind::Rs384 | Kind::Es384 => {
                let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
                request.form.push(pair("client_assertion_type", kind));
                request.form.push(pair(
                    "client_assertion",
                    &self.assertion(&json!({}), &json!({ "jti": jti })),
                ));
            }
        }
    }

    /// A sign-in, a read, a refresh and another read.
    pub(in crate::transcript) fn transcript(&self) -> Transcript {
        let asked = format!(
            "response_type=code&client_id=app&redirect_uri={CALLBACK}&scope=launch+openid+patient/*.rs&launch=launch-0\
             &state=0123456789abcdefghijklmnop&nonce=nonce-0&aud={ORIGIN}/fhir&code_challenge={CHALLENGE}&code_challenge_method=S256"
        );
        let mut callback = get("/allowed", "");
        callback.answer.location = Some(format!(
            "{CALLBACK}?code=code-0&state=0123456789abcdefghijklmnop"
        ));
        let mut keys = get("/jwks", "");
        keys.answer.body = Some(json!({ "keys": [self.issuer.public] }));
        let mut grant = post(&[
            ("grant_type", "authorization_code"),
            ("code", "code-0"),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ]);
        self.prove(&mut grant, "one");
        grant.answer.body = Some(
            json!({ "access_token": "access-0", "refresh_token": "refresh-0", "scope": "launch openid patient/*.rs", "id_token": self.id_token(&json!({})) }),
        );
        let mut refresh = post(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", "refresh-0"),
        ]);
        self.prove(&mut refresh, "two");
        refresh.answer.body =
            Some(json!({ "access_token": "access-1", "refresh_token": "refresh-1" }));
        let setting = Setting {
            fhir_base: format!("{ORIGIN}/fhir"),
            issuer: ORIGIN.to_owned(),
            authorization_endpoint: format!("{ORIGIN}/authorize"),
            token_endpoint: format!("{ORIGIN}/token"),
            clients: vec![self.client()],
            launches: vec!["launch-0".to_owned()],
            installations: false,
        };
        let requests = vec![
            get("/authorize", &asked),
            callback,
            keys,
            grant,
            read("access-0"),
            refresh,
            read("access-1"),
        ];
        Transcript { setting, requests }
    }
}

pub(in crate::transcript) fn sign(pair: &Pair, changed: &Value, claims: &Value) -> String {
    let mut header = Header::new(pair.algorithm);
    header.kid = pair
        .public
        .get("kid")
        .and_then(Value::as_str)
        .map(str::to_owned);
    let mut header = serde_json::to_value(header).unwrap();
    header
        .as_object_mut()
        .unwrap()
        .extend(changed.as_object().unwrap().clone());
    header
        .as_object_mut()
        .unwrap()
        .retain(|_, value| !value.is_null());
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap());
    let message = format!("{}.{}", encode(&header), encode(claims));
    let signature =
        jsonwebtoken::crypto::sign(message.as_bytes(), &pair.private, pair.algorithm).unwrap();
    format!("{message}.{signature}")
}

pub(in crate::transcript) fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

pub(in crate::transcript) fn get(path: &str, query: &str) -> RecordedRequest {
    RecordedRequest {
        at: jiff::Timestamp::from_second(NOW).unwrap(),
        method: "GET".to_owned(),
        path: path.to_owned(),
        query: (!query.is_empty()).then(|| query.to_owned()),
        headers: Vec::new(),
        form: Vec::new(),
        status: Some(200),
        complaints: Vec::new(),
        answer: RecordedAnswer::default(),
    }
}

pub(in crate::transcript) fn post(form: &[(&str, &str)]) -> RecordedRequest {
    RecordedRequest {
        method: "POST".to_owned(),
        headers: vec![pair("content-type", "application/x-www-form-urlencoded")],
        form: form.iter().map(|(name, value)| pair(name, value)).collect(),
        ..get("/token", "")
    }
}

pub(in crate::transcript) fn read(token: &str) -> RecordedRequest {
    let mut request = get("/fhir/Patient/1", "");
    request
        .headers
        .push(pair("authorization", &format!("Bearer {token}")));
    request
}

pub(in crate::transcript) fn rules(transcript: &Transcript) -> Vec<u16> {
    transcript
        .violations()
        .iter()
        .map(|violation| violation.rule)
        .collect()
}

/// Writes another value into a form; an empty one takes the field out.
pub(in crate::transcript) fn set(request: &mut RecordedRequest, name: &str, value: &str) {
    request.form.retain(|(key, _)| key != name);
    if !value.is_empty() {
        request.form.push(pair(name, value));
    }
}

pub(in crate::transcript) fn ask(transcript: &mut Transcript, from: &str, to: &str) {
    let query = transcript.requests[ASKED].query.as_mut().unwrap();
    assert!(query.contains(from), "{from}");
    *query = query.replace(from, to);
}
