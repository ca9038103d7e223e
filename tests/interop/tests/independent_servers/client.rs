//! One sign-in at a server of others, step by step, as the app does it.

use std::sync::{LazyLock, OnceLock};

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use base64::Engine as _;
use interop::CALLBACK;
use interop::person::{Browser, Decision};
use interop::smart_server::{Registration, SmartServer};
use jiff::Timestamp;
use reqwest::redirect::Policy;
use smart_app_launch::registration::RedirectUri;
use smart_app_launch::{
    AuthorizationCode, ClientAuthentication, ClientRegistration, ClientSecret, FhirBaseUrl, Http,
    Launch, PendingAuthorization, Quirks, Redirect, RedirectError, ScopeSet, SigningKey,
    SmartConfiguration, TokenError, TokenSet, authorization, discovery, id_token, token,
};

/// Characters that form-encoding changes.
const SECRET: &str = "s3cret/+ %:x-and-long-enough-for-its-server";
pub(crate) const ONLINE: &str = "launch/patient openid fhirUser online_access patient/*.rs";

static RS384: LazyLock<String> = LazyLock::new(|| {
    let pair = aws_lc_rs::rsa::KeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let body = base64::prelude::BASE64_STANDARD.encode(der.as_ref());
    format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n")
});
static ES384: LazyLock<String> = LazyLock::new(|| {
    SigningKey::generate_es384()
        .unwrap()
        .expose_pem()
        .to_owned()
});

fn key(pem: &str) -> SigningKey {
    SigningKey::from_pem(pem, None).unwrap()
}

/// One server for every test: it starts once.
pub(crate) fn server() -> Option<&'static SmartServer> {
    static SERVER: OnceLock<Option<SmartServer>> = OnceLock::new();
    let server = SERVER.get_or_init(|| {
        let asymmetric = |kind: Kind, algorithm| {
            let jwks = key(kind.pem()).public_jwks();
            Registration::asymmetric(kind.client_id(), algorithm, &jwks).unwrap()
        };
        let registrations = [
            Registration::public("chartside"),
            Registration::symmetric(Kind::Symmetric.client_id(), SECRET),
            asymmetric(Kind::Rs384, "RS384"),
            asymmetric(Kind::Es384, "ES384"),
        ];
        SmartServer::start(&registrations, 60).unwrap()
    });
    if server.is_none() {
        println!(
            "skipped: npm's oidc-provider and Medplum are not installed; `cargo xtask test` installs them"
        );
    }
    server.as_ref()
}

/// The four kinds of client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Public,
    Symmetric,
    Rs384,
    Es384,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Public, Self::Symmetric, Self::Rs384, Self::Es384];

    fn client_id(self) -> &'static str {
        match self {
            Self::Public => "chartside",
            Self::Symmetric => "chartside+site:1",
            Self::Rs384 => "chartside-rs384",
            Self::Es384 => "chartside-es384",
        }
    }

    fn pem(self) -> &'static str {
        match self {
            Self::Rs384 => &RS384,
            Self::Public | Self::Symmetric | Self::Es384 => &ES384,
        }
    }

    fn authentication(self) -> ClientAuthentication {
        match self {
            Self::Public => ClientAuthentication::Public,
            Self::Symmetric => {
                ClientAuthentication::Symmetric(ClientSecret::new(SECRET.to_owned()))
            }
            Self::Rs384 | Self::Es384 => ClientAuthentication::Asymmetric(key(self.pem())),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "servers of others have the computer's clock"
)]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

pub(crate) fn http() -> Http {
    let client = reqwest::Client::builder()
        .redirect(Policy::none())
        .referer(false);
    client.build().unwrap().into()
}

pub(crate) fn redirect_uri() -> RedirectUri {
    RedirectUri::parse(CALLBACK).unwrap()
}

/// An app at one server.
pub(crate) struct Client {
    pub(crate) base: FhirBaseUrl,
    pub(crate) configuration: SmartConfiguration,
    pub(crate) registration: ClientRegistration,
}

impl Client {
    pub(crate) async fn at(fhir_base: &str, kind: Kind) -> Self {
        let base = FhirBaseUrl::parse(fhir_base).unwrap();
        let configuration = discovery::discover(&http(), &base)
            .await
            .unwrap()
            .configuration;
        let mut registration = ClientRegistration::public(kind.client_id(), redirect_uri());
        registration.authentication = kind.authentication();
        Self {
            base,
            configuration,
            registration,
        }
    }

    pub(crate) fn with_quirks(mut self, quirks: Quirks) -> Self {
        self.registration.quirks = quirks;
        self
    }

    pub(crate) fn begin(&self, launch: Launch, scopes: &str) -> (String, PendingAuthorization) {
        let scopes = ScopeSet::parse(scopes).unwrap();
        let (request, pending) = authorization::begin(
            &self.configuration,
            &self.registration,
            launch,
            &self.base,
            &scopes,
            now(),
        )
        .unwrap();
        (request.url().to_string(), pending)
    }

    /// The link that came back, and what it is an answer to.
    pub(crate) async fn walk(
        &self,
        launch: Launch,
        scopes: &str,
        decision: Decision,
    ) -> (String, PendingAuthorization) {
        let (address, pending) = self.begin(launch, scopes);
        let mut browser = Browser::new().unwrap();
        (
            browser.walk(&address, "ada", decision).await.unwrap(),
            pending,
        )
    }

    pub(crate) async fn sign_in(
        &self,
        launch: Launch,
        scopes: &str,
    ) -> (AuthorizationCode, TokenSet) {
        let (link, pending) = self.walk(launch, scopes, Decision::Allow).await;
        let code = accept(&link, pending).unwrap();
        let tokens = self.exchange(&code).await.unwrap();
        if let (Some(token), Some(expectation)) = (&tokens.id_token, code.expectation()) {
            id_token::verify(&http(), token, &expectation, now())
                .await
                .unwrap();
        }
        (code, tokens)
    }

    pub(crate) async fn exchange(&self, code: &AuthorizationCode) -> Result<TokenSet, TokenError> {
        token::exchange(&http(), code, &self.registration, now()).await
    }

    pub(crate) async fn refresh(
        &self,
        code: &AuthorizationCode,
        tokens: &TokenSet,
    ) -> Result<TokenSet, TokenError> {
        let token = tokens.refresh_token.as_ref().unwrap();
        token::refresh(
            &http(),
            code.binding(),
            &self.registration,
            token,
            &tokens.granted,
            now(),
        )
        .await
    }

    /// The status of a read with these tokens.
    pub(crate) async fn read(&self, path: &str, tokens: &TokenSet) -> u16 {
        let client = reqwest::Client::builder().build().unwrap();
        let request = client.get(format!("{}/{path}", self.base.as_str()));
        let answer = request
            .bearer_auth(tokens.access_token.expose())
            .send()
            .await
            .unwrap();
        answer.status().as_u16()
    }
}

pub(crate) fn accept(
    link: &str,
    pending: PendingAuthorization,
) -> Result<AuthorizationCode, RedirectError> {
    pending.accept(Redirect::parse(link, &redirect_uri())?, now())
}
