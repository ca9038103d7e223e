use std::time::Duration;

use jiff::Timestamp;
use reqwest::StatusCode;
use serde_json::json;

use super::{Form, Post, Written, basic, differs, knows_no_client, request};
use crate::binding::Binding;
use crate::client_assertion::SigningKey;
use crate::credentials::{Credentials, Quirks};
use crate::exchange::Purpose;
use crate::registration::ClientAuthentication;
use crate::secret::ClientSecret;
use crate::transport::Answer;

fn binding() -> Binding {
    serde_json::from_value(json!({
        "fhir_base": "https://ehr.example/fhir",
        "issuer": null,
        "authorization_endpoint": "https://auth.example/authorize",
        "token_endpoint": "https://auth.example/token",
        "revocation_endpoint": null,
        "client_id": "my-app",
    }))
    .unwrap()
}

/// The `Authorization` header and the body of a token request.
fn sent<'a>(credentials: impl Into<Credentials<'a>>) -> (Option<String>, String) {
    let credentials = credentials.into();
    let binding = binding();
    let post = Post {
        purpose: Purpose::TokenExchange,
        endpoint: &binding.token_endpoint,
        form: Form::new("authorization_code").with("code", "a/b c"),
        limit: Duration::from_secs(1),
    };
    let now = Timestamp::UNIX_EPOCH;
    let request = request(&post, &binding, credentials, Written::FormEncoded, now).unwrap();
    let header = request
        .headers()
        .get("authorization")
        .map(|value| value.to_str().unwrap().to_owned());
    let body = request
        .body()
        .and_then(reqwest::Body::as_bytes)
        .unwrap()
        .to_vec();
    (header, String::from_utf8(body).unwrap())
}

#[test]
fn hl7_063_071_317_a_public_client_names_itself_in_the_body() {
    let (header, body) = sent(&ClientAuthentication::Public);
    assert_eq!(header, None);
    assert_eq!(
        body,
        "grant_type=authorization_code&code=a%2Fb+c&client_id=my-app"
    );
}

#[test]
fn hl7_064_072_345_a_symmetric_client_sends_basic_and_no_client_id() {
    let secret = ClientSecret::new("my-app-secret-123".to_owned());
    let (header, body) = sent(&ClientAuthentication::Symmetric(secret));
    // The example of SMART App Launch 2.2.
    assert_eq!(
        header.as_deref(),
        Some("Basic bXktYXBwOm15LWFwcC1zZWNyZXQtMTIz")
    );
    assert_eq!(body, "grant_type=authorization_code&code=a%2Fb+c");
}

#[test]
fn hl7_072_319_333_334_an_asymmetric_client_sends_a_new_assertion_each_time() {
    let key = ClientAuthentication::Asymmetric(SigningKey::generate_es384().unwrap());
    let (header, body) = sent(&key);
    assert_eq!(header, None);
    assert!(body.contains(
        "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&"
    ));
    assert!(!body.contains("client_id"));
    assert_ne!(body, sent(&key).1);
}

#[test]
fn a_secret_with_special_characters_has_two_spellings() {
    let special = ClientSecret::new("s3cret/+ %:x".to_owned());
    let encoded = |encoding| {
        basic("my-app", &special, encoding)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    };
    // base64 of `my-app:s3cret%2F%2B+%25%3Ax` and of `my-app:s3cret/+ %:x`
    assert_eq!(
        encoded(Written::FormEncoded),
        "Basic bXktYXBwOnMzY3JldCUyRiUyQislMjUlM0F4"
    );
    assert_eq!(encoded(Written::Raw), "Basic bXktYXBwOnMzY3JldC8rICU6eA==");
    assert!(differs("my-app", &ClientAuthentication::Symmetric(special)));
    let plain = ClientSecret::new("plain-1_2.3".to_owned());
    assert!(!differs("my-app", &ClientAuthentication::Symmetric(plain)));
}

#[test]
fn a_server_that_wants_the_client_id_in_the_body_too_gets_it_once() {
    let quirks = Quirks {
        client_id_in_body: true,
        ..Quirks::default()
    };
    let secret = ClientAuthentication::Symmetric(ClientSecret::new("secret".to_owned()));
    for authentication in [secret, ClientAuthentication::Public] {
        let (_, body) = sent(Credentials::from(&authentication).with_quirks(quirks));
        assert_eq!(body.matches("client_id=my-app").count(), 1, "{body}");
    }
}

#[test]
fn only_a_refusal_of_the_client_is_reason_to_write_its_id_another_way() {
    let unknown = r#"{"error":"invalid_client"}"#;
    let answered = |status, body| knows_no_client(&Answer::of(status, body));
    assert!(answered(StatusCode::UNAUTHORIZED, unknown));
    assert!(answered(StatusCode::BAD_REQUEST, unknown));
    assert!(!answered(
        StatusCode::BAD_REQUEST,
        r#"{"error":"invalid_grant"}"#
    ));
    assert!(!answered(StatusCode::UNAUTHORIZED, "<html>"));
    assert!(
        !answered(StatusCode::OK, unknown),
        "a code is used up by now"
    );
}
