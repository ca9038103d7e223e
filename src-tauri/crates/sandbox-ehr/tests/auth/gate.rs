//! Who may read what.

use sandbox_ehr::Sandbox;
use serde_json::json;

use crate::app::{App, json as body};
use crate::person::http;
use crate::strict;

#[tokio::test]
async fn a_read_without_a_good_token_is_refused_and_says_why() {
    let sandbox = strict().await;
    let address = format!("{}/Patient", sandbox.fhir_base_url());
    for (authorization, words, rule) in [
        (None, "no `Authorization` header", Some(93)),
        (Some("Basic abc"), "not of the scheme `Bearer`", Some(93)),
        (Some("Bearer rubbish"), "did not issue", None),
    ] {
        let mut request = http().get(&address);
        if let Some(value) = authorization {
            request = request.header("authorization", value);
        }
        assert_eq!(request.send().await.unwrap().status(), 401);
        let complaint = sandbox.journal().complaints().pop().unwrap();
        assert!(complaint.message.contains(words), "{}", complaint.message);
        assert_eq!(complaint.rule, rule);
    }
}

#[tokio::test]
async fn a_token_in_the_query_is_refused_and_a_violation() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let token = app.sign_in(&[]).await;
    let access = token["access_token"].as_str().unwrap();
    let address = format!("{}/Patient?access_token={access}", sandbox.fhir_base_url());
    assert_eq!(http().get(address).send().await.unwrap().status(), 401);
    let violations = sandbox.journal().assert_conformant();
    assert!(
        violations.iter().all(|violation| violation.rule == 93) && violations.len() == 2,
        "{violations:?}"
    );
}

/// The patients that a token reaches, by search.
async fn patients(sandbox: &Sandbox, token: &serde_json::Value) -> usize {
    let access = token["access_token"].as_str().unwrap();
    let address = format!("{}/Patient?_count=200", sandbox.fhir_base_url());
    let bundle = body(
        http()
            .get(address)
            .bearer_auth(access)
            .send()
            .await
            .unwrap(),
    )
    .await;
    bundle["entry"].as_array().map_or(0, Vec::len)
}

#[tokio::test]
async fn patient_scopes_reach_one_patient_and_user_scopes_all() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let one = app
        .sign_in(&[("scope", "launch/patient patient/*.rs")])
        .await;
    assert_eq!(patients(&sandbox, &one).await, 1);
    let all = app.sign_in(&[("scope", "user/*.rs")]).await;
    assert!(patients(&sandbox, &all).await > 1);
}

#[tokio::test]
async fn each_letter_allows_its_own_interaction() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    for (scope, read, search) in [
        ("patient/Patient.r", 200, 403),
        ("patient/Patient.s", 403, 200),
        ("patient/Patient.read", 200, 200),
        ("patient/*.rs", 200, 200),
        ("patient/Patient.write", 403, 403),
        ("patient/Patient.*", 200, 200),
        ("patient/Observation.rs", 403, 403),
    ] {
        let token = app.sign_in(&[("scope", scope)]).await;
        let one = format!("Patient/{}", token["patient"].as_str().unwrap());
        assert_eq!(
            (
                app.get(&one, &token).await,
                app.get("Patient", &token).await
            ),
            (read, search),
            "{scope}"
        );
    }
}

#[tokio::test]
async fn metadata_needs_no_token() {
    let sandbox = strict().await;
    let address = format!("{}/metadata", sandbox.fhir_base_url());
    let statement = body(http().get(address).send().await.unwrap()).await;
    assert_eq!(statement["resourceType"], json!("CapabilityStatement"));
    assert!(
        statement
            .to_string()
            .contains(&format!("{}/auth/token", sandbox.base_url()))
    );
}
