//! What the documents of a server may lead to (threats T22, T23, T29).

use sandbox_ehr::Sandbox;
use serde_json::{Value, json};
use smart_app_launch::id_token::Claim;
use smart_app_launch::{
    AuthorizationError, ClientRegistration, FhirBaseUrl, IdTokenError, Identity, KeyCache, Launch,
    ScopeSet, SmartConfiguration, TransportError, authorization, id_token,
};

use crate::browser::http;
use crate::stub::{Stub, answer, json as json_answer, redirect};
use crate::world::{World, configuration, profile, redirect_uri, sandbox, strict};

#[test]
fn t22_no_sign_in_begins_where_the_server_names_this_computer() {
    let base = FhirBaseUrl::parse("https://ehr.example/fhir").unwrap();
    for origin in [
        "https://127.0.0.1",
        "https://169.254.169.254",
        "https://[::ffff:127.0.0.1]",
        "http://10.0.0.1",
    ] {
        let document = configuration(origin).to_string();
        let configuration = SmartConfiguration::parse(&base, document.as_bytes()).unwrap();
        let registration = ClientRegistration::public("chartside", redirect_uri());
        let scopes = ScopeSet::parse("openid").unwrap();
        let now = jiff::Timestamp::UNIX_EPOCH;
        let begun = authorization::begin(
            &configuration,
            &registration,
            Launch::Standalone,
            &base,
            &scopes,
            now,
        );
        assert!(
            matches!(
                begun.map(drop),
                Err(AuthorizationError::EndpointUnusable(_))
            ),
            "{origin}"
        );
    }
}

/// Verifies the id token of a sandbox whose keys are at `stub`.
async fn verified(stub: &Stub) -> Result<Identity, IdTokenError> {
    let elsewhere = json!({ "jwks_uri": format!("{}/jwks", stub.origin) });
    let sandbox = sandbox(profile(json!({ "openid_configuration": elsewhere }))).await;
    let world = World::public(&sandbox).await;
    let (code, tokens) = world.sign_in().await;
    id_token::verify(
        &http(),
        &tokens.id_token.unwrap(),
        &code.expectation().unwrap(),
        world.now,
    )
    .await
}

#[tokio::test]
async fn t23_keys_elsewhere_are_fetched_once_and_without_anything_secret() {
    let stub = Stub::start(|_, _| json_answer(&json!({ "keys": [] }))).await;
    assert!(matches!(
        verified(&stub).await,
        Err(IdTokenError::KeyUnknown)
    ));
    let requests = stub.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].header("authorization"), None);
    assert_eq!(requests[0].header("referer"), None);
    assert!(requests[0].body.is_empty());
}

#[tokio::test]
async fn t23_keys_that_redirect_flood_or_never_end_are_not_waited_for() {
    let evil = Stub::evil().await;
    let target = format!("{}/jwks", evil.origin);
    let redirecting = Stub::start(move |_, _| redirect(302, &target)).await;
    let refused = verified(&redirecting).await;
    assert!(
        matches!(
            refused,
            Err(IdTokenError::Unreachable(TransportError::Redirected))
        ),
        "{refused:?}"
    );
    assert!(evil.requests().is_empty());

    let flood = Stub::start(|_, _| answer(200, "application/json", vec![b' '; 2 << 20])).await;
    let refused = verified(&flood).await;
    assert!(
        matches!(
            refused,
            Err(IdTokenError::Unreachable(TransportError::TooLarge))
        ),
        "{refused:?}"
    );
}

#[tokio::test]
async fn t23_new_keys_are_found_and_unknown_ones_cause_one_request_in_five_minutes() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let mut cache = KeyCache::default();
    let mut verify = async |after: i64| {
        let (code, tokens) = world.sign_in().await;
        let now = world.now + jiff::SignedDuration::from_secs(after);
        let (token, expected) = (tokens.id_token.unwrap(), code.expectation().unwrap());
        id_token::verify_with(&http(), &token, &expected, &mut cache, now).await
    };
    let fetched = || sandbox.journal().requests_to("/auth/jwks").len();
    verify(0).await.unwrap();
    verify(1).await.unwrap();
    assert_eq!(fetched(), 1, "kept");
    sandbox.replace_signing_keys().unwrap();
    verify(2).await.unwrap();
    assert_eq!(fetched(), 2, "the issuer changed its keys");
    sandbox.replace_signing_keys().unwrap();
    // What is not verified is not read on with.
    let refused = verify(3).await;
    assert!(
        matches!(refused, Err(IdTokenError::KeyUnknown)),
        "{refused:?}"
    );
    assert_eq!(fetched(), 2, "not again so soon");
    verify(2 + 301).await.unwrap();
    assert_eq!(fetched(), 3);
}

async fn keys_of(sandbox: &Sandbox) -> Vec<u8> {
    let client = reqwest::Client::builder().build().unwrap();
    let asked = client.get(format!("{}/auth/jwks", sandbox.base_url()));
    asked.send().await.unwrap().bytes().await.unwrap().into()
}

#[tokio::test]
async fn t23_only_the_first_hundred_keys_are_looked_at() {
    let genuine = strict().await;
    let jwks = keys_of(&genuine).await;
    let jwks: Value = serde_json::from_slice(&jwks).unwrap();
    let world = World::public(&genuine).await;
    let (code, tokens) = world.sign_in().await;
    let (token, expectation) = (tokens.id_token.unwrap(), code.expectation().unwrap());
    let decoys = |count: usize| {
        let mut keys =
            vec![json!({ "kty": "RSA", "kid": "decoy", "n": "AQAB", "e": "AQAB" }); count];
        keys.extend(jwks["keys"].as_array().unwrap().iter().cloned());
        json!({ "keys": keys }).to_string()
    };
    assert!(id_token::check(&token, decoys(50).as_bytes(), &expectation, world.now).is_ok());
    let refused = id_token::check(&token, decoys(100).as_bytes(), &expectation, world.now);
    assert!(
        matches!(refused, Err(IdTokenError::KeyUnknown)),
        "{refused:?}"
    );
}

#[tokio::test]
async fn t29_the_id_token_of_a_refresh_has_to_be_of_the_person_who_signed_in() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let (code, tokens) = world.sign_in().await;
    let id_token = tokens.id_token.as_ref().unwrap();
    let identity = id_token::verify(&http(), id_token, &code.expectation().unwrap(), world.now)
        .await
        .unwrap();
    for (other, claim) in [
        (
            Identity {
                subject: "another".to_owned(),
                ..identity.clone()
            },
            Claim::Subject,
        ),
        (
            Identity {
                issuer: format!("{}/other", identity.issuer),
                ..identity.clone()
            },
            Claim::Issuer,
        ),
    ] {
        let expectation = id_token::Expectation::of_refresh(code.binding(), &other);
        let keys = keys_of(&sandbox).await;
        let refused = id_token::check(id_token, &keys, &expectation, world.now);
        assert!(
            matches!(&refused, Err(IdTokenError::Claim(named)) if *named == claim),
            "{refused:?}"
        );
    }
}
