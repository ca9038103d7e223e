//! What is printed for a log shows no secret and no patient.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::json;
use smart_app_launch::token::{self, TokenSet};
use smart_app_launch::{
    AccessToken, ClientAuthentication, ClientRegistration, ClientSecret, IdToken, Launch,
    LaunchLink, Redirect, RefreshToken, RevokedToken, SigningKey,
};

use crate::browser::http;
use crate::stub::{Stub, json as json_answer};
use crate::world::{CALLBACK, World, configuration, redirect_uri};

/// Collects what `{:?}` and `{:#?}` print.
#[derive(Default)]
struct Printed(String);

impl Printed {
    fn add(&mut self, value: &dyn std::fmt::Debug) {
        write!(self.0, "{value:?} {value:#?} ").unwrap();
    }
}

async fn tokens(world: &World) -> TokenSet {
    token::exchange(
        &http(),
        &world.code_without_browser(),
        &ClientAuthentication::Public,
        world.now,
    )
    .await
    .unwrap()
}

#[tokio::test]
async fn debug_of_every_type_that_holds_a_secret_shows_none() {
    let stub = Stub::start(|origin, request| {
        if request.path.ends_with("/smart-configuration") {
            let mut document = configuration(origin);
            document["issuer"] = json!(origin);
            return json_answer(&document);
        }
        json_answer(&json!({
            "access_token": "CNRY-access", "token_type": "Bearer", "refresh_token": "CNRY-refresh",
            "id_token": "CNRY-id", "patient": "CNRY-patient", "encounter": "CNRY-encounter", "fhirUser": "Patient/CNRY-user",
            "fhirContext": [{ "reference": "ImagingStudy/CNRY-study" }],
        }))
    })
    .await;
    let world = World::at(
        &stub.fhir_base(),
        "chartside",
        ClientAuthentication::Public,
        Timestamp::UNIX_EPOCH,
    )
    .await;
    let mut printed = Printed::default();
    let key = SigningKey::generate_es384().unwrap();
    let private = key.expose_pem().lines().nth(1).unwrap().to_owned();

    let launch = Launch::Ehr {
        launch: "CNRY-launch".to_owned(),
    };
    printed.add(&launch);
    let (address, pending) = world.begin(launch, "launch openid patient/*.rs");
    let parameters: Vec<(String, String)> = url::Url::parse(&address)
        .unwrap()
        .query_pairs()
        .into_owned()
        .collect();
    let parameter = |wanted: &str| {
        parameters
            .iter()
            .find(|(name, _)| name == wanted)
            .unwrap()
            .1
            .clone()
    };
    let sealed = String::from_utf8(pending.to_sealed_bytes().to_vec()).unwrap();
    let verifier = serde_json::from_str::<serde_json::Value>(&sealed).unwrap()["verifier"]
        .as_str()
        .unwrap()
        .to_owned();
    let (state, nonce) = (parameter("state"), parameter("nonce"));
    printed.add(&pending);

    let redirect = Redirect::parse(
        &format!("{CALLBACK}?code=CNRY-code&state={state}"),
        &redirect_uri(),
    )
    .unwrap();
    printed.add(&redirect);
    let code = pending.accept(redirect, world.now).unwrap();
    printed.add(&code);
    printed.add(&code.expectation().unwrap());
    let tokens = tokens(&world).await;
    printed.add(&tokens);
    printed.add(&RevokedToken::Refresh(
        tokens.refresh_token.as_ref().unwrap(),
    ));
    printed.add(&AccessToken::new("CNRY-access".to_owned()));
    printed.add(&RefreshToken::new("CNRY-refresh".to_owned()));
    printed.add(&IdToken::new("CNRY-id".to_owned()));
    printed.add(
        &LaunchLink::parse(
            "a.b:/launch?iss=https%3A%2F%2Fehr.example&launch=CNRY-launch",
            "a.b:/launch",
        )
        .unwrap(),
    );
    let secret = ClientAuthentication::Symmetric(ClientSecret::new("CNRY-secret".to_owned()));
    printed.add(&ClientRegistration {
        authentication: secret,
        ..ClientRegistration::public("id", redirect_uri())
    });
    printed.add(&ClientAuthentication::Asymmetric(key));

    for secret in ["CNRY", &private, &state, &nonce, &verifier] {
        assert!(!printed.0.contains(secret), "{secret} in {}", printed.0);
    }
    assert!(printed.0.contains("[redacted]"));
}

#[tokio::test]
async fn an_error_of_the_token_endpoint_shows_nothing_of_its_answer() {
    for body in [
        "{\"access_token\":\"CNRY-access\"",
        r#"{"access_token":"CNRY-access","token_type":"DPoP"}"#,
    ] {
        let stub = Stub::start(move |origin, request| {
            if request.path.ends_with("/smart-configuration") {
                return json_answer(&configuration(origin));
            }
            crate::stub::answer(200, "application/json", body)
        })
        .await;
        let world = World::at(
            &stub.fhir_base(),
            "chartside",
            ClientAuthentication::Public,
            Timestamp::UNIX_EPOCH,
        )
        .await;
        let error = world
            .exchange(&world.code_without_browser())
            .await
            .map(drop)
            .unwrap_err();
        assert!(!format!("{error} {error:?}").contains("CNRY"));
    }
}
