//! Sign-ins at the sandbox that go wrong, or nearly.

use serde_json::json;
use smart_app_launch::token::Unusable;
use smart_app_launch::{ClientAuthentication, ClientSecret, Launch, TokenError, token};

use crate::browser::{Decision, http};
use crate::world::{SCOPES, World, profile, sandbox, strict};

#[tokio::test]
async fn t09_a_code_is_good_once() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let (code, _) = world.sign_in().await;
    assert!(matches!(
        world.exchange(&code).await,
        Err(TokenError::InvalidGrant { .. })
    ));
}

#[tokio::test]
async fn a_code_that_came_too_late_is_refused_by_the_server() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let code = world.code().await;
    sandbox.advance_time(std::time::Duration::from_mins(2));
    assert!(matches!(
        world.exchange(&code).await,
        Err(TokenError::InvalidGrant { .. })
    ));
}

#[tokio::test]
async fn an_unknown_client_is_named_as_such() {
    let sandbox = strict().await;
    sandbox.excuse(345);
    let world = World::public(&sandbox).await;
    let code = world.code().await;
    let secret = ClientAuthentication::Symmetric(ClientSecret::new("wrong".to_owned()));
    let refused = token::exchange(&http(), &code, &secret, world.now).await;
    assert!(
        matches!(refused, Err(TokenError::InvalidClient { .. })),
        "{refused:?}"
    );
}

#[tokio::test]
async fn hl7_004_039_060_forged_answers_reach_no_token_endpoint() {
    for parameters in [
        json!({ "state": "forged" }),
        json!({ "state": null }),
        json!({ "state": "" }),
        json!({ "iss": "https://evil.example" }),
        json!({ "iss": null }),
        json!({ "code": null }),
        json!({ "code": ["a", "b"] }),
        json!({ "error": "access_denied" }),
    ] {
        let fault = json!({ "at": "redirect", "act": { "parameters": parameters } });
        let sandbox = sandbox(profile(json!({ "faults": [fault] }))).await;
        let world = World::public(&sandbox).await;
        assert!(
            world
                .answer(Launch::Standalone, SCOPES, Decision::Allow)
                .await
                .is_err(),
            "{parameters}"
        );
        assert!(sandbox.journal().token_requests().is_empty());
    }
}

#[tokio::test]
async fn hl7_147_scopes_that_were_withheld_are_known() {
    let sandbox = sandbox(profile(
        json!({ "withheld_scopes": ["patient/Observation.rs"] }),
    ))
    .await;
    let (code, tokens) = World::public(&sandbox).await.sign_in().await;
    let missing = code.requested().missing_from(&tokens.granted);
    assert_eq!(missing.to_string(), "patient/Observation.rs");
}

#[tokio::test]
async fn odd_token_responses_still_sign_in() {
    for (overlay, seconds) in [
        (json!({ "expires_in": "text" }), 3_600),
        (json!({ "expires_in": "absent" }), 300),
        (json!({ "token_response": { "expires_in": 59.5 } }), 59),
        (json!({ "token_response": { "expires_in": -1 } }), 0),
        (
            json!({ "token_response": { "token_type": "bearer" } }),
            3_600,
        ),
        (
            json!({ "token_response": { "scope": null, "need_patient_banner": null } }),
            3_600,
        ),
        (json!({ "omit_patient": true }), 3_600),
    ] {
        let sandbox = sandbox(profile(overlay.clone())).await;
        let (_, tokens) = World::public(&sandbox).await.sign_in().await;
        assert_eq!(
            tokens
                .expires_at
                .duration_since(tokens.received_at)
                .as_secs(),
            seconds,
            "{overlay}"
        );
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_used_says_why() {
    for (overlay, reason) in [
        (json!({ "token_type": "DPoP" }), Unusable::TokenType),
        (json!({ "access_token": null }), Unusable::AccessToken),
        (
            json!({ "access_token": "a\r\nX-Injected: b" }),
            Unusable::AccessToken,
        ),
        (json!({ "patient": "../admin" }), Unusable::LaunchContext),
    ] {
        let sandbox = sandbox(profile(json!({ "token_response": overlay }))).await;
        let world = World::public(&sandbox).await;
        let code = world.code().await;
        let refused = world.exchange(&code).await.map(drop).unwrap_err();
        assert!(
            matches!(refused, TokenError::Unusable(said) if said == reason),
            "{overlay}: {refused:?}"
        );
    }
}
