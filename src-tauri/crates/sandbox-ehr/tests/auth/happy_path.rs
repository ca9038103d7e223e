//! Signing in as the specification says, for every type of client, through the real pages.

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use sandbox_ehr::{LaunchContext, Sandbox};
use serde_json::{Value, json};
use url::Url;

use crate::app::{App, REDIRECT, basic, challenge_of, json, ok, parameter};
use crate::keys::ClientKey;
use crate::person::{Person, Shown, http};
use crate::{sandbox, strict};

/// Signs in, reads, refreshes, reads again; everything must conform.
async fn whole_session(app: &App<'_>) -> Value {
    let token = app.sign_in(&[]).await;
    let patient = format!("Patient/{}", token["patient"].as_str().unwrap());
    assert_eq!(app.get(&patient, &token).await, 200);
    let refreshed = ok(app
        .refresh(token["refresh_token"].as_str().unwrap(), &[])
        .await)
    .await;
    assert_eq!(app.get(&patient, &refreshed).await, 200);
    assert_eq!(app.sandbox.journal().assert_conformant(), []);
    token
}

#[tokio::test]
async fn a_public_client_signs_in_reads_and_refreshes() {
    let sandbox = strict().await;
    let token = whole_session(&App::public(&sandbox)).await;
    assert_eq!(token["token_type"], "Bearer");
    assert_eq!(token["expires_in"], 3600);
    assert_eq!(token["scope"], crate::SCOPES);
    assert_eq!(token["need_patient_banner"], true);
    assert!(
        token["access_token"]
            .as_str()
            .unwrap()
            .starts_with("CNRY-access-")
    );
    assert!(
        token["refresh_token"]
            .as_str()
            .unwrap()
            .starts_with("CNRY-refresh-")
    );
}

#[tokio::test]
async fn a_client_with_a_secret_signs_in_reads_and_refreshes() {
    let sandbox = strict().await;
    let proof = basic("chartside-confidential", "CNRY-secret-of-the-sandbox");
    whole_session(&App {
        sandbox: &sandbox,
        client_id: "chartside-confidential",
        proof,
    })
    .await;
}

#[tokio::test]
async fn a_client_with_an_rsa_key_signs_in_reads_and_refreshes() {
    let sandbox = strict().await;
    whole_session(&ClientKey::rs384().registered(&sandbox)).await;
}

#[tokio::test]
async fn a_client_with_an_elliptic_key_signs_in_reads_and_refreshes() {
    let sandbox = strict().await;
    whole_session(&ClientKey::es384().registered(&sandbox)).await;
}

#[tokio::test]
async fn an_authorization_request_may_be_posted() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let person = app.person();
    let pairs = app.authorize_pairs(&[]);
    let fields: Vec<(&str, String)> = pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    let Shown::Page { html, .. } = person.post("/auth/authorize", &fields).await else {
        panic!("no page")
    };
    let Shown::Page { html, .. } = person.answer(&html).await else {
        panic!("no picker")
    };
    let Shown::Page { html, .. } = person.answer(&html).await else {
        panic!("no consent")
    };
    let Shown::Application(redirect) = person.answer(&html).await else {
        panic!("no redirect")
    };
    ok(app
        .exchange(&parameter(&redirect, "code").unwrap(), &[])
        .await)
    .await;
    assert_eq!(sandbox.journal().assert_conformant(), []);
}

#[tokio::test]
async fn the_redirect_carries_code_state_and_issuer() {
    let sandbox = strict().await;
    let redirect = App::public(&sandbox)
        .approved(&[("state", "the-state-of-this-request")])
        .await;
    assert!(redirect.as_str().starts_with(&format!("{REDIRECT}?")));
    assert_eq!(
        parameter(&redirect, "state").unwrap(),
        "the-state-of-this-request"
    );
    assert_eq!(parameter(&redirect, "iss").unwrap(), sandbox.base_url());
}

/// The link of the launcher page: who opens it is launched.
async fn launched(sandbox: &Sandbox) -> (String, String, String) {
    let html = http()
        .get(sandbox.launcher_url())
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let (patient, rest) = html
        .split("data-launch-patient=\"")
        .nth(1)
        .unwrap()
        .split_once('"')
        .unwrap();
    let link = rest
        .split("href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&amp;", "&");
    assert!(link.starts_with("org.chartside.app:/launch?"));
    let link = Url::parse(&link).unwrap();
    (
        patient.to_owned(),
        parameter(&link, "iss").unwrap(),
        parameter(&link, "launch").unwrap(),
    )
}

