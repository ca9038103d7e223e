//! An app that registers itself (RFC 7591), ends that (RFC 7592), and signs for its tokens (RFC 7523).

use axum::http::Method;
use serde_json::{Value, json};
use smart_app_launch::registration::RedirectUri;
use smart_app_launch::{
    ClientMetadata, ClientType, ClockSkew, EndpointUrl, FhirBaseUrl, InitialAccessToken, Launch,
    LogicalId, OAuthErrorCode, RegisterError, RegisteredClient, ScopeSet, SigningAlgorithm,
    SigningKey, TokenError, dynamic_registration, token,
};

use crate::browser::http;
use crate::stub::{Stub, answer, json as answer_json};
use crate::world::{CALLBACK, SCOPES, World, strict};

const JSON: &str = "application/json";
const ASSERTION_GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

fn public() -> ClientMetadata {
    ClientMetadata::public("Chartside", vec![RedirectUri::parse(CALLBACK).unwrap()])
}

fn endpoint(stub: &Stub, path: &str) -> EndpointUrl {
    let base = FhirBaseUrl::parse(&stub.fhir_base()).unwrap();
    EndpointUrl::resolve(&base, &format!("{}{path}", stub.origin)).unwrap()
}

/// A server that answers every registration like this.
async fn answering(status: u16, body: Value) -> Stub {
    Stub::start(move |_, _| answer(status, JSON, body.to_string())).await
}

async fn registered(
    stub: &Stub,
    metadata: &ClientMetadata,
    token: Option<&str>,
) -> Result<RegisteredClient, RegisterError> {
    let token = token.map(|token| InitialAccessToken::new(token.to_owned()));
    dynamic_registration::register(
        &http(),
        &endpoint(stub, "/register"),
        metadata,
        token.as_ref(),
    )
    .await
}

#[tokio::test]
async fn the_registration_goes_to_its_endpoint_with_the_token_that_was_given_for_it() {
    let stub = Stub::start(|origin, _| {
        let body = json!({
            "client_id": "installed-1",
            "client_secret": "of-the-server",
            "client_secret_expires_at": 2_000_000_000,
            "scope": "openid patient/Patient.rs",
            "registration_client_uri": format!("{origin}/register/installed-1"),
            "registration_access_token": "manage",
        });
        answer(201, JSON, body.to_string())
    })
    .await;
    let scope = ScopeSet::parse("openid patient/Patient.rs").unwrap();
    let metadata = public()
        .symmetric()
        .with_scope(&scope)
        .with_software("chartside", "1.0")
        .with("launch_url", json!("org.chartside.app:/launch"));
    let client = registered(&stub, &metadata, Some("given-out"))
        .await
        .unwrap();
    assert_eq!(client.client_id, "installed-1");
    assert_eq!(client.client_secret.unwrap().expose(), "of-the-server");
    assert_eq!(
        client.client_secret_expires_at.unwrap().as_second(),
        2_000_000_000
    );
    assert_eq!(client.client_type, ClientType::ConfidentialSymmetric);
    assert_eq!(client.scope.unwrap(), scope);

    let sent = &stub.requests()[0];
    assert_eq!((&sent.method, &*sent.path), (&Method::POST, "/register"));
    assert_eq!(sent.header("authorization"), Some("Bearer given-out"));
    assert_eq!(sent.header("content-type"), Some(JSON));
    let body: Value = serde_json::from_str(&sent.body).unwrap();
    assert_eq!(body["redirect_uris"], json!([CALLBACK]));
    assert_eq!(body["token_endpoint_auth_method"], "client_secret_basic");
    assert_eq!(body["scope"], "openid patient/Patient.rs");
    assert_eq!(body["software_id"], "chartside");
    assert_eq!(body["launch_url"], "org.chartside.app:/launch");

    let management = client.management.unwrap();
    assert!(
        dynamic_registration::unregister(&http(), &management)
            .await
            .unwrap()
    );
    let ended = stub.requests().pop().unwrap();
    assert_eq!(
        (&ended.method, &*ended.path),
        (&Method::DELETE, "/register/installed-1")
    );
    assert_eq!(ended.header("authorization"), Some("Bearer manage"));
    assert_eq!(ended.body, "");
}

