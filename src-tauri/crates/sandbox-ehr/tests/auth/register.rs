//! Applications that register themselves (RFC 7591), and what is refused of them.

use serde_json::{Value, json};

use crate::app::json as body;
use crate::person::http;
use crate::{sandbox, strict};

/// The answer's status and members to `changes` laid over a correct registration.
async fn answer(base: &str, token: Option<&str>, changes: Value) -> (u16, Value) {
    let mut metadata = json!({
        "client_name": "A test",
        "redirect_uris": ["org.example.app:/callback", "http://127.0.0.1/callback"],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "none",
    });
    for (name, value) in changes.as_object().unwrap() {
        metadata[name] = value.clone();
    }
    let request = http()
        .post(format!("{base}/auth/register"))
        .header("content-type", "application/json")
        .body(metadata.to_string());
    let request = match token {
        Some(token) => request.header("authorization", format!("Bearer {token}")),
        None => request,
    };
    let response = request.send().await.unwrap();
    (response.status().as_u16(), body(response).await)
}

#[tokio::test]
async fn an_application_gets_an_id_and_only_a_confidential_one_a_secret() {
    let sandbox = strict().await;
    let base = sandbox.base_url();
    let (status, public) = answer(base, None, json!({})).await;
    assert_eq!(
        (status, &public["client_id"]),
        (201, &json!("registered-1"))
    );
    assert!(public.get("client_secret").is_none());
    let symmetric = json!({ "token_endpoint_auth_method": "client_secret_basic" });
    let (status, confidential) = answer(base, None, symmetric).await;
    assert_eq!(status, 201);
    assert!(confidential["client_secret"].is_string());
    assert_eq!(confidential["client_secret_expires_at"], 0);
}

#[tokio::test]
async fn what_the_specification_does_not_allow_is_not_registered() {
    let sandbox = strict().await;
    let with_key = |key: Value| json!({ "token_endpoint_auth_method": "private_key_jwt", "jwks": { "keys": [key] } });
    let redirect = "invalid_redirect_uri";
    let metadata = "invalid_client_metadata";
    for (changes, error) in [
        (json!({ "redirect_uris": [] }), redirect),
        (
            json!({ "redirect_uris": ["http://app.example/cb"] }),
            redirect,
        ),
        (json!({ "redirect_uris": ["app:/callback"] }), redirect),
        (
            json!({ "redirect_uris": ["https://app.example/#x"] }),
            redirect,
        ),
        (json!({ "grant_types": ["implicit"] }), metadata),
        (json!({ "grant_types": ["refresh_token"] }), metadata),
        (json!({ "response_types": ["token"] }), metadata),
        (
            json!({ "token_endpoint_auth_method": "client_secret_post" }),
            metadata,
        ),
        (
            json!({ "token_endpoint_auth_method": "private_key_jwt" }),
            metadata,
        ),
        (with_key(json!({ "kty": "EC", "d": "private" })), metadata),
        (
            json!({ "jwks": { "keys": [] }, "jwks_uri": "https://a.example" }),
            metadata,
        ),
    ] {
        let (status, said) = answer(sandbox.base_url(), None, changes.clone()).await;
        assert_eq!(
            (status, said["error"].as_str()),
            (400, Some(error)),
            "{changes}"
        );
    }
}

#[tokio::test]
async fn a_registration_takes_its_token_and_ends_by_the_one_that_it_was_given() {
    let sandbox = sandbox(json!({ "registration_token": "CNRY-initial" })).await;
    let base = sandbox.base_url();
    assert_eq!(answer(base, None, json!({})).await.0, 401);
    let (status, registered) = answer(base, Some("CNRY-initial"), json!({})).await;
    assert_eq!(status, 201);
    let end = |token: String| {
        let place = registered["registration_client_uri"].as_str().unwrap();
        let request = http().delete(place);
        request.header("authorization", format!("Bearer {token}"))
    };
    let right = registered["registration_access_token"].as_str().unwrap();
    for (token, status) in [
        ("wrong", 401),
        ("", 401),
        (right, 204),
        (right, 401),
        ("", 401),
    ] {
        let ended = end(token.to_owned()).send().await.unwrap();
        assert_eq!(ended.status().as_u16(), status, "{token}");
    }
}
