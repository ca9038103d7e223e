//! Token endpoints that redirect, flood, stall or answer nonsense.

use std::time::Duration;

use axum::body::Body;
use axum::http::Response;
use jiff::Timestamp;
use serde_json::{Value, json};
use smart_app_launch::revocation::revoke;
use smart_app_launch::{
    ClientAuthentication, ClientSecret, OAuthErrorCode, RefreshToken, RevocationError,
    RevokedToken, ScopeSet, TokenError, TransportError, token,
};

use crate::browser::http;
use crate::stub::{Recorded, Stub, answer, gzip_bomb, json as json_answer, redirect};
use crate::world::{World, configuration};

/// A server whose discovery is right and whose other endpoints answer this.
async fn server(respond: impl Fn(&Recorded) -> Response<Body> + Send + Sync + 'static) -> Stub {
    Stub::start(move |origin, request| {
        if request.path.ends_with("/smart-configuration") {
            json_answer(&configuration(origin))
        } else {
            respond(request)
        }
    })
    .await
}

async fn world(stub: &Stub) -> World {
    World::at(
        &stub.fhir_base(),
        "chartside",
        ClientAuthentication::Public,
        Timestamp::UNIX_EPOCH,
    )
    .await
}

async fn failure(status: u16, body: &'static str) -> TokenError {
    let stub = server(move |_| answer(status, "application/json", body)).await;
    let world = world(&stub).await;
    world
        .exchange(&world.code_without_browser())
        .await
        .map(drop)
        .unwrap_err()
}

#[tokio::test]
async fn t21_no_redirect_takes_a_code_a_refresh_token_or_a_revoked_token_elsewhere() {
    for status in [301, 302, 303, 307, 308] {
        let evil = Stub::evil().await;
        let target = format!("{}/token", evil.origin);
        let stub = server(move |_| redirect(status, &target)).await;
        let world = world(&stub).await;
        let code = world.code_without_browser();
        let redirected = |error: &TokenError| {
            matches!(error, TokenError::Unreachable(TransportError::Redirected))
        };

        let exchanged = world.exchange(&code).await.map(drop).unwrap_err();
        assert!(redirected(&exchanged), "{status}: {exchanged:?}");
        assert!(
            format!("{:#}", std::error::Error::source(&exchanged).unwrap())
                .contains("redirect_refused")
        );

        let refresh_token = RefreshToken::new("CNRY-refresh".to_owned());
        let public = ClientAuthentication::Public;
        let refreshed = token::refresh(
            &http(),
            code.binding(),
            &public,
            &refresh_token,
            &ScopeSet::default(),
            world.now,
        )
        .await;
        assert!(redirected(&refreshed.map(drop).unwrap_err()));

        let token = RevokedToken::Refresh(&refresh_token);
        let revoked = revoke(&http(), code.binding(), &public, token, world.now)
            .await
            .unwrap_err();
        assert!(matches!(revoked, RevocationError::Unreachable(error) if redirected(&error)));
        assert!(evil.requests().is_empty());
    }
}

