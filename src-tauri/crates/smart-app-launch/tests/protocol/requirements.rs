//! Statements of the specification that no other test here is about.

use axum::body::Body;
use axum::http::{HeaderValue, Response};
use jiff::Timestamp;
use serde_json::{Value, json};
use smart_app_launch::introspection::introspect;
use smart_app_launch::{
    AccessToken, ActiveToken, ClientAuthentication, ClientSecret, Introspection,
    IntrospectionError, RevokedToken, revocation,
};

use crate::browser::http;
use crate::stub::{Recorded, Stub, answer, json as json_answer, status};
use crate::world::{World, configuration, profile, sandbox, strict};

/// A server whose tokens are these, and that answers everything else with `respond`.
async fn server(respond: impl Fn(&Recorded) -> Response<Body> + Send + Sync + 'static) -> Stub {
    Stub::start(move |origin, request| match request.path.as_str() {
        "/fhir/.well-known/smart-configuration" => {
            let mut document = configuration(origin);
            document["introspection_endpoint"] = json!(format!("{origin}/introspect"));
            json_answer(&document)
        }
        "/token" => json_answer(&json!({
            "access_token": "CNRY-access", "token_type": "Bearer", "refresh_token": "CNRY-refresh",
            "scope": "patient/Patient.rs",
        })),
        _ => respond(request),
    })
    .await
}

async fn world(stub: &Stub, authentication: ClientAuthentication) -> World {
    let now = Timestamp::UNIX_EPOCH;
    World::at(&stub.fhir_base(), "chartside", authentication, now).await
}

#[tokio::test]
async fn hl7_105_106_108_a_refresh_sends_the_last_token_and_asks_for_no_scope() {
    let stub = server(|_| status(404)).await;
    let world = world(&stub, ClientAuthentication::Public).await;
    let code = world.code_without_browser();
    let tokens = world.exchange(&code).await.unwrap();
    world.refresh(&code, &tokens).await.unwrap();
    let sent = stub.requests().pop().unwrap();
    assert_eq!(
        (sent.method.as_str(), sent.path.as_str()),
        ("POST", "/token")
    );
    assert_eq!(
        sent.body,
        "grant_type=refresh_token&refresh_token=CNRY-refresh&client_id=chartside"
    );
}

#[tokio::test]
async fn hl7_270_the_server_is_asked_about_a_token_as_rfc_7662_says() {
    let sandbox = strict().await;
    // For the judge an access token belongs to the FHIR server, after the ID token was verified. Introspection
    // shows it to the server that issued it.
    sandbox.excuse(93);
    sandbox.excuse(201);
    let world = World::public(&sandbox).await;
    let (code, tokens) = world.sign_in().await;
    let ask = || {
        let public = &world.registration.authentication;
        let (http, binding) = (http(), code.binding());
        let token = &tokens.access_token;
        async move { introspect(&http, binding, public, token, world.now).await }
    };
    let Ok(Introspection::Active(active)) = ask().await else {
        panic!("a new token is active");
    };
    assert_eq!(active.client_id.as_deref(), Some("chartside"));
    assert_eq!(
        active.scope.unwrap().to_string(),
        tokens.granted.to_string()
    );
    assert_eq!(
        active.expires_at.map(Timestamp::as_second),
        Some(tokens.expires_at.as_second())
    );
    // Named, and not told: these are about people.
    assert!(active.also.iter().any(|name| name == "patient"));
    let asked = sandbox.journal().requests_to("/auth/introspect");
    assert_eq!(asked[0].method, "POST");
    assert_eq!(
        asked[0].form_value("token"),
        Some(tokens.access_token.expose())
    );
    assert!(asked[0].query.is_none());
    let bearer = asked[0].header("authorization").unwrap();
    assert_eq!(
        bearer.strip_prefix("Bearer "),
        Some(tokens.access_token.expose())
    );
}

#[tokio::test]
async fn hl7_270_a_token_that_ended_is_told_as_inactive() {
    let stub = server(|_| json_answer(&json!({ "active": false }))).await;
    let secret = ClientAuthentication::Symmetric(ClientSecret::new("CNRY-secret".to_owned()));
    let world = world(&stub, secret).await;
    let code = world.code_without_browser();
    let token = AccessToken::new("CNRY-access".to_owned());
    let credentials = &world.registration.authentication;
    let said = introspect(&http(), code.binding(), credentials, &token, world.now).await;
    assert_eq!(said.unwrap(), Introspection::Inactive);
    let sent = stub.requests().pop().unwrap();
    assert!(sent.header("authorization").unwrap().starts_with("Basic "));
    assert_eq!(sent.body, "token=CNRY-access&token_type_hint=access_token");
}

