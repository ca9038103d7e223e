//! What servers that others wrote taught (see `tests/interop`), replayed where no such server is needed.

use serde_json::json;
use smart_app_launch::{FhirBaseUrl, Launch, TokenError, discovery};

use crate::browser::{Decision, http};
use crate::world::{SCOPES, World, profile, sandbox, strict};

/// A refresh that is answered like this.
async fn refreshed(status: u16, body: &str) -> TokenError {
    let answer = json!({ "status": status, "body": body, "content_type": "application/json" });
    let fault = json!({ "at": "token", "nth": 2, "act": { "answer": answer } });
    let sandbox = sandbox(profile(json!({ "faults": [fault] }))).await;
    let world = World::public(&sandbox).await;
    let (code, tokens) = world.sign_in().await;
    world.refresh(&code, &tokens).await.map(drop).unwrap_err()
}

#[tokio::test]
async fn a_refresh_token_that_is_dead_is_told_as_dead_however_the_server_says_it() {
    for (status, body) in [
        (400, ""),
        (400, r#"{"error":"token_revoked"}"#),
        (403, r#"{"error":"invalid_code"}"#),
    ] {
        let error = refreshed(status, body).await;
        assert!(
            matches!(error, TokenError::InvalidGrant { .. }),
            "{status} {body}: {error:?}"
        );
    }
}

#[tokio::test]
async fn what_is_not_about_the_refresh_token_does_not_end_the_session() {
    for (status, body) in [
        (403, "<html>blocked by the proxy"),
        (403, ""),
        (404, ""),
        (400, "<html>"),
        (401, ""),
    ] {
        let error = refreshed(status, body).await;
        assert!(
            matches!(error, TokenError::Refused { .. }),
            "{status} {body}: {error:?}"
        );
    }
}

#[tokio::test]
async fn the_configuration_is_found_with_and_without_a_slash_and_aud_is_what_was_typed() {
    let sandbox = strict().await;
    for base in [
        sandbox.fhir_base_url(),
        format!("{}/", sandbox.fhir_base_url()),
    ] {
        let found = discovery::discover(&http(), &FhirBaseUrl::parse(&base).unwrap()).await;
        assert!(found.is_ok(), "{base}");
    }
    assert!(
        sandbox
            .journal()
            .requests()
            .iter()
            .all(|request| !request.path.contains("//"))
    );
    let world = World::public(&sandbox).await;
    let (address, _) = world.begin(Launch::Standalone, SCOPES);
    let aud = url::Url::parse(&address).unwrap();
    let aud = aud
        .query_pairs()
        .find(|(name, _)| name == "aud")
        .unwrap()
        .1
        .into_owned();
    assert_eq!(aud, sandbox.fhir_base_url());
}

#[tokio::test]
async fn a_sign_in_without_a_patient_is_a_sign_in() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let code = world
        .answer(
            Launch::Standalone,
            "openid fhirUser user/Patient.rs",
            Decision::Allow,
        )
        .await
        .unwrap();
    assert!(
        world
            .exchange(&code)
            .await
            .unwrap()
            .context
            .patient
            .is_none()
    );
}

#[tokio::test]
async fn what_a_session_can_is_told_by_its_tokens_and_not_by_the_scopes_named_with_them() {
    let silent = json!({ "token_response": { "scope": "patient/Patient.rs" } });
    let sandbox = sandbox(profile(silent)).await;
    let (_, tokens) = World::public(&sandbox).await.sign_in().await;
    assert_eq!(tokens.granted.to_string(), "patient/Patient.rs");
    assert!(
        tokens.refresh_token.is_some(),
        "offline_access is not named"
    );
    assert!(tokens.id_token.is_some(), "openid is not named");
}