#[tokio::test]
async fn a_launch_from_the_ehr_brings_its_patient() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let (patient, iss, launch) = launched(&sandbox).await;
    assert_eq!(iss, sandbox.fhir_base_url());
    let token = app
        .sign_in(&[
            ("scope", "launch openid fhirUser patient/*.rs"),
            ("launch", &launch),
        ])
        .await;
    assert_eq!(token["patient"], patient);
    assert!(token.get("refresh_token").is_none());
    assert_eq!(app.get(&format!("Patient/{patient}"), &token).await, 200);
    assert_eq!(sandbox.journal().assert_conformant(), []);
}

#[tokio::test]
async fn a_launch_can_carry_encounter_intent_and_fhir_context() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let context = LaunchContext {
        encounter: Some("visit-1".to_owned()),
        intent: Some("review".to_owned()),
        need_patient_banner: Some(false),
        fhir_context: Some(json!([{ "reference": "ImagingStudy/1" }])),
        ..LaunchContext::of_patient("someone")
    };
    let link = Url::parse(&sandbox.launch_link("chartside", context).unwrap()).unwrap();
    let launch = parameter(&link, "launch").unwrap();
    let token = app
        .sign_in(&[("scope", "launch patient/*.rs"), ("launch", &launch)])
        .await;
    assert_eq!(token["encounter"], "visit-1");
    assert_eq!(token["intent"], "review");
    assert_eq!(token["need_patient_banner"], false);
    assert_eq!(
        token["fhirContext"],
        json!([{ "reference": "ImagingStudy/1" }])
    );
}

#[tokio::test]
async fn a_patient_signs_in_to_their_own_record() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let other = app.sign_in(&[]).await["patient"]
        .as_str()
        .unwrap()
        .to_owned();
    let person = Person {
        user: other.clone(),
        ..app.person()
    };
    let redirect = person
        .walk(&app.authorize_url(&[("scope", "openid fhirUser launch/patient user/*.rs")]))
        .await;
    let token = ok(app
        .exchange(&parameter(&redirect, "code").unwrap(), &[])
        .await)
    .await;
    assert_eq!(token["patient"], other);
    assert_eq!(
        claims(&sandbox, &token, Algorithm::RS256).await["fhirUser"],
        format!("{}/Patient/{other}", sandbox.fhir_base_url())
    );
    assert_eq!(app.get(&format!("Patient/{other}"), &token).await, 200);
}

/// The verified claims of the id token.
async fn claims(sandbox: &Sandbox, token: &Value, algorithm: Algorithm) -> Value {
    let keys = json(
        http()
            .get(format!("{}/auth/jwks", sandbox.base_url()))
            .send()
            .await
            .unwrap(),
    )
    .await;
    let keys: JwkSet = serde_json::from_value(keys).unwrap();
    let id_token = token["id_token"].as_str().unwrap();
    let kid = jsonwebtoken::decode_header(id_token).unwrap().kid.unwrap();
    let mut validation = Validation::new(algorithm);
    validation.set_audience(&["chartside"]);
    validation.set_issuer(&[sandbox.base_url()]);
    let key = DecodingKey::from_jwk(keys.find(&kid).unwrap()).unwrap();
    jsonwebtoken::decode(id_token, &key, &validation)
        .unwrap()
        .claims
}

#[tokio::test]
async fn the_id_token_is_signed_and_says_who_signed_in() {
    for (name, algorithm) in [("RS256", Algorithm::RS256), ("ES256", Algorithm::ES256)] {
        let sandbox = sandbox(json!({ "id_token_algorithm": name })).await;
        let app = App::public(&sandbox);
        let token = app.sign_in(&[]).await;
        let first = claims(&sandbox, &token, algorithm).await;
        assert_eq!(first["nonce"], "a-nonce-with-128-bits-or-more");
        assert_eq!(
            first["fhirUser"],
            format!("{}/Practitioner/clinician", sandbox.fhir_base_url())
        );
        let refreshed = ok(app
            .refresh(token["refresh_token"].as_str().unwrap(), &[])
            .await)
        .await;
        let second = claims(&sandbox, &refreshed, algorithm).await;
        assert_eq!(second["sub"], first["sub"]);
        assert!(
            second.get("nonce").is_none(),
            "only the first id token repeats the nonce"
        );
    }
}

#[tokio::test]
async fn token_answers_are_not_stored() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let answer = app.exchange(&app.code(&[]).await, &[]).await;
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert_eq!(answer.headers()["pragma"], "no-cache");
}

#[tokio::test]
async fn a_verifier_may_have_128_characters() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let verifier = "~".repeat(128);
    let code = app
        .code(&[("code_challenge", &challenge_of(&verifier))])
        .await;
    ok(app.exchange(&code, &[("code_verifier", &verifier)]).await).await;
}