async fn said(
    response: impl Fn() -> Response<Body> + Send + Sync + 'static,
) -> Result<Introspection, IntrospectionError> {
    let stub = server(move |_| response()).await;
    let world = world(&stub, ClientAuthentication::Public).await;
    let code = world.code_without_browser();
    let token = AccessToken::new("CNRY-access".to_owned());
    let public = &world.registration.authentication;
    introspect(&http(), code.binding(), public, &token, world.now).await
}

#[tokio::test]
async fn hl7_270_an_answer_that_does_not_say_active_proves_nothing() {
    for body in [
        json!({}),
        json!({ "active": "true" }),
        json!({ "active": 1 }),
        json!([true]),
        Value::Null,
    ] {
        let said = said(move || json_answer(&body)).await;
        assert!(
            matches!(said, Err(IntrospectionError::Unusable)),
            "{said:?}"
        );
    }
    let refused = said(|| answer(403, "application/json", "{}")).await;
    assert!(
        matches!(refused, Err(IntrospectionError::Refused { status: 403 })),
        "{refused:?}"
    );
    let bare = said(|| json_answer(&json!({ "active": true })))
        .await
        .unwrap();
    let Introspection::Active(ActiveToken {
        scope: None,
        client_id: None,
        expires_at: None,
        ..
    }) = bare
    else {
        panic!("nothing but active was said");
    };
}

#[tokio::test]
async fn hl7_007_no_request_carries_a_cookie_that_a_server_gave() {
    let stub = Stub::start(|origin, request| {
        let mut answer = if request.path.ends_with("/smart-configuration") {
            json_answer(&configuration(origin))
        } else {
            json_answer(
                &json!({ "access_token": "a", "token_type": "Bearer", "refresh_token": "r" }),
            )
        };
        let cookie = HeaderValue::from_static("session=CNRY-cookie; Path=/");
        answer.headers_mut().insert("set-cookie", cookie);
        answer
    })
    .await;
    let world = world(&stub, ClientAuthentication::Public).await;
    let code = world.code_without_browser();
    let tokens = world.exchange(&code).await.unwrap();
    world.refresh(&code, &tokens).await.unwrap();
    let public = &world.registration.authentication;
    let token = RevokedToken::Access(&tokens.access_token);
    revocation::revoke(&http(), code.binding(), public, token, world.now)
        .await
        .unwrap();
    assert_eq!(stub.requests().len(), 4);
    assert!(
        stub.requests()
            .iter()
            .all(|request| request.header("cookie").is_none())
    );
}

#[tokio::test]
async fn t01_hl7_010_012_a_code_is_worth_nothing_without_its_verifier() {
    let sandbox = sandbox(profile(json!({}))).await;
    // The thief breaks rules; the app does not.
    sandbox.excuse(70);
    let world = World::public(&sandbox).await;
    let code = world.code().await;
    let link_has = code_value(&sandbox);
    let thief = |verifier: Option<&str>| {
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", link_has.as_str()),
            ("redirect_uri", crate::world::CALLBACK),
            ("client_id", "chartside"),
        ];
        form.extend(verifier.map(|verifier| ("code_verifier", verifier)));
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        let request = reqwest::Client::builder()
            .build()
            .unwrap()
            .post(format!("{}/auth/token", sandbox.base_url()));
        request
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
    };
    for verifier in [None, Some("a-verifier-that-the-thief-made-up-by-himself-0")] {
        assert_eq!(thief(verifier).await.unwrap().status(), 400);
    }
    drop(code);
}

/// The code that went through the browser, as a program that reads the link would see it.
fn code_value(sandbox: &sandbox_ehr::Sandbox) -> String {
    let requests = sandbox.journal().requests();
    let mut locations = requests
        .iter()
        .rev()
        .filter_map(|request| request.answer.location.as_deref());
    let link = url::Url::parse(locations.next().unwrap()).unwrap();
    let code = link.query_pairs().find(|(name, _)| name == "code");
    code.unwrap().1.into_owned()
}
