//! Who watches sees every exchange of a sign-in, and no secret in any of them.

use std::sync::{Arc, Mutex};

use serde_json::json;
use smart_app_launch::exchange::{Asked, Exchange, Failure, Outcome, Purpose, Shown};
use smart_app_launch::{
    ClientAuthentication, ClientSecret, FhirBaseUrl, Http, Observe, RevokedToken,
};
use smart_app_launch::{discovery, id_token, revocation, token};

use crate::browser::http;
use crate::stub::{Stub, answer, json as json_answer, status};
use crate::world::{World, configuration, strict};

#[derive(Default)]
struct Seen {
    started: Mutex<Vec<Asked>>,
    finished: Mutex<Vec<Exchange>>,
}

impl Observe for Seen {
    fn started(&self, asked: &Asked) {
        self.started.lock().unwrap().push(asked.clone());
    }

    fn finished(&self, exchange: Exchange) {
        self.finished.lock().unwrap().push(exchange);
    }
}

impl Seen {
    fn watch(self: &Arc<Self>) -> Http {
        http().observed(Arc::<Self>::clone(self))
    }

    fn purposes(&self) -> Vec<Purpose> {
        let finished = self.finished.lock().unwrap();
        finished
            .iter()
            .map(|exchange| exchange.asked.purpose)
            .collect()
    }

    fn printed(&self) -> String {
        format!("{:#?}", self.finished.lock().unwrap())
    }

    fn member(&self, purpose: Purpose, name: &str) -> Option<Shown> {
        let finished = self.finished.lock().unwrap();
        let exchange = finished
            .iter()
            .find(|exchange| exchange.asked.purpose == purpose)?;
        let Outcome::Answered(answered) = &exchange.outcome else {
            return None;
        };
        let member = answered.members.iter().find(|member| member.name == name)?;
        Some(member.value.clone())
    }

    fn parameter(&self, purpose: Purpose, name: &str) -> Option<Shown> {
        let finished = self.finished.lock().unwrap();
        let exchange = finished
            .iter()
            .find(|exchange| exchange.asked.purpose == purpose)?;
        let parameter = exchange
            .asked
            .parameters
            .iter()
            .find(|it| it.name == name)?;
        Some(parameter.value.clone())
    }
}

#[tokio::test]
async fn every_exchange_of_a_sign_in_is_seen_and_no_secret_is() {
    let sandbox = strict().await;
    let seen = Arc::new(Seen::default());
    let watched = seen.watch();
    let base = FhirBaseUrl::parse(&sandbox.fhir_base_url()).unwrap();
    discovery::discover(&watched, &base).await.unwrap();
    let world = World::public(&sandbox).await;
    let code = world.code().await;
    let public = &ClientAuthentication::Public;
    let tokens = token::exchange(&watched, &code, public, world.now)
        .await
        .unwrap();
    let expectation = code.expectation().unwrap();
    let id_token = tokens.id_token.as_ref().unwrap();
    id_token::verify(&watched, id_token, &expectation, world.now)
        .await
        .unwrap();
    let refresh = tokens.refresh_token.as_ref().unwrap();
    let binding = code.binding();
    let refreshed = token::refresh(
        &watched,
        binding,
        public,
        refresh,
        &tokens.granted,
        world.now,
    )
    .await
    .unwrap();
    let revoked = RevokedToken::Access(&refreshed.access_token);
    revocation::revoke(&watched, binding, public, revoked, world.now)
        .await
        .unwrap();

    assert_eq!(
        seen.purposes(),
        [
            Purpose::SmartConfiguration,
            Purpose::TokenExchange,
            Purpose::OpenidConfiguration,
            Purpose::JwkSet,
            Purpose::Refresh,
            Purpose::Revocation,
        ]
    );
    assert_eq!(seen.started.lock().unwrap().len(), 6);
    let printed = seen.printed();
    let patient = tokens.context.patient.as_ref().unwrap();
    for secret in [
        tokens.access_token.expose(),
        refresh.expose(),
        id_token.expose(),
        refreshed.access_token.expose(),
        refreshed.refresh_token.as_ref().unwrap().expose(),
        &format!("\"{}\"", patient.as_str()),
    ] {
        assert!(!printed.contains(secret), "{printed}");
    }
    assert_the_token_can_be_followed(&seen);
}

/// Through the steps: the token that was granted is the one that was used.
fn assert_the_token_can_be_followed(seen: &Seen) {
    let granted = seen
        .member(Purpose::TokenExchange, "refresh_token")
        .unwrap();
    assert_eq!(
        seen.parameter(Purpose::Refresh, "refresh_token").unwrap(),
        granted
    );
    assert_eq!(
        seen.member(Purpose::TokenExchange, "token_type"),
        Some(Shown::Text("Bearer".to_owned()))
    );
    assert_eq!(
        seen.parameter(Purpose::TokenExchange, "grant_type"),
        Some(Shown::Text("authorization_code".to_owned()))
    );
}

#[tokio::test]
async fn a_server_that_repeats_a_secret_does_not_get_it_into_the_report() {
    let stub = Stub::start(|origin, request| match request.path.as_str() {
        path if path.ends_with("/smart-configuration") => json_answer(&configuration(origin)),
        _ => answer(
            400,
            "application/json",
            json!({ "error": "invalid_grant", "error_description": format!("you sent {} and the password s3cret/+ %:x", request.body) })
                .to_string(),
        ),
    })
    .await;
    let secret = ClientAuthentication::Symmetric(ClientSecret::new("s3cret/+ %:x".to_owned()));
    let world = World::at(
        &stub.fhir_base(),
        "chartside",
        secret,
        jiff::Timestamp::UNIX_EPOCH,
    )
    .await;
    let seen = Arc::new(Seen::default());
    let credentials = &world.registration.authentication;
    token::exchange(
        &seen.watch(),
        &world.code_without_browser(),
        credentials,
        world.now,
    )
    .await
    .unwrap_err();
    let printed = seen.printed();
    assert!(
        !printed.contains("CNRY") && !printed.contains("s3cret"),
        "{printed}"
    );
    assert!(printed.contains("invalid_grant"));
}

#[tokio::test]
async fn an_exchange_without_an_answer_is_seen_with_its_reason() {
    let stub = Stub::start(|_, _| status(307)).await;
    let seen = Arc::new(Seen::default());
    let base = FhirBaseUrl::parse(&stub.fhir_base()).unwrap();
    discovery::discover(&seen.watch(), &base).await.unwrap_err();
    let finished = seen.finished.lock().unwrap();
    assert_eq!(finished[0].outcome, Outcome::Failed(Failure::Redirected));
    assert!(
        finished[0]
            .asked
            .address
            .ends_with("/fhir/.well-known/smart-configuration")
    );
}
