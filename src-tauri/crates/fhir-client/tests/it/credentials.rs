//! The token and the query go to the FHIR server and nowhere else.

use fhir_client::FhirError;

use crate::server::{
    Log, Server, answer, bundle, collect, ids, observations, refusal, with_header,
};

const REDIRECTS: [u16; 5] = [301, 302, 303, 307, 308];

/// A server that nobody should ask.
async fn evil() -> Server {
    Server::start(|_, _| answer(200, bundle(&[666], None))).await
}

async fn redirecting(status: u16, location: String) -> Server {
    Server::start(move |hit, _| {
        if hit.path.contains("moved") {
            return answer(200, bundle(&[1], None));
        }
        with_header(answer(status, ""), "location", &location)
    })
    .await
}

#[tokio::test]
async fn follows_every_redirect_under_the_base_with_the_token() {
    for status in REDIRECTS {
        for location in ["/fhir/moved?x=1", "moved", "../fhir/moved"] {
            let server = redirecting(status, location.to_owned()).await;
            let (client, _) = server.client();
            let (pages, error) = collect(&client, observations()).await;
            assert!(error.is_none(), "{status} {location}: {error:?}");
            assert_eq!(ids(&pages), [1]);
            let hits = server.hits();
            assert_eq!(hits.len(), 2);
            assert!(
                hits.iter()
                    .all(|hit| hit.authorization.as_deref() == Some("Bearer CNRY-token-0"))
            );
            assert!(!hits[1].headers.contains("referer"));
        }
    }
}

#[tokio::test]
async fn t21_follows_no_redirect_to_another_place() {
    let evil = evil().await;
    for status in REDIRECTS {
        let port = evil.origin.rsplit(':').next().unwrap();
        for location in [
            format!("{}/fhir/moved", evil.origin),
            format!("//127.0.0.1:{port}/fhir/moved"),
            format!("http://localhost:{port}/fhir/moved"),
            "https://127.0.0.1/fhir/moved".to_owned(),
            "/admin/moved".to_owned(),
            "/fhir2/moved".to_owned(),
            "/fhir/%2e%2e/moved".to_owned(),
            "/fhir/..%2fmoved".to_owned(),
        ] {
            let server = redirecting(status, location.clone()).await;
            let (client, _) = server.client();
            let error = refusal(&client).await;
            assert!(
                matches!(error, FhirError::ForeignAddress),
                "{status} {location}: {error:?}"
            );
            assert_eq!(server.hits().len(), 1, "{status} {location}");
        }
    }
    assert_eq!(evil.hits().len(), 0);
}

#[tokio::test]
async fn takes_another_name_of_the_same_host_for_another_place() {
    for status in REDIRECTS {
        let server = Server::start(move |hit, _| {
            let host = hit
                .headers
                .lines()
                .find_map(|line| line.strip_prefix("host: 127.0.0.1"))
                .unwrap();
            let elsewhere = format!("http://localhost{host}/fhir/moved");
            with_header(answer(status, ""), "location", &elsewhere)
        })
        .await;
        let (client, _) = server.client();
        assert!(matches!(refusal(&client).await, FhirError::ForeignAddress));
        assert_eq!(server.hits().len(), 1);
    }
}

#[tokio::test]
async fn gives_up_after_three_redirects() {
    let server = redirecting(302, "around".to_owned()).await;
    let (client, _) = server.client();
    assert!(matches!(
        refusal(&client).await,
        FhirError::RedirectsEndless
    ));
    assert_eq!(server.hits().len(), 4);
}

