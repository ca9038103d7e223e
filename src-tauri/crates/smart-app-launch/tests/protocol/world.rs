//! One sign-in, step by step, as the app does it.

use std::ops::Deref;

use jiff::Timestamp;
use sandbox_ehr::{Judge, Profile, Sandbox, SandboxConfig};
use serde_json::{Value, json};
use smart_app_launch::registration::RedirectUri;
use smart_app_launch::{
    AuthorizationCode, AuthorizationRequest, ClientAuthentication, ClientRegistration, Discovery,
    FhirBaseUrl, Launch, PendingAuthorization, PkcePolicy, Quirks, Redirect, RedirectError,
    ScopeSet, TokenError, TokenSet, authorization, discovery, token,
};

use crate::browser::{self, Decision, http};

pub(crate) const CALLBACK: &str = "org.chartside.app:/callback";
pub(crate) const SCOPES: &str =
    "launch/patient openid fhirUser offline_access patient/Patient.rs patient/Observation.rs";

pub(crate) fn profile(overlay: Value) -> Profile {
    serde_json::from_value(overlay).unwrap()
}

/// A sandbox whose every request is judged at the end of the test.
pub(crate) struct Ehr {
    judge: Judge,
    sandbox: Sandbox,
}

impl Ehr {
    pub(crate) async fn start(config: SandboxConfig) -> Self {
        let sandbox = Sandbox::start(config).await.unwrap();
        Self {
            judge: sandbox.judge(),
            sandbox,
        }
    }

    /// This test is about what happens when this rule is not kept.
    pub(crate) fn excuse(&self, rule: u16) {
        self.judge.excuse(rule);
    }
}

impl Deref for Ehr {
    type Target = Sandbox;

    fn deref(&self) -> &Sandbox {
        &self.sandbox
    }
}

pub(crate) async fn sandbox(profile: Profile) -> Ehr {
    Ehr::start(SandboxConfig {
        profile,
        ..SandboxConfig::default()
    })
    .await
}

pub(crate) async fn strict() -> Ehr {
    sandbox(Profile::default()).await
}

pub(crate) fn redirect_uri() -> RedirectUri {
    RedirectUri::parse(CALLBACK).unwrap()
}

/// A sign-in at one server as one client.
pub(crate) struct World {
    pub(crate) base: FhirBaseUrl,
    pub(crate) discovery: Discovery,
    pub(crate) registration: ClientRegistration,
    pub(crate) now: Timestamp,
}

impl World {
    pub(crate) async fn public(sandbox: &Sandbox) -> Self {
        Self::of(sandbox, "chartside", ClientAuthentication::Public).await
    }

    pub(crate) async fn of(
        sandbox: &Sandbox,
        client_id: &str,
        authentication: ClientAuthentication,
    ) -> Self {
        Self::at(
            &sandbox.fhir_base_url(),
            client_id,
            authentication,
            sandbox.now(),
        )
        .await
    }

    pub(crate) async fn at(
        base: &str,
        client_id: &str,
        authentication: ClientAuthentication,
        now: Timestamp,
    ) -> Self {
        let base = FhirBaseUrl::parse(base).unwrap();
        let discovery = discovery::discover(&http(), &base).await.unwrap();
        let registration = ClientRegistration {
            client_id: client_id.to_owned(),
            redirect_uri: redirect_uri(),
            authentication,
            pkce: PkcePolicy::Required,
            quirks: Quirks::default(),
        };
        Self {
            base,
            discovery,
            registration,
            now,
        }
    }

    /// The address for the browser, and the pending sign-in.
    pub(crate) fn begin(&self, launch: Launch, scopes: &str) -> (String, PendingAuthorization) {
        let (request, pending) = self.request(launch, scopes);
        (request.url().to_string(), pending)
    }

    /// What is sent to the authorization endpoint, and the pending sign-in.
    pub(crate) fn request(
        &self,
        launch: Launch,
        scopes: &str,
    ) -> (AuthorizationRequest, PendingAuthorization) {
        let (configuration, scopes) = (
            &self.discovery.configuration,
            ScopeSet::parse(scopes).unwrap(),
        );
        authorization::begin(
            configuration,
            &self.registration,
            launch,
            &self.base,
            &scopes,
            self.now,
        )
        .unwrap()
    }

    pub(crate) async fn answer(
        &self,
        launch: Launch,
        scopes: &str,
        decision: Decision,
    ) -> Result<AuthorizationCode, RedirectError> {
        let (address, pending) = self.begin(launch, scopes);
        let link = browser::walk(&address, decision).await;
        pending.accept(Redirect::parse(&link, &redirect_uri())?, self.now)
    }

    pub(crate) async fn code(&self) -> AuthorizationCode {
        self.answer(Launch::Standalone, SCOPES, Decision::Allow)
            .await
            .unwrap()
    }

    pub(crate) async fn exchange(&self, code: &AuthorizationCode) -> Result<TokenSet, TokenError> {
        token::exchange(&http(), code, &self.registration.authentication, self.now).await
    }

    pub(crate) async fn sign_in(&self) -> (AuthorizationCode, TokenSet) {
        let code = self.code().await;
        let tokens = self.exchange(&code).await.unwrap();
        (code, tokens)
    }

    pub(crate) async fn refresh(
        &self,
        code: &AuthorizationCode,
        tokens: &TokenSet,
    ) -> Result<TokenSet, TokenError> {
        let refresh_token = tokens.refresh_token.as_ref().unwrap();
        let authentication = &self.registration.authentication;
        token::refresh(
            &http(),
            code.binding(),
            authentication,
            refresh_token,
            &tokens.granted,
            self.now,
        )
        .await
    }

    /// A code as if a browser had come back with it, for servers that have no pages.
    pub(crate) fn code_without_browser(&self) -> AuthorizationCode {
        let (address, pending) = self.begin(Launch::Standalone, SCOPES);
        let state = url::Url::parse(&address)
            .unwrap()
            .query_pairs()
            .find(|(name, _)| name == "state")
            .unwrap()
            .1
            .into_owned();
        let link = format!("{CALLBACK}?code=CNRY-code&state={state}");
        pending
            .accept(Redirect::parse(&link, &redirect_uri()).unwrap(), self.now)
            .unwrap()
    }
}

/// The smart-configuration of a server at `origin`.
pub(crate) fn configuration(origin: &str) -> Value {
    json!({
        "authorization_endpoint": format!("{origin}/authorize"),
        "token_endpoint": format!("{origin}/token"),
        "revocation_endpoint": format!("{origin}/revoke"),
        "grant_types_supported": ["authorization_code"],
        "code_challenge_methods_supported": ["S256"],
        "capabilities": ["launch-standalone", "client-public", "permission-v2"],
    })
}
