//! Renewing access: rotation, reuse, grace, and what does not rotate.

use std::time::Duration;

use sandbox_ehr::Sandbox;
use serde_json::{Value, json};

use crate::app::{App, error, json as body, ok};
use crate::{sandbox, strict};

fn refresh_token(token: &Value) -> &str {
    token["refresh_token"].as_str().unwrap()
}

async fn with(refresh: Value) -> Sandbox {
    sandbox(json!({ "refresh": refresh })).await
}

#[tokio::test]
async fn a_rotated_token_used_again_ends_the_session() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let first = app.sign_in(&[]).await;
    let second = ok(app.refresh(refresh_token(&first), &[]).await).await;
    assert_ne!(refresh_token(&first), refresh_token(&second));
    assert_eq!(app.get("Patient", &second).await, 200);
    assert_eq!(
        error(app.refresh(refresh_token(&first), &[]).await).await,
        "invalid_grant"
    );
    assert_eq!(
        app.get("Patient", &second).await,
        401,
        "the live access token goes too"
    );
    assert_eq!(
        error(app.refresh(refresh_token(&second), &[]).await).await,
        "invalid_grant"
    );
    assert_eq!(sandbox.journal().assert_conformant()[0].rule, 106);
}

#[tokio::test]
async fn within_the_grace_window_a_lost_answer_costs_nothing() {
    let sandbox = with(json!({ "kind": "rotates", "grace_seconds": 30 })).await;
    let app = App::public(&sandbox);
    let first = app.sign_in(&[]).await;
    ok(app.refresh(refresh_token(&first), &[]).await).await;
    sandbox.advance_time(Duration::from_secs(20));
    let again = ok(app.refresh(refresh_token(&first), &[]).await).await;
    assert_eq!(app.get("Patient", &again).await, 200);
    sandbox.advance_time(Duration::from_secs(20));
    assert_eq!(
        error(app.refresh(refresh_token(&first), &[]).await).await,
        "invalid_grant"
    );
    assert_eq!(app.get("Patient", &again).await, 401);
}

#[tokio::test]
async fn without_rotation_the_answer_has_no_refresh_token_and_the_old_one_stays() {
    let sandbox = with(json!({ "kind": "keeps" })).await;
    let app = App::public(&sandbox);
    let first = app.sign_in(&[]).await;
    for _ in 0..3 {
        let next = ok(app.refresh(refresh_token(&first), &[]).await).await;
        assert!(next.get("refresh_token").is_none());
        assert_eq!(app.get("Patient", &next).await, 200);
    }
}

#[tokio::test]
async fn reissued_tokens_all_keep_working() {
    let sandbox = with(json!({ "kind": "reissues" })).await;
    let app = App::public(&sandbox);
    let first = app.sign_in(&[]).await;
    let second = ok(app.refresh(refresh_token(&first), &[]).await).await;
    ok(app.refresh(refresh_token(&first), &[]).await).await;
    ok(app.refresh(refresh_token(&second), &[]).await).await;
}

#[tokio::test]
async fn a_refresh_may_ask_for_less_but_not_for_more() {
    let sandbox = with(json!({ "kind": "keeps" })).await;
    let app = App::public(&sandbox);
    let token = app.sign_in(&[]).await;
    let less = ok(app
        .refresh(refresh_token(&token), &[("scope", "patient/Patient.r")])
        .await)
    .await;
    assert_eq!(less["scope"], "patient/Patient.r");
    assert_eq!(app.get("Observation", &less).await, 403);
    let more = app
        .refresh(refresh_token(&token), &[("scope", "user/*.rs")])
        .await;
    assert_eq!(error(more).await, "invalid_scope");
    assert_eq!(sandbox.journal().assert_conformant()[0].rule, 108);
}

#[tokio::test]
async fn a_refresh_token_belongs_to_one_client() {
    let sandbox = strict().await;
    sandbox.register(sandbox_ehr::Client::public("other", crate::app::REDIRECT));
    let app = App::public(&sandbox);
    let token = app.sign_in(&[]).await;
    let stolen = App {
        client_id: "other",
        ..App::public(&sandbox)
    };
    assert_eq!(
        error(stolen.refresh(refresh_token(&token), &[]).await).await,
        "invalid_grant"
    );
    ok(app.refresh(refresh_token(&token), &[]).await).await;
}

#[tokio::test]
async fn no_refresh_token_comes_without_its_scope() {
    let sandbox = strict().await;
    let token = App::public(&sandbox)
        .sign_in(&[("scope", "launch/patient patient/*.rs")])
        .await;
    assert!(token.get("refresh_token").is_none());
    assert!(token.get("id_token").is_none());
}

#[tokio::test]
async fn online_access_ends_with_the_users_session_and_offline_access_does_not() {
    for (scope, lives) in [("online_access", false), ("offline_access", true)] {
        let sandbox = strict().await;
        let app = App::public(&sandbox);
        let token = app
            .sign_in(&[("scope", &format!("launch/patient patient/*.rs {scope}"))])
            .await;
        sandbox.end_user_sessions();
        let answer = app.refresh(refresh_token(&token), &[]).await;
        if lives {
            ok(answer).await;
        } else {
            assert_eq!(
                body(answer).await["error_description"],
                "the user's session at the EHR has ended"
            );
        }
    }
}

#[tokio::test]
async fn access_tokens_expire_and_can_be_renewed() {
    let sandbox = sandbox(json!({ "token_lifetime_seconds": 60 })).await;
    let app = App::public(&sandbox);
    let token = app.sign_in(&[]).await;
    sandbox.advance_time(Duration::from_secs(59));
    assert_eq!(app.get("Patient", &token).await, 200);
    sandbox.advance_time(Duration::from_secs(1));
    assert_eq!(app.get("Patient", &token).await, 401);
    let renewed = ok(app.refresh(refresh_token(&token), &[]).await).await;
    assert_eq!(app.get("Patient", &renewed).await, 200);
}

#[tokio::test]
async fn tokens_can_be_ended_from_outside() {
    let sandbox = strict().await;
    let app = App::public(&sandbox);
    let token = app.sign_in(&[]).await;
    sandbox.expire_access_tokens();
    assert_eq!(app.get("Patient", &token).await, 401);
    let token = ok(app.refresh(refresh_token(&token), &[]).await).await;
    sandbox.revoke_access_tokens();
    assert_eq!(app.get("Patient", &token).await, 401);
    sandbox.revoke_refresh_tokens();
    assert_eq!(
        error(app.refresh(refresh_token(&token), &[]).await).await,
        "invalid_grant"
    );
    assert_eq!(
        sandbox.journal().assert_conformant(),
        [],
        "none of this is the client's fault"
    );
}
