//! Pushed authorization requests (RFC 9126): offered by some servers, never needed.

use std::collections::HashMap;

use axum::body::Body;
use axum::http::Response;
use jiff::Timestamp;
use serde_json::json;
use smart_app_launch::pushed_authorization::push;
use smart_app_launch::{
    AuthorizationRequest, ClientAuthentication, EndpointUrl, Launch, PushError,
};

use crate::browser::http;
use crate::stub::{Recorded, Stub, answer, json as json_answer};
use crate::world::{SCOPES, World, configuration};

/// What came of pushing a request to a server that answers it with `respond`, and what that server was sent.
async fn pushed(
    respond: impl Fn() -> Response<Body> + Send + Sync + 'static,
) -> (Result<AuthorizationRequest, PushError>, Recorded, World) {
    let stub = Stub::start(move |origin, request| {
        if request.path.ends_with("/smart-configuration") {
            json_answer(&configuration(origin))
        } else {
            respond()
        }
    })
    .await;
    let now = Timestamp::UNIX_EPOCH;
    let public = ClientAuthentication::Public;
    let world = World::at(&stub.fhir_base(), "chartside", public, now).await;
    let (request, pending) = world.request(Launch::Standalone, SCOPES);
    let endpoint = EndpointUrl::resolve(&world.base, &format!("{}/par", stub.origin)).unwrap();
    let public = &world.registration.authentication;
    let outcome = push(&http(), &endpoint, &request, pending.binding(), public, now).await;
    (outcome, stub.requests().pop().unwrap(), world)
}

fn pairs(text: &str) -> HashMap<String, String> {
    let pairs = url::form_urlencoded::parse(text.as_bytes());
    pairs.into_owned().collect()
}

#[tokio::test]
async fn the_browser_carries_a_name_and_the_server_gets_the_parameters_once() {
    let name = "urn:ietf:params:oauth:request_uri:CNRY+1";
    let (outcome, sent, _) = pushed(move || {
        answer(
            201,
            "application/json",
            json!({ "request_uri": name, "expires_in": 60 }).to_string(),
        )
    })
    .await;
    let request = outcome.unwrap();
    let carried = pairs(request.url().query().unwrap());
    assert_eq!(carried.len(), 2);
    assert_eq!(carried["client_id"], "chartside");
    assert_eq!(carried["request_uri"], name);
    assert_eq!((sent.method.as_str(), sent.path.as_str()), ("POST", "/par"));
    let given = pairs(&sent.body);
    assert_eq!(given["scope"], SCOPES);
    assert_eq!(given["code_challenge_method"], "S256");
    assert!(given.contains_key("state") && !given.contains_key("code_verifier"));
    assert_eq!(sent.body.matches("client_id=").count(), 1);
}

#[tokio::test]
async fn an_answer_without_a_name_or_a_refusal_opens_no_browser() {
    for body in ["{}", "[]", "", r#"{"request_uri":7}"#] {
        let (outcome, ..) = pushed(move || answer(201, "application/json", body)).await;
        assert!(matches!(outcome, Err(PushError::Unusable(_))), "{body}");
    }
    let refusal = r#"{"error":"invalid_scope","error_description":"no"}"#;
    let (outcome, ..) = pushed(move || answer(400, "application/json", refusal)).await;
    assert!(matches!(
        outcome,
        Err(PushError::Refused { status: 400, .. })
    ));
}
