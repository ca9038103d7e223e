//! What the token endpoint refuses, and how precisely it says so.

use reqwest::header;
use std::time::Duration;

use crate::app::{App, Changes, Proof, basic, error, json, ok};
use crate::person::http;
use crate::{sandbox, strict};

/// What is changed, the error, the requirement, words of the description.
type Case = (
    &'static str,
    Changes<'static>,
    &'static str,
    u16,
    &'static str,
);

const CASES: [Case; 13] = [
    (
        "no grant type",
        &[("grant_type", "")],
        "invalid_request",
        67,
        "`grant_type` is missing",
    ),
    (
        "other grant type",
        &[("grant_type", "password")],
        "unsupported_grant_type",
        67,
        "not `password`",
    ),
    (
        "no code",
        &[("code", "")],
        "invalid_request",
        68,
        "`code` is missing",
    ),
    (
        "invented code",
        &[("code", "CNRY-code-x")],
        "invalid_grant",
        68,
        "did not issue",
    ),
    (
        "no redirect URI",
        &[("redirect_uri", "")],
        "invalid_request",
        69,
        "`redirect_uri` is missing",
    ),
    (
        "other redirect URI",
        &[("redirect_uri", "org.chartside.app:/other")],
        "invalid_grant",
        69,
        "authorization request",
    ),
    (
        "no verifier",
        &[("code_verifier", "")],
        "invalid_request",
        70,
        "`code_verifier` is missing",
    ),
    (
        "other verifier",
        &[(
            "code_verifier",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        )],
        "invalid_grant",
        70,
        "does not fit",
    ),
    (
        "short verifier",
        &[("code_verifier", "abc")],
        "invalid_grant",
        70,
        "43 to 128",
    ),
    (
        "no client",
        &[("client_id", "")],
        "invalid_client",
        71,
        "`client_id` is missing",
    ),
    (
        "unknown client",
        &[("client_id", "somebody-else")],
        "invalid_client",
        317,
        "somebody-else",
    ),
    (
        "secret in the body",
        &[("client_secret", "x")],
        "invalid_client",
        345,
        "must not be sent in the body",
    ),
    (
        "confidential without proof",
        &[("client_id", "chartside-confidential")],
        "invalid_client",
        64,
        "must authenticate",
    ),
];

#[tokio::test]
async fn every_wrong_exchange_is_refused_with_what_is_wrong() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    for (case, changes, code, rule, words) in CASES {
        let answer = app.exchange(&app.code(&[]).await, changes).await;
        let status = if code == "invalid_client" { 401 } else { 400 };
        assert_eq!(answer.status(), status, "{case}");
        let body = json(answer).await;
        assert_eq!(body["error"], code, "{case}");
        let description = body["error_description"].as_str().unwrap();
        assert!(description.contains(words), "{case}: {description}");
        let complaint = sandbox.journal().complaints().pop().unwrap();
        assert_eq!(
            (complaint.rule, complaint.message.as_str()),
            (Some(rule), description),
            "{case}"
        );
    }
}

#[tokio::test]
async fn a_code_used_twice_takes_back_everything() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let code = app.code(&[]).await;
    let token = ok(app.exchange(&code, &[]).await).await;
    assert_eq!(app.get("Patient", &token).await, 200);
    assert_eq!(error(app.exchange(&code, &[]).await).await, "invalid_grant");
    assert_eq!(app.get("Patient", &token).await, 401);
    assert_eq!(
        error(
            app.refresh(token["refresh_token"].as_str().unwrap(), &[])
                .await
        )
        .await,
        "invalid_grant"
    );
}

#[tokio::test]
async fn a_code_lives_for_a_minute() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let (in_time, late) = (app.code(&[]).await, app.code(&[]).await);
    sandbox.advance_time(Duration::from_secs(50));
    ok(app.exchange(&in_time, &[]).await).await;
    sandbox.advance_time(Duration::from_secs(10));
    assert_eq!(
        json(app.exchange(&late, &[]).await).await["error_description"],
        "that code has expired"
    );
}

