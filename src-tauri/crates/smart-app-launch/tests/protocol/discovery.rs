//! Discovery against servers that are broken, hostile or no FHIR servers at all.

use serde_json::json;
use smart_app_launch::{
    ConformanceWarning, Discovery, DiscoveryError, FhirBaseUrl, Source, TransportError, discovery,
};

use crate::browser::http;
use crate::stub::{Stub, answer, gzip_bomb, json as json_answer, redirect, status};
use crate::world::configuration;

async fn discover(stub: &Stub) -> Result<Discovery, DiscoveryError> {
    discovery::discover(&http(), &FhirBaseUrl::parse(&stub.fhir_base()).unwrap()).await
}

const WELL_KNOWN: &str = "/fhir/.well-known/smart-configuration";

#[tokio::test]
async fn a_document_with_another_content_type_is_read_with_a_warning() {
    let stub =
        Stub::start(|origin, _| answer(200, "text/plain", configuration(origin).to_string())).await;
    let found = discover(&stub).await.unwrap();
    assert!(found.warnings.contains(&ConformanceWarning::ContentType));
    assert_eq!(stub.paths(), [WELL_KNOWN]);
}

#[tokio::test]
async fn the_metadata_is_asked_only_where_there_is_no_smart_configuration() {
    for missing in [404, 410] {
        let stub = Stub::start(move |origin, request| {
            if request.path == WELL_KNOWN {
                return status(missing);
            }
            json_answer(&json!({
                "resourceType": "CapabilityStatement",
                "rest": [{ "security": { "extension": [{
                    "url": "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
                    "extension": [
                        { "url": "authorize", "valueUri": format!("{origin}/authorize") },
                        { "url": "token", "valueUri": format!("{origin}/token") },
                    ],
                }] } }],
            }))
        })
        .await;
        let found = discover(&stub).await.unwrap();
        assert_eq!(found.source, Source::CapabilityStatement);
        assert!(found.configuration.token_endpoint.usable().is_some());
        assert_eq!(stub.paths(), [WELL_KNOWN, "/fhir/metadata"]);
    }
}

#[tokio::test]
async fn a_broken_smart_configuration_does_not_lead_to_weaker_metadata() {
    for (code, body) in [
        (200, "{"),
        (200, "[]"),
        (200, "{}"),
        (200, ""),
        (401, "{}"),
        (403, ""),
        (400, ""),
        (500, ""),
        (503, ""),
    ] {
        let stub = Stub::start(move |_, _| answer(code, "application/json", body)).await;
        assert!(discover(&stub).await.is_err());
        assert_eq!(stub.paths(), [WELL_KNOWN], "{code} {body}");
    }
}

#[tokio::test]
async fn each_way_to_fail_has_a_name() {
    let failure = async |code: u16, content_type: &'static str, body: &'static str| {
        let stub = Stub::start(move |_, _| answer(code, content_type, body)).await;
        discover(&stub).await.unwrap_err()
    };
    let page = "<!DOCTYPE html><title>Sign in to the hospital's wireless network</title>";
    assert!(matches!(
        failure(200, "text/html", page).await,
        DiscoveryError::WebPage
    ));
    assert!(matches!(
        failure(200, "application/json", page).await,
        DiscoveryError::WebPage
    ));
    assert!(matches!(
        failure(200, "application/json", "nonsense").await,
        DiscoveryError::NotSmart
    ));
    assert!(matches!(
        failure(200, "application/json", "{\"a\":1}").await,
        DiscoveryError::NotSmart
    ));
    assert!(matches!(
        failure(401, "application/json", "{}").await,
        DiscoveryError::NotSmart
    ));
    assert!(matches!(
        failure(404, "text/html", page).await,
        DiscoveryError::NotSmart
    ));
    assert!(matches!(
        failure(502, "text/html", page).await,
        DiscoveryError::ServerFailed { status: 502 }
    ));
    assert!(matches!(
        failure(429, "text/html", page).await,
        DiscoveryError::ServerFailed { status: 429 }
    ));
}

#[tokio::test]
async fn an_open_fhir_server_is_told_apart_from_none() {
    let stub = Stub::start(|_, request| {
        if request.path == WELL_KNOWN {
            status(404)
        } else {
            json_answer(&json!({ "resourceType": "CapabilityStatement" }))
        }
    })
    .await;
    assert!(matches!(
        discover(&stub).await,
        Err(DiscoveryError::NoSignIn)
    ));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for code in [301, 302, 303, 307, 308] {
        let evil = Stub::evil().await;
        let target = evil.fhir_base();
        let stub = Stub::start(move |_, _| redirect(code, &target)).await;
        assert!(matches!(
            discover(&stub).await,
            Err(DiscoveryError::Unreachable(TransportError::Redirected))
        ));
        assert!(evil.requests().is_empty());
    }
}

#[tokio::test]
async fn the_answer_of_a_client_that_follows_redirects_is_not_believed() {
    let other = Stub::start(|origin, _| json_answer(&configuration(origin))).await;
    let target = other.fhir_base();
    let stub = Stub::start(move |_, _| redirect(302, &target)).await;
    let follows = reqwest::Client::builder().build().unwrap();
    let result = discovery::discover(
        &follows.into(),
        &FhirBaseUrl::parse(&stub.fhir_base()).unwrap(),
    )
    .await;
    assert!(matches!(
        result,
        Err(DiscoveryError::Unreachable(TransportError::Redirected))
    ));
}

#[tokio::test]
async fn t24_a_decompression_bomb_is_cut_off() {
    let stub =
        Stub::start(|origin, _| gzip_bomb(64 << 20, &configuration(origin).to_string())).await;
    assert!(matches!(
        discover(&stub).await,
        Err(DiscoveryError::Unreachable(TransportError::TooLarge))
    ));
}

#[tokio::test]
async fn a_document_of_just_under_a_mebibyte_is_read() {
    let stub = Stub::start(|origin, _| {
        let mut document = configuration(origin);
        document["padding"] = json!("x".repeat(1_000_000));
        json_answer(&document)
    })
    .await;
    assert!(discover(&stub).await.is_ok());
}

#[tokio::test]
async fn a_server_that_is_not_there_was_sent_nothing() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}/fhir", listener.local_addr().unwrap());
    drop(listener);
    let result = discovery::discover(&http(), &FhirBaseUrl::parse(&base).unwrap()).await;
    assert!(matches!(
        result,
        Err(DiscoveryError::Unreachable(TransportError::NotSent(_)))
    ));
}

#[tokio::test]
async fn no_error_names_the_address() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let base = FhirBaseUrl::parse(&format!("http://127.0.0.1:{port}/CNRY-path")).unwrap();
    let error = discovery::discover(&http(), &base).await.unwrap_err();
    assert!(!format!("{error:?} {error}").contains("CNRY-path"));
}
