//! What is written down.

use crate::app::{App, ok};
use crate::person::http;
use crate::{sandbox, strict};

#[tokio::test]
async fn requests_are_written_down_with_query_headers_form_and_status() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    app.sign_in(&[]).await;
    let journal = sandbox.journal();
    let authorize = &journal.requests_to("/auth/authorize")[0];
    assert_eq!(authorize.query_value("aud"), Some(sandbox.fhir_base_url()));
    assert_eq!(authorize.status, Some(200));
    let token = &journal.token_requests()[0];
    assert_eq!(token.form_value("grant_type"), Some("authorization_code"));
    assert_eq!(
        token.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        (token.method.as_str(), token.status, token.complaint()),
        ("POST", Some(200), None)
    );
    assert!(token.header("sandbox-journal-entry").is_none());
}

#[tokio::test]
async fn debugging_the_journal_shows_no_secrets() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let token = app.sign_in(&[]).await;
    app.get("Patient", &token).await;
    let shown = format!("{:?} {sandbox:?}", sandbox.journal().requests());
    assert!(
        shown.contains("/auth/token") && !shown.contains("CNRY-"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_client_that_never_uses_its_token_does_not_conform() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    app.sign_in(&[]).await;
    assert_eq!(
        sandbox.journal().assert_conformant(),
        [],
        "it has not read anything yet"
    );
    let address = format!("{}/Patient", sandbox.fhir_base_url());
    http().get(address).send().await.unwrap();
    assert!(
        sandbox
            .journal()
            .assert_conformant()
            .iter()
            .all(|violation| violation.rule == 93)
    );
    assert_eq!(sandbox.journal().fhir_requests().len(), 1);
}

#[tokio::test]
async fn dropping_the_sandbox_frees_its_port() {
    let sandbox = strict().await;
    let address = format!("{}/auth/jwks", sandbox.base_url());
    assert_eq!(http().get(&address).send().await.unwrap().status(), 200);
    sandbox.stop().await;
    assert!(http().get(&address).send().await.is_err());
}

#[tokio::test]
async fn what_is_tolerated_is_still_complained_of() {
    let sandbox = sandbox(serde_json::json!({ "pkce_required": false })).await;
    let app = App::public(&sandbox);
    let without = [
        ("code_challenge", ""),
        ("code_challenge_method", ""),
        ("state", "short"),
        ("scope", "fhirUser"),
    ];
    let code = app.code(&without).await;
    ok(app.exchange(&code, &[("code_verifier", "")]).await).await;
    let rules: Vec<u16> = sandbox
        .journal()
        .assert_conformant()
        .iter()
        .map(|violation| violation.rule)
        .collect();
    assert_eq!(rules, [40, 13, 47]);
}

#[tokio::test]
async fn two_requests_with_one_state_are_a_violation() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    for _ in 0..2 {
        app.person()
            .open(&app.authorize_url(&[("state", "the-same-state-every-time")]))
            .await;
    }
    let rules: Vec<u16> = sandbox
        .journal()
        .assert_conformant()
        .iter()
        .map(|violation| violation.rule)
        .collect();
    assert_eq!(rules, [2]);
}