#[tokio::test]
async fn a_code_of_another_client_is_refused_and_stays_usable() {
    let sandbox = strict().await;
    sandbox.register(sandbox_ehr::Client::public("other", crate::app::REDIRECT));
    let app = App::public(&sandbox);
    let code = app.code(&[]).await;
    assert_eq!(
        error(app.exchange(&code, &[("client_id", "other")]).await).await,
        "invalid_grant"
    );
    ok(app.exchange(&code, &[]).await).await;
}

#[tokio::test]
async fn a_wrong_verifier_costs_the_code() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let code = app.code(&[]).await;
    assert_eq!(
        error(
            app.exchange(&code, &[("code_verifier", &"a".repeat(43))])
                .await
        )
        .await,
        "invalid_grant"
    );
    assert_eq!(error(app.exchange(&code, &[]).await).await, "invalid_grant");
}

#[tokio::test]
async fn only_form_posts_are_answered() {
    let sandbox = strict().await;
    let address = format!("{}/auth/token", sandbox.base_url());
    let got = http().get(&address).send().await.unwrap();
    assert_eq!(
        (got.status().as_u16(), &got.headers()[header::ALLOW]),
        (405, &header::HeaderValue::from_static("POST"))
    );
    let posted = http()
        .post(&address)
        .header(header::CONTENT_TYPE, "application/json")
        .body("{}")
        .send()
        .await
        .unwrap();
    let description = json(posted).await["error_description"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        description,
        "the body must be application/x-www-form-urlencoded, its Content-Type was `application/json`"
    );
    let rules: Vec<u16> = sandbox
        .journal()
        .assert_conformant()
        .iter()
        .map(|violation| violation.rule)
        .collect();
    assert_eq!(rules, [62, 62]);
}

/// A secret whose encodings differ.
const AWKWARD: &str = "s3cret/+ %:x";
const AWKWARD_ENCODED: &str = "s3cret%2F%2B+%25%3Ax";

#[tokio::test]
async fn basic_credentials_are_read_as_the_profile_says() {
    for (encoding, right, wrong) in [
        ("form_encoded", AWKWARD_ENCODED, AWKWARD),
        ("raw", AWKWARD, AWKWARD_ENCODED),
    ] {
        let sandbox = sandbox(serde_json::json!({ "basic_encoding": encoding })).await;
        sandbox.register(sandbox_ehr::Client::symmetric(
            "confidential",
            crate::app::REDIRECT,
            AWKWARD,
        ));
        let app = |secret| App {
            sandbox: &sandbox,
            client_id: "confidential",
            proof: basic("confidential", secret),
        };
        let code = app(right).code(&[]).await;
        let refused = app(wrong).exchange(&code, &[]).await;
        assert_eq!(
            refused.headers()[header::WWW_AUTHENTICATE],
            "Basic realm=\"sandbox\""
        );
        let description = json(refused).await["error_description"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(
            description.contains("form-encoded"),
            "{encoding}: {description}"
        );
        ok(app(right).exchange(&code, &[]).await).await;
    }
}

#[tokio::test]
async fn wrong_basic_credentials_are_refused() {
    let sandbox = strict().await;
    let id = "chartside-confidential";
    let right = "CNRY-secret-of-the-sandbox";
    let code = App {
        sandbox: &sandbox,
        client_id: id,
        proof: basic(id, right),
    }
    .code(&[])
    .await;
    let attempts = [
        basic(id, "wrong"),
        basic("chartside", right),
        basic("nobody", right),
        Proof::Basic("%%%".to_owned()),
        Proof::Basic("bm9jb2xvbg==".to_owned()),
    ];
    for proof in attempts {
        let app = App {
            sandbox: &sandbox,
            client_id: id,
            proof,
        };
        assert_eq!(
            error(app.exchange(&code, &[]).await).await,
            "invalid_client"
        );
    }
}

#[tokio::test]
async fn a_confidential_client_does_not_send_its_client_id() {
    let id = "chartside-confidential";
    for (setting, status) in [("refused", 400), ("tolerated", 200)] {
        let sandbox = sandbox(serde_json::json!({ "confidential_client_id": setting })).await;
        let app = App {
            sandbox: &sandbox,
            client_id: id,
            proof: basic(id, "CNRY-secret-of-the-sandbox"),
        };
        let answer = app
            .exchange(&app.code(&[]).await, &[("client_id", id)])
            .await;
        assert_eq!(answer.status(), status, "{setting}");
    }
}
