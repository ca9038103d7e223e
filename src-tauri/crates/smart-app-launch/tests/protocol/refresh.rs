//! Refresh and revocation against the sandbox.

use serde_json::json;
use smart_app_launch::revocation::revoke;
use smart_app_launch::{
    ClientAuthentication, RefreshToken, RevocationError, RevokedToken, TokenError, TransportError,
};

use crate::browser::http;
use crate::world::{World, profile, sandbox, strict};

#[tokio::test]
async fn hl7_106_108_117_a_rotated_refresh_token_replaces_the_old_one() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let (code, first) = world.sign_in().await;
    let second = world.refresh(&code, &first).await.unwrap();
    let third = world.refresh(&code, &second).await.unwrap();
    assert_ne!(third.access_token.expose(), first.access_token.expose());
    assert_ne!(
        second.refresh_token.unwrap().expose(),
        first.refresh_token.unwrap().expose()
    );
    assert_eq!(third.granted, first.granted);
    assert_eq!(sandbox.journal().assert_conformant(), []);
    assert!(
        sandbox
            .journal()
            .token_requests()
            .iter()
            .all(|request| request.form_value("scope").is_none())
    );
}

#[tokio::test]
async fn a_used_refresh_token_ends_the_session() {
    let sandbox = strict().await;
    sandbox.excuse(106);
    let world = World::public(&sandbox).await;
    let (code, first) = world.sign_in().await;
    world.refresh(&code, &first).await.unwrap();
    assert!(matches!(
        world.refresh(&code, &first).await,
        Err(TokenError::InvalidGrant { .. })
    ));
}

#[tokio::test]
async fn a_server_that_keeps_the_refresh_token_sends_none() {
    let sandbox = sandbox(profile(json!({ "refresh": { "kind": "keeps" } }))).await;
    let world = World::public(&sandbox).await;
    let (code, first) = world.sign_in().await;
    for _ in 0..3 {
        assert!(
            world
                .refresh(&code, &first)
                .await
                .unwrap()
                .refresh_token
                .is_none()
        );
    }
}

#[tokio::test]
async fn a_lost_answer_is_told_apart_from_a_refusal_and_the_same_token_may_be_sent_again() {
    let fault = json!({ "at": "token", "nth": 2, "act": "drop_after" });
    let overlay =
        json!({ "refresh": { "kind": "rotates", "grace_seconds": 30 }, "faults": [fault] });
    let sandbox = sandbox(profile(overlay)).await;
    let world = World::public(&sandbox).await;
    let (code, first) = world.sign_in().await;
    let lost = world.refresh(&code, &first).await.map(drop).unwrap_err();
    assert!(
        matches!(lost, TokenError::Unreachable(TransportError::AnswerLost(_))),
        "{lost:?}"
    );
    assert!(world.refresh(&code, &first).await.is_ok());
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_lost_and_not_half_a_token() {
    let fault = json!({ "at": "token", "nth": 1, "act": "drop_mid_body" });
    let sandbox = sandbox(profile(json!({ "faults": [fault] }))).await;
    let world = World::public(&sandbox).await;
    let lost = world
        .exchange(&world.code().await)
        .await
        .map(drop)
        .unwrap_err();
    assert!(
        matches!(lost, TokenError::Unreachable(TransportError::AnswerLost(_))),
        "{lost:?}"
    );
}

#[tokio::test]
async fn a_code_whose_request_never_arrived_can_be_exchanged_again() {
    let fault = json!({ "at": "token", "nth": 1, "act": "drop_before" });
    let sandbox = sandbox(profile(json!({ "faults": [fault] }))).await;
    let world = World::public(&sandbox).await;
    let code = world.code().await;
    assert!(matches!(
        world.exchange(&code).await,
        Err(TokenError::Unreachable(_))
    ));
    assert!(world.exchange(&code).await.is_ok());
}

#[tokio::test]
async fn signing_out_revokes_the_refresh_token() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let (code, tokens) = world.sign_in().await;
    let public = &world.registration.authentication;
    let refresh = RevokedToken::Refresh(tokens.refresh_token.as_ref().unwrap());
    revoke(&http(), code.binding(), public, refresh, world.now)
        .await
        .unwrap();
    assert!(matches!(
        world.refresh(&code, &tokens).await,
        Err(TokenError::InvalidGrant { .. })
    ));
    revoke(
        &http(),
        code.binding(),
        public,
        RevokedToken::Access(&tokens.access_token),
        world.now,
    )
    .await
    .unwrap();
    let sent = sandbox.journal().requests_to("/auth/revoke");
    let hints: Vec<_> = sent
        .iter()
        .map(|request| request.form_value("token_type_hint").unwrap())
        .collect();
    assert_eq!(hints, ["refresh_token", "access_token"]);
    assert_eq!(sandbox.journal().assert_conformant(), []);
}

#[tokio::test]
async fn a_token_that_the_server_does_not_know_counts_as_revoked() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let code = world.code().await;
    let unknown = RefreshToken::new("unknown".to_owned());
    let result = revoke(
        &http(),
        code.binding(),
        &ClientAuthentication::Public,
        RevokedToken::Refresh(&unknown),
        world.now,
    )
    .await;
    assert!(result.is_ok());
}

#[tokio::test]
async fn a_server_that_cannot_revoke_now_or_ever_says_so() {
    let answer = |status: u16, body: &str| json!({ "faults": [{ "at": "revoke", "act": { "answer": { "status": status, "body": body, "retry_after": "30" } } }] });
    let attempt = async |overlay| {
        let sandbox = sandbox(profile(overlay)).await;
        let world = World::public(&sandbox).await;
        let (code, tokens) = world.sign_in().await;
        let token = RevokedToken::Access(&tokens.access_token);
        revoke(
            &http(),
            code.binding(),
            &ClientAuthentication::Public,
            token,
            world.now,
        )
        .await
        .unwrap_err()
    };
    assert!(
        matches!(attempt(answer(503, "")).await, RevocationError::Busy { retry_after: Some(wait) } if wait.as_secs() == 30)
    );
    assert!(matches!(
        attempt(answer(400, r#"{"error":"unsupported_token_type"}"#)).await,
        RevocationError::NotOffered
    ));
    assert!(matches!(
        attempt(answer(401, "")).await,
        RevocationError::Refused { status: 401 }
    ));
    let none = json!({ "smart_configuration": { "revocation_endpoint": null } });
    assert!(matches!(attempt(none).await, RevocationError::NotOffered));
}