#[tokio::test]
async fn hl7_062_067_068_069_070_the_code_goes_once_to_the_token_endpoint_as_a_form() {
    let stub =
        server(|_| json_answer(&json!({ "access_token": "at", "token_type": "Bearer" }))).await;
    let world = world(&stub).await;
    world.exchange(&world.code_without_browser()).await.unwrap();
    let requests = stub.requests();
    assert_eq!(
        stub.paths(),
        ["/fhir/.well-known/smart-configuration", "/token"]
    );
    let sent = &requests[1];
    assert_eq!(sent.method, "POST");
    assert_eq!(
        sent.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(sent.header("accept"), Some("application/json"));
    assert_eq!(sent.header("authorization"), None);
    assert_eq!(sent.header("referer"), None);
    assert_eq!(sent.header("cookie"), None);
    assert!(sent.body.starts_with("grant_type=authorization_code&code=CNRY-code&redirect_uri=org.chartside.app%3A%2Fcallback&code_verifier="));
}

#[tokio::test]
async fn each_refusal_means_one_thing_to_do() {
    assert!(matches!(
        failure(400, r#"{"error":"invalid_grant"}"#).await,
        TokenError::InvalidGrant { description: None }
    ));
    assert!(matches!(
        failure(401, r#"{"error":"invalid_client"}"#).await,
        TokenError::InvalidClient { .. }
    ));
    let refused = failure(
        400,
        r#"{"error":"invalid_scope","error_description":"no\u202e such scope"}"#,
    )
    .await;
    assert!(
        matches!(refused, TokenError::Refused { code: Some(OAuthErrorCode::InvalidScope), description: Some(text) } if text == "no such scope")
    );
    assert!(matches!(
        failure(400, "").await,
        TokenError::Refused { code: None, .. }
    ));
    assert!(matches!(
        failure(403, r#"{"error":"invalid_code"}"#).await,
        TokenError::Refused {
            code: Some(OAuthErrorCode::Other(_)),
            ..
        }
    ));
    assert!(matches!(
        failure(404, "<html>").await,
        TokenError::Refused { code: None, .. }
    ));
    assert!(matches!(
        failure(500, "").await,
        TokenError::ServerFailed { status: 500 }
    ));
    assert!(matches!(
        failure(400, r#"{"error":"server_error"}"#).await,
        TokenError::ServerFailed { status: 400 }
    ));
    assert!(matches!(
        failure(503, "").await,
        TokenError::Busy { retry_after: None }
    ));
    assert!(matches!(
        failure(429, r#"{"error":"slow_down"}"#).await,
        TokenError::Busy { .. }
    ));
    assert!(matches!(
        failure(400, r#"{"error":"temporarily_unavailable"}"#).await,
        TokenError::Busy { .. }
    ));
    assert!(matches!(
        failure(200, "<html>").await,
        TokenError::Unusable(_)
    ));
    assert!(matches!(
        failure(200, r#"{"error":"invalid_grant"}"#).await,
        TokenError::InvalidGrant { .. }
    ));
    assert!(matches!(failure(204, "").await, TokenError::Unusable(_)));
}

#[tokio::test]
async fn a_busy_server_says_when_to_come_back() {
    let stub = server(|_| {
        Response::builder()
            .status(429)
            .header("retry-after", "17")
            .body(Body::empty())
            .unwrap()
    })
    .await;
    let world = world(&stub).await;
    let busy = world
        .exchange(&world.code_without_browser())
        .await
        .map(drop)
        .unwrap_err();
    assert!(
        matches!(busy, TokenError::Busy { retry_after: Some(wait) } if wait == Duration::from_secs(17))
    );
}

#[tokio::test]
async fn t24_a_decompression_bomb_is_cut_off() {
    let stub = server(|_| gzip_bomb(64 << 20, "{}")).await;
    let world = world(&stub).await;
    let refused = world
        .exchange(&world.code_without_browser())
        .await
        .map(drop)
        .unwrap_err();
    assert!(matches!(
        refused,
        TokenError::Unreachable(TransportError::TooLarge)
    ));
}

#[tokio::test]
async fn hl7_072_a_plain_secret_that_is_refused_is_not_sent_twice() {
    let attempts = async |secret: &str| {
        let stub =
            server(|_| answer(401, "application/json", r#"{"error":"invalid_client"}"#)).await;
        let secret = ClientAuthentication::Symmetric(ClientSecret::new(secret.to_owned()));
        let world = World::at(&stub.fhir_base(), "site", secret, Timestamp::UNIX_EPOCH).await;
        assert!(matches!(
            world.exchange(&world.code_without_browser()).await,
            Err(TokenError::InvalidClient { .. })
        ));
        let bodies = stub
            .requests()
            .into_iter()
            .filter(|request| request.path == "/token");
        bodies
            .inspect(|request| assert!(!request.body.contains("client_id")))
            .count()
    };
    assert_eq!(attempts("plain").await, 1);
    assert_eq!(attempts("with space").await, 2);
}

#[tokio::test]
async fn another_refusal_of_a_special_secret_is_final() {
    let stub = server(|_| answer(400, "application/json", r#"{"error":"invalid_grant"}"#)).await;
    let secret = ClientAuthentication::Symmetric(ClientSecret::new("with space".to_owned()));
    let world = World::at(&stub.fhir_base(), "site", secret, Timestamp::UNIX_EPOCH).await;
    assert!(matches!(
        world.exchange(&world.code_without_browser()).await,
        Err(TokenError::InvalidGrant { .. })
    ));
    assert_eq!(
        stub.paths().iter().filter(|path| *path == "/token").count(),
        1
    );
}

#[tokio::test]
async fn t12_a_server_that_names_an_honest_login_page_and_its_own_token_endpoint_is_found_out() {
    // Mix-up: the person signs in at the honest server, whose answer names it (RFC 9207).
    let honest = Stub::evil().await;
    let login = format!("{}/authorize", honest.origin);
    let stub = Stub::start(move |origin, _| {
        let mut document = configuration(origin);
        document["authorization_endpoint"] = Value::from(login.clone());
        json_answer(&document)
    })
    .await;
    let world = world(&stub).await;
    let (address, pending) =
        world.begin(smart_app_launch::Launch::Standalone, crate::world::SCOPES);
    let state = url::Url::parse(&address)
        .unwrap()
        .query_pairs()
        .find(|(name, _)| name == "state")
        .unwrap()
        .1
        .into_owned();
    let iss: String = url::form_urlencoded::byte_serialize(honest.origin.as_bytes()).collect();
    let link = format!(
        "{}?code=CNRY-code&state={state}&iss={iss}",
        crate::world::CALLBACK
    );
    let redirect = smart_app_launch::Redirect::parse(&link, &crate::world::redirect_uri()).unwrap();
    let refused = pending.accept(redirect, world.now).map(drop);
    assert_eq!(
        refused,
        Err(smart_app_launch::RedirectError::IssuerMismatch)
    );
    assert!(!stub.paths().contains(&"/token".to_owned()));
}