#[tokio::test]
async fn t19_hl7_097_098_keeps_the_page_and_refuses_a_next_link_to_another_origin() {
    let evil = evil().await;
    let port = evil.origin.rsplit(':').next().unwrap();
    for next in [
        format!("{}/fhir/Observation?page=2", evil.origin),
        format!("//127.0.0.1:{port}/fhir/x"),
        format!("http:\\\\\\\\127.0.0.1:{port}\\\\fhir"),
        format!("http://localhost:{port}/fhir/x"),
        "/admin?page=2".to_owned(),
    ] {
        let body = bundle(&[1, 2], Some(&next));
        let server = Server::start(move |_, _| answer(200, body.clone())).await;
        let (client, _) = server.client();
        let (pages, error) = collect(&client, observations()).await;
        assert_eq!(ids(&pages), [1, 2], "{next}");
        assert!(
            matches!(error, Some(FhirError::ForeignAddress)),
            "{next}: {error:?}"
        );
        assert_eq!(server.hits().len(), 1);
    }
    assert_eq!(evil.hits().len(), 0);
}

#[tokio::test]
async fn hl7_093_sends_the_token_in_one_header_and_asks_for_fhir_and_gzip_only() {
    let server = Server::start(|_, _| answer(200, bundle(&[], None))).await;
    let (client, _) = server.client();
    collect(&client, observations()).await;
    let hit = server.hits().remove(0);
    assert_eq!(hit.path, "/fhir/Observation?patient=CNRY-patient");
    assert_eq!(hit.headers.matches("CNRY-token").count(), 1);
    assert!(
        hit.headers
            .contains("accept: application/fhir+json, application/json;q=0.9\n")
    );
    assert!(hit.headers.contains("accept-encoding: gzip\n"));
}

#[tokio::test]
async fn asks_for_the_capabilities_without_a_token() {
    let server = Server::start(|_, _| {
        answer(
            200,
            r#"{"resourceType":"CapabilityStatement","rest":[{"resource":[{"type":"Patient"}]}]}"#,
        )
    })
    .await;
    let (client, _) = server.client();
    assert!(
        client
            .capabilities()
            .await
            .unwrap()
            .resource("Patient")
            .is_some()
    );
    let hit = server.hits().remove(0);
    assert_eq!(
        (hit.path.as_str(), hit.authorization),
        ("/fhir/metadata", None)
    );
}

#[tokio::test]
async fn renews_a_rejected_token_once_and_repeats_the_request() {
    let server = Server::start(|hit, _| {
        if hit.authorization.as_deref() == Some("Bearer CNRY-token-1") {
            answer(200, bundle(&[1], None))
        } else {
            answer(401, "")
        }
    })
    .await;
    let (client, tokens) = server.client();
    let (pages, error) = collect(&client, observations()).await;
    assert!(error.is_none());
    assert_eq!(
        (ids(&pages), tokens.current(), server.hits().len()),
        (vec![1], 1, 2)
    );
}

#[tokio::test]
async fn tells_a_refused_token_from_a_page_that_says_401() {
    for (challenge, expected) in [
        ("Bearer error=\"invalid_token\"", true),
        ("bearer", true),
        ("Basic realm=\"x\"", false),
        ("ü", false),
    ] {
        let server = Server::start(move |_, _| {
            with_header(answer(401, "<html>"), "www-authenticate", challenge)
        })
        .await;
        let (client, tokens) = server.client();
        let error = refusal(&client).await;
        assert!(
            matches!(error, FhirError::Unauthorized { challenged } if challenged == expected),
            "{error:?}"
        );
        assert_eq!((tokens.current(), server.hits().len()), (1, 2));
    }
}

#[tokio::test]
async fn keeps_tokens_and_queries_out_of_errors_and_logs() {
    let log = Log::capture();
    let body = r#"{"resourceType":"OperationOutcome","issue":[{"severity":"error","diagnostics":"CNRY-name"}]}"#;
    for status in [301, 400, 401, 403, 404, 418, 500] {
        let server = Server::start(move |_, _| answer(status, body)).await;
        let (client, _) = server.client();
        let error = refusal(&client).await;
        let shown = format!("{error} {error:?} {client:?} {:?}", observations());
        assert!(
            !shown.contains("CNRY") && !shown.contains("127.0.0.1"),
            "{shown}"
        );
    }
    let text = log.text();
    assert!(text.contains("Observation"), "the log is captured");
    assert!(!text.contains("CNRY"), "{text}");
}