#[tokio::test]
async fn a_registration_that_the_server_does_not_end_is_known_to_be_there() {
    let stub = Stub::start(|origin, request| {
        let body = json!({
            "client_id": "a",
            "registration_client_uri": format!("{origin}/register/a"),
            "registration_access_token": "manage",
        });
        let status = if request.method == Method::DELETE {
            405
        } else {
            201
        };
        answer(status, JSON, body.to_string())
    })
    .await;
    let client = registered(&stub, &public(), None).await.unwrap();
    assert_eq!(client.client_type, ClientType::Public);
    assert_eq!(stub.requests()[0].header("authorization"), None);
    let management = client.management.unwrap();
    assert!(
        !dynamic_registration::unregister(&http(), &management)
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn a_token_that_no_header_can_hold_is_sent_nowhere() {
    let stub = answering(201, json!({ "client_id": "a" })).await;
    let outcome = registered(&stub, &public(), Some("line\nbreak")).await;
    assert!(matches!(outcome, Err(RegisterError::Unreachable(_))));
    assert!(stub.requests().is_empty());
}

#[tokio::test]
async fn a_refusal_says_whether_a_token_is_needed_and_what_the_server_said() {
    for (status, body) in [
        (401, json!({ "error": "invalid_token" })),
        (401, json!({})),
        (403, json!({})),
    ] {
        let outcome = registered(&answering(status, body).await, &public(), None).await;
        assert!(
            matches!(outcome, Err(RegisterError::AccessTokenNeeded)),
            "{status}"
        );
    }
    let body = json!({ "error": "invalid_redirect_uri", "error_description": "no schemes" });
    for status in [400, 403] {
        let outcome = registered(&answering(status, body.clone()).await, &public(), None).await;
        let Err(RegisterError::Refused {
            status: said,
            code,
            description,
        }) = outcome
        else {
            panic!("{outcome:?}")
        };
        assert_eq!(said, status);
        assert_eq!(
            code.map(|code| code.to_string()).as_deref(),
            Some("invalid_redirect_uri")
        );
        assert_eq!(description.as_deref(), Some("no schemes"));
    }
}

#[tokio::test]
async fn what_is_not_what_was_asked_for_is_not_used() {
    let other_place = json!({ "client_id": "a", "redirect_uris": ["https://evil.example/"] });
    let other_way = json!({ "client_id": "a", "token_endpoint_auth_method": "client_secret_post" });
    for answer in [other_place, other_way] {
        let outcome = registered(&answering(201, answer).await, &public(), None).await;
        assert!(
            matches!(outcome, Err(RegisterError::Altered(_))),
            "{outcome:?}"
        );
    }
    for answer in [json!([]), json!({}), json!({ "client_id": "" })] {
        let outcome = registered(&answering(201, answer).await, &public(), None).await;
        assert!(
            matches!(outcome, Err(RegisterError::Unusable)),
            "{outcome:?}"
        );
    }
    let no_secret = json!({ "client_id": "a" });
    let outcome = registered(
        &answering(201, no_secret).await,
        &public().symmetric(),
        None,
    )
    .await;
    assert!(matches!(outcome, Err(RegisterError::Unusable)));
}

#[tokio::test]
async fn the_kinds_of_clients_say_how_they_prove_themselves() {
    let key = SigningKey::generate(SigningAlgorithm::Es384).unwrap();
    let stub = answering(201, json!({ "client_id": "a" })).await;
    let keys_at = endpoint(&stub, "/keys");
    let with_key = public().asymmetric(&key);
    let client = registered(&stub, &with_key, None).await.unwrap();
    assert_eq!(client.client_type, ClientType::ConfidentialAsymmetric);
    registered(&stub, &public().asymmetric_at(&key, &keys_at), None)
        .await
        .unwrap();
    registered(&stub, &with_key.with_assertion_grant(), None)
        .await
        .unwrap();
    let sent = stub.requests();
    let sent = sent
        .iter()
        .map(|request| serde_json::from_str(&request.body).unwrap());
    let [inline, by_address, signing] = <[Value; 3]>::try_from(sent.collect::<Vec<_>>()).unwrap();
    assert_eq!(inline["token_endpoint_auth_method"], "private_key_jwt");
    assert_eq!(inline["token_endpoint_auth_signing_alg"], "ES384");
    assert_eq!(inline["jwks"]["keys"][0]["kty"], "EC");
    assert_eq!(by_address["jwks_uri"], keys_at.as_str());
    assert!(by_address.get("jwks").is_none());
    assert_eq!(signing["token_endpoint_auth_method"], "none");
    assert_eq!(signing["grant_types"], json!([ASSERTION_GRANT]));
    assert!(signing["jwks"].is_object());
}

#[tokio::test]
async fn a_key_signs_for_tokens_in_the_servers_time_and_gets_no_refresh_token() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let (_, pending) = world.begin(Launch::Standalone, SCOPES);
    let stub = Stub::start(|_, _| {
        answer_json(
            &json!({ "access_token": "signed-for", "token_type": "Bearer", "expires_in": 300 }),
        )
    })
    .await;
    let mut binding = pending.binding().clone();
    binding.token_endpoint = endpoint(&stub, "/token");
    binding.client_id = "installed-1".to_owned();
    let key = SigningKey::generate(SigningAlgorithm::Es384).unwrap();
    let granted = ScopeSet::parse("patient/Patient.rs").unwrap();
    let ahead = ClockSkew::learnt(
        Some(world.now + jiff::SignedDuration::from_hours(3)),
        world.now,
    );
    let tokens = token::by_assertion(&http(), &binding, &key, &granted, ahead, world.now)
        .await
        .unwrap();
    assert_eq!(tokens.access_token.expose(), "signed-for");
    assert_eq!(
        (tokens.granted, tokens.refresh_token.is_none()),
        (granted, true)
    );
    let sent = stub.requests()[0].clone();
    let form: std::collections::HashMap<String, String> =
        url::form_urlencoded::parse(sent.body.as_bytes())
            .into_owned()
            .collect();
    assert_eq!(form["grant_type"], ASSERTION_GRANT);
    assert_eq!(form["client_id"], "installed-1");
    let claims = form["assertion"].split('.').nth(1).unwrap();
    let claims = base64::Engine::decode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, claims).unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    assert_eq!(claims["iss"], "installed-1");
    assert_eq!(claims["aud"], binding.token_endpoint.as_str());
    let ends = claims["exp"].as_i64().unwrap() - world.now.as_second();
    assert!((3 * 3_600..3 * 3_600 + 301).contains(&ends), "{ends}");
}

