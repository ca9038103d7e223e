//! A small SMART client that does exactly what it is told, also wrong things.

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use reqwest::{Response, header};
use sandbox_ehr::Sandbox;
use serde_json::Value;
use url::Url;

use crate::SCOPES;
use crate::keys::ClientKey;
use crate::person::{Person, form, http};

pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub(crate) const REDIRECT: &str = "org.chartside.app:/callback";

/// How the client proves who it is.
pub(crate) enum Proof {
    Public,
    /// The header value after `Basic `.
    Basic(String),
    Key(Box<ClientKey>),
}

pub(crate) struct App<'a> {
    pub(crate) sandbox: &'a Sandbox,
    pub(crate) client_id: &'a str,
    pub(crate) proof: Proof,
}

/// Parameters by name; the last of a name wins, an empty value leaves it out.
pub(crate) type Changes<'a> = &'a [(&'a str, &'a str)];

fn changed(mut pairs: Vec<(String, String)>, changes: Changes<'_>) -> Vec<(String, String)> {
    for (name, value) in changes {
        pairs.retain(|(key, _)| key != name);
        if !value.is_empty() {
            pairs.push(((*name).to_owned(), (*value).to_owned()));
        }
    }
    pairs
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

pub(crate) fn basic(id: &str, secret: &str) -> Proof {
    Proof::Basic(STANDARD.encode(format!("{id}:{secret}")))
}

pub(crate) fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes()))
}

/// A query parameter of an address.
pub(crate) fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

impl<'a> App<'a> {
    pub(crate) fn public(sandbox: &'a Sandbox) -> Self {
        Self {
            sandbox,
            client_id: "chartside",
            proof: Proof::Public,
        }
    }

    pub(crate) fn person(&self) -> Person {
        Person::at(self.sandbox.base_url())
    }

    /// The right authorization request, with changes.
    pub(crate) fn authorize_pairs(&self, changes: Changes<'_>) -> Vec<(String, String)> {
        // A state of its own per request, as the specification wants.
        let serial = self.sandbox.journal().requests().len();
        let pairs = owned(&[
            ("response_type", "code"),
            ("client_id", self.client_id),
            ("redirect_uri", REDIRECT),
            ("scope", SCOPES),
            ("state", &format!("state-with-enough-characters-{serial}")),
            ("aud", &self.sandbox.fhir_base_url()),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
            ("nonce", "a-nonce-with-128-bits-or-more"),
        ]);
        changed(pairs, changes)
    }

    pub(crate) fn authorize_url(&self, changes: Changes<'_>) -> String {
        format!(
            "{}/auth/authorize?{}",
            self.sandbox.base_url(),
            form(&self.authorize_pairs(changes))
        )
    }

    /// Lets a person say yes; answers the redirect.
    pub(crate) async fn approved(&self, changes: Changes<'_>) -> Url {
        self.person().walk(&self.authorize_url(changes)).await
    }

    /// A code, allowed by a person.
    pub(crate) async fn code(&self, changes: Changes<'_>) -> String {
        let redirect = self.approved(changes).await;
        parameter(&redirect, "code").unwrap_or_else(|| panic!("no code in {redirect}"))
    }

    /// A post to the token endpoint with this client's proof.
    pub(crate) async fn token(&self, pairs: &[(&str, &str)], changes: Changes<'_>) -> Response {
        let mut pairs = owned(pairs);
        let mut request = http()
            .post(format!("{}/auth/token", self.sandbox.base_url()))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        match &self.proof {
            Proof::Public => pairs.extend(owned(&[("client_id", self.client_id)])),
            Proof::Basic(credentials) => {
                request = request.header(header::AUTHORIZATION, format!("Basic {credentials}"));
            }
            Proof::Key(key) => pairs.extend(key.proof(self.sandbox, self.client_id)),
        }
        request
            .body(form(&changed(pairs, changes)))
            .send()
            .await
            .unwrap()
    }

    /// Exchanges a code.
    pub(crate) async fn exchange(&self, code: &str, changes: Changes<'_>) -> Response {
        let pairs = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("code_verifier", VERIFIER),
        ];
        self.token(&pairs, changes).await
    }

    pub(crate) async fn refresh(&self, refresh_token: &str, changes: Changes<'_>) -> Response {
        self.token(
            &[
                ("grant_type", "refresh_token"),
                ("refresh_token", refresh_token),
            ],
            changes,
        )
        .await
    }

    /// Signs in with these changes to the authorization request, and looks at the keys of the id token.
    pub(crate) async fn sign_in(&self, changes: Changes<'_>) -> Value {
        let tokens = ok(self.exchange(&self.code(changes).await, &[]).await).await;
        if tokens.get("id_token").is_some() {
            let keys = format!("{}/auth/jwks", self.sandbox.base_url());
            ok(http().get(keys).send().await.unwrap()).await;
        }
        tokens
    }

    /// The status of a FHIR read with this token.
    pub(crate) async fn get(&self, path: &str, token: &Value) -> u16 {
        let token = token["access_token"].as_str().unwrap();
        let request = http()
            .get(format!("{}/{path}", self.sandbox.fhir_base_url()))
            .bearer_auth(token);
        request.send().await.unwrap().status().as_u16()
    }
}

pub(crate) async fn json(response: Response) -> Value {
    serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
}

/// The body of an answer that must be 200.
pub(crate) async fn ok(response: Response) -> Value {
    let status = response.status();
    let body = json(response).await;
    assert_eq!(status, 200, "{body}");
    body
}

/// The error code of an answer that must not be 200.
pub(crate) async fn error(response: Response) -> String {
    assert_ne!(response.status(), 200);
    json(response).await["error"].as_str().unwrap().to_owned()
}
