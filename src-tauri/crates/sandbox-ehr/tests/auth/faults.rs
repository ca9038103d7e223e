//! What goes wrong on purpose.

use serde_json::{Value, json};

use crate::app::{App, CHALLENGE, REDIRECT, VERIFIER, json as body, ok, parameter};
use crate::person::{form, http};
use crate::sandbox;

/// Posts a code and answers whether there was an answer at all.
async fn exchange(app: &App<'_>, code: &str) -> Result<(u16, String), reqwest::Error> {
    let pairs = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
        ("client_id", "chartside"),
    ];
    let request = http()
        .post(format!("{}/auth/token", app.sandbox.base_url()))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form(&pairs));
    let answer = request.send().await?;
    let status = answer.status().as_u16();
    Ok((status, answer.text().await?))
}

fn first_token_request(act: &Value) -> Value {
    json!({ "faults": [{ "at": "token", "nth": 1, "act": act }] })
}

#[tokio::test]
async fn a_connection_dropped_before_leaves_the_code_usable() {
    let sandbox = sandbox(first_token_request(&json!("drop_before"))).await;
    let app = App::public(&sandbox);
    let code = app.code(&[]).await;
    assert!(exchange(&app, &code).await.is_err());
    assert_eq!(sandbox.journal().token_requests()[0].status, None);
    assert_eq!(exchange(&app, &code).await.unwrap().0, 200);
}

#[tokio::test]
async fn a_connection_dropped_after_has_used_the_code() {
    let sandbox = sandbox(first_token_request(&json!("drop_after"))).await;
    let app = App::public(&sandbox);
    let code = app.code(&[]).await;
    assert!(exchange(&app, &code).await.is_err());
    let (status, answer) = exchange(&app, &code).await.unwrap();
    assert_eq!(status, 400);
    assert!(answer.contains("already used"), "{answer}");
}

#[tokio::test]
async fn an_answer_can_break_off_in_the_middle() {
    let sandbox = sandbox(first_token_request(&json!("drop_mid_body"))).await;
    let app = App::public(&sandbox);
    assert!(exchange(&app, &app.code(&[]).await).await.is_err());
}

#[tokio::test]
async fn another_answer_can_be_given_before_or_after_the_right_one() {
    let answer =
        json!({ "status": 503, "body": "later", "content_type": "text/html", "retry_after": "7" });
    for (act, second) in [("answer", 200), ("answer_after", 400)] {
        let sandbox = sandbox(first_token_request(&json!({ act: answer }))).await;
        let app = App::public(&sandbox);
        let code = app.code(&[]).await;
        let first = app.exchange(&code, &[]).await;
        assert_eq!(first.status(), 503);
        assert_eq!(first.headers()["content-type"], "text/html");
        assert_eq!(first.headers()["retry-after"], "7");
        assert_eq!(first.text().await.unwrap(), "later");
        assert_eq!(app.exchange(&code, &[]).await.status(), second, "{act}");
    }
}

#[tokio::test]
async fn an_answer_can_claim_another_content_type() {
    let sandbox = sandbox(first_token_request(
        &json!({ "content_type": "text/plain" }),
    ))
    .await;
    let app = App::public(&sandbox);
    let answer = app.exchange(&app.code(&[]).await, &[]).await;
    assert_eq!(answer.headers()["content-type"], "text/plain");
    assert_eq!(body(answer).await["token_type"], "Bearer");
}

#[tokio::test]
async fn the_redirect_can_lie() {
    let parameters = json!({ "state": "another", "iss": ["https://a.example", "https://b.example"], "code": null });
    let sandbox =
        sandbox(json!({ "faults": [{ "at": "redirect", "act": { "parameters": parameters } }] }))
            .await;
    let redirect = App::public(&sandbox).approved(&[]).await;
    assert_eq!(parameter(&redirect, "state").as_deref(), Some("another"));
    assert_eq!(parameter(&redirect, "code"), None);
    assert_eq!(
        redirect
            .query_pairs()
            .filter(|(name, _)| name == "iss")
            .count(),
        2
    );
}

#[tokio::test]
async fn token_responses_and_id_tokens_can_be_laid_over() {
    let sandbox = sandbox(json!({
        "token_response": { "patient": "../Patient/1", "scope": null, "token_type": "bearer" },
        "expires_in": "text",
        "omit_patient": true,
    }))
    .await;
    let token = App::public(&sandbox).sign_in(&[]).await;
    assert_eq!(token["patient"], "../Patient/1");
    assert_eq!(token["expires_in"], "3600");
    assert_eq!(token["token_type"], "bearer");
    assert!(token.get("scope").is_none());
    sandbox.set_profile(
        serde_json::from_value(json!({ "expires_in": "absent", "omit_patient": true })).unwrap(),
    );
    let token = App::public(&sandbox).sign_in(&[]).await;
    assert!(token.get("expires_in").is_none() && token.get("patient").is_none());
}

#[tokio::test]
async fn a_fault_of_another_endpoint_leaves_tokens_alone() {
    let act = json!({ "answer": { "status": 500 } });
    let sandbox = sandbox(
        json!({ "faults": [{ "at": "jwks", "act": act }, { "at": "discovery", "act": act }] }),
    )
    .await;
    let app = App::public(&sandbox);
    ok(app
        .exchange(&app.code(&[("code_challenge", CHALLENGE)]).await, &[])
        .await)
    .await;
    for address in [
        format!("{}/auth/jwks", sandbox.base_url()),
        format!(
            "{}/.well-known/smart-configuration",
            sandbox.fhir_base_url()
        ),
    ] {
        assert_eq!(http().get(address).send().await.unwrap().status(), 500);
    }
}