#[tokio::test]
async fn a_key_that_the_server_forgot_says_so() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let (_, pending) = world.begin(Launch::Standalone, SCOPES);
    let stub = answering(400, json!({ "error": "invalid_client" })).await;
    let mut binding = pending.binding().clone();
    binding.token_endpoint = endpoint(&stub, "/token");
    let key = SigningKey::generate(SigningAlgorithm::Es384).unwrap();
    let granted = ScopeSet::parse("openid").unwrap();
    let skew = ClockSkew::default();
    let outcome = token::by_assertion(&http(), &binding, &key, &granted, skew, world.now).await;
    assert!(
        matches!(outcome, Err(TokenError::InvalidClient { .. })),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_patient_is_read_from_a_claim_of_the_access_token_where_that_is_asked_for() {
    let claims = |claims: &str| {
        let payload = base64::Engine::encode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, claims);
        format!("e30.{payload}.sig")
    };
    for (token, expected) in [
        (claims(r#"{"patient":"p-1"}"#), Some("p-1")),
        (claims(r#"{"patient":"../x"}"#), None),
        (claims(r#"{"patient":7}"#), None),
        (claims("no JSON"), None),
        ("opaque".to_owned(), None),
        ("a.%.c".to_owned(), None),
    ] {
        let sandbox = strict().await;
        let world = World::public(&sandbox).await;
        let (_, pending) = world.begin(Launch::Standalone, SCOPES);
        let body = json!({ "access_token": token, "token_type": "Bearer" });
        let stub = answering(200, body).await;
        let mut binding = pending.binding().clone();
        binding.token_endpoint = endpoint(&stub, "/token");
        let key = SigningKey::generate(SigningAlgorithm::Es384).unwrap();
        let granted = ScopeSet::parse("openid").unwrap();
        let skew = ClockSkew::default();
        let tokens = token::by_assertion(&http(), &binding, &key, &granted, skew, world.now).await;
        let patient = tokens.unwrap().patient_in_claim("patient");
        assert_eq!(patient.as_ref().map(LogicalId::as_str), expected, "{token}");
    }
}

#[test]
fn codes_of_errors_are_told_as_the_specifications_write_them() {
    for code in [
        "invalid_request",
        "invalid_client",
        "invalid_grant",
        "access_denied",
        "server_error",
    ] {
        assert_eq!(OAuthErrorCode::parse(code).unwrap().to_string(), code);
    }
}

#[tokio::test]
async fn hl7_052_what_goes_to_the_browser_is_the_same_as_an_address_and_as_a_form() {
    let sandbox = strict().await;
    let world = World::public(&sandbox).await;
    let (request, _) = world.request(Launch::Standalone, SCOPES);
    let endpoint = format!("{}/auth/authorize", sandbox.base_url());
    assert_eq!(request.endpoint().as_str(), endpoint);
    assert_eq!(request.action().as_str(), endpoint);
    assert!(request.fits_an_address());
    let in_address: Vec<(String, String)> = request.url().query_pairs().into_owned().collect();
    let fields = request.fields().iter();
    let in_form: Vec<_> = fields
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    assert_eq!(in_address, in_form);
    let shown = format!("{:?} {:?}", request, request.parameters());
    let secret = |name: &str| &in_form.iter().find(|(field, _)| field == name).unwrap().1;
    assert!(shown.contains("client_id") && !shown.contains(secret("state").as_str()));
    assert!(!shown.contains(secret("nonce").as_str()));
}
