//! The content of attachments: what is asked for, from whom, and how much of it.

use std::sync::Mutex;

use axum::body::Body;
use axum::http::{Response, StatusCode};
use fhir_client::{FhirClient, FhirError};

use crate::server::Server;

fn pdf() -> Response<Body> {
    let body = Body::from(b"%PDF-1.4\xff\xfe".to_vec());
    Response::builder()
        .header("content-type", "application/pdf")
        .body(body)
        .unwrap()
}

#[tokio::test]
async fn bytes_are_asked_for_by_their_type_and_come_as_they_are() {
    let server = Server::start(|_, _| pdf()).await;
    let (client, _) = server.client();
    let progress = Mutex::new(Vec::new());
    let note = |received, _| progress.lock().unwrap().push(received);
    let content = client
        .content("Binary/1", Some("application/pdf"), 100, &note)
        .await
        .unwrap();
    assert_eq!(content.bytes, b"%PDF-1.4\xff\xfe");
    assert_eq!(content.content_type.as_deref(), Some("application/pdf"));
    assert_eq!(progress.lock().unwrap().last(), Some(&10));
    let hit = &server.hits()[0];
    assert_eq!(hit.path, "/fhir/Binary/1");
    assert!(
        hit.headers.contains("accept: application/pdf"),
        "{}",
        hit.headers
    );
    assert!(hit.authorization.is_some());
}

#[tokio::test]
async fn t19_an_attachment_elsewhere_is_not_asked_for() {
    let (server, other) = (
        Server::start(|_, _| pdf()).await,
        Server::start(|_, _| pdf()).await,
    );
    let (client, _) = server.client();
    for link in [
        format!("{}/fhir/Binary/1", other.origin),
        format!(
            "//{}/fhir/Binary/1",
            other.origin.trim_start_matches("http://")
        ),
        format!("{}/other/Binary/1", server.origin),
        "../admin".to_owned(),
        "/Binary/../../admin".to_owned(),
        "file:///etc/passwd".to_owned(),
        "data:text/plain,x".to_owned(),
    ] {
        let refused = client.content(&link, None, 100, &|_, _| {}).await;
        assert!(matches!(refused, Err(FhirError::ForeignAddress)), "{link}");
        assert!(!FhirClient::covers(&server.base(), &link));
    }
    assert!(server.hits().is_empty() && other.hits().is_empty());
    // Root-relative, and meant to be below the base.
    client
        .content("/Binary/1", None, 100, &|_, _| {})
        .await
        .unwrap();
    assert_eq!(server.hits()[0].path, "/fhir/Binary/1");
}

#[tokio::test]
async fn f44_more_than_the_limit_is_not_kept() {
    let server = Server::start(|_, _| pdf()).await;
    let (client, _) = server.client();
    let cut = client.content("Binary/1", None, 9, &|_, _| {}).await;
    assert!(matches!(cut, Err(FhirError::TooLarge)));
}

#[tokio::test]
async fn a_redirect_to_another_server_is_not_followed() {
    let other = Server::start(|_, _| pdf()).await;
    let target = format!("{}/fhir/Binary/1", other.origin);
    let server = Server::start(move |_, _| {
        let moved = Response::builder()
            .status(StatusCode::FOUND)
            .header("location", &target);
        moved.body(Body::empty()).unwrap()
    })
    .await;
    let (client, _) = server.client();
    let refused = client.content("Binary/1", None, 100, &|_, _| {}).await;
    assert!(matches!(refused, Err(FhirError::ForeignAddress)));
    assert!(other.hits().is_empty());
}
