//! ID tokens over the network: the issuer's documents are as hostile as the token.

use serde_json::{Value, json};
use smart_app_launch::id_token::Claim;
use smart_app_launch::{IdTokenError, Identity, id_token};

use crate::browser::http;
use crate::world::{World, profile, sandbox, strict};

async fn verified(overlay: Value) -> Result<Identity, IdTokenError> {
    let sandbox = sandbox(profile(overlay)).await;
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
async fn an_id_token_signed_with_es256_is_good() {
    assert!(
        verified(json!({ "id_token_algorithm": "ES256" }))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_wrong_claim_is_named() {
    for (claims, claim) in [
        (json!({ "nonce": "other" }), Claim::Nonce),
        (json!({ "nonce": null }), Claim::Nonce),
        (json!({ "aud": "other" }), Claim::Audience),
        (json!({ "iss": "https://evil.example" }), Claim::Issuer),
        (json!({ "sub": null }), Claim::Subject),
        (json!({ "exp": 1 }), Claim::Expiry),
        (json!({ "iat": 1 }), Claim::IssuedAt),
    ] {
        let refused = verified(json!({ "id_token_claims": claims }))
            .await
            .unwrap_err();
        assert!(
            matches!(refused, IdTokenError::Claim(named) if named == claim),
            "{claims}: {refused:?}"
        );
    }
}

#[tokio::test]
async fn hl7_218_a_configuration_that_speaks_for_another_issuer_is_refused() {
    for overlay in [
        json!({ "issuer": "https://evil.example" }),
        json!({ "issuer": null }),
        json!({ "jwks_uri": null }),
        json!({ "jwks_uri": "http://evil.example/jwks" }),
        json!({ "jwks_uri": "file:///etc/passwd" }),
    ] {
        let refused = verified(json!({ "openid_configuration": overlay }))
            .await
            .unwrap_err();
        assert!(
            matches!(refused, IdTokenError::IssuerUnusable),
            "{overlay}: {refused:?}"
        );
    }
}

#[tokio::test]
async fn keys_that_cannot_be_fetched_prove_nothing() {
    let answer = |at: &str, body: &str| {
        let answer = json!({ "status": 200, "content_type": "application/json", "body": body });
        json!({ "faults": [{ "at": at, "act": { "answer": answer } }] })
    };
    for at in ["jwks", "openid_configuration"] {
        for body in ["", "<html>", "[]", "{}"] {
            assert!(
                matches!(
                    verified(answer(at, body)).await,
                    Err(IdTokenError::IssuerUnusable)
                ),
                "{at} {body}"
            );
        }
        let cut = json!({ "faults": [{ "at": at, "act": "drop_before" }] });
        assert!(
            matches!(verified(cut).await, Err(IdTokenError::Unreachable(_))),
            "{at}"
        );
    }
    assert!(matches!(
        verified(answer("jwks", r#"{"keys":[]}"#)).await,
        Err(IdTokenError::KeyUnknown)
    ));
}

#[tokio::test]
async fn a_token_of_keys_that_are_gone_is_refused() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let (code, tokens) = world.sign_in().await;
    sandbox.replace_signing_keys().unwrap();
    let refused = id_token::verify(
        &http(),
        &tokens.id_token.unwrap(),
        &code.expectation().unwrap(),
        world.now,
    )
    .await;
    assert!(
        matches!(
            refused,
            Err(IdTokenError::KeyUnknown | IdTokenError::Signature)
        ),
        "{refused:?}"
    );
}

#[tokio::test]
async fn the_same_person_is_found_again_after_a_refresh() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let (code, tokens) = world.sign_in().await;
    let identity = id_token::verify(
        &http(),
        tokens.id_token.as_ref().unwrap(),
        &code.expectation().unwrap(),
        world.now,
    )
    .await
    .unwrap();
    let refreshed = world.refresh(&code, &tokens).await.unwrap();
    if let Some(token) = refreshed.id_token {
        let expectation = id_token::Expectation::of_refresh(code.binding(), &identity);
        assert_eq!(
            id_token::verify(&http(), &token, &expectation, world.now)
                .await
                .unwrap(),
            identity
        );
    }
}
