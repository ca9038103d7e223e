use std::io::Read as _;

use flate2::read::GzDecoder;
use reqwest::StatusCode;
use sandbox_ehr::fhir::{FhirBehaviour, FhirStore};
use serde_json::json;

use crate::{ALL, TestServer, send, store_of};

#[tokio::test]
async fn a_client_that_has_the_version_gets_no_body() {
    let versioned = json!({ "resourceType": "Patient", "id": "p",
        "meta": { "versionId": "3", "lastUpdated": "2024-05-06T07:08:09.123+02:00" } });
    let server = TestServer::start(
        store_of(std::slice::from_ref(&versioned)),
        FhirBehaviour::default(),
    )
    .await;
    let first = server.get(ALL, "Patient/p").await;
    assert_eq!(first.json(), versioned);
    assert_eq!(first.header("etag"), Some("W/\"3\""));
    assert_eq!(
        first.header("last-modified"),
        Some("Mon, 06 May 2024 05:08:09 GMT")
    );
    for (known, status) in [
        ("W/\"3\"", StatusCode::NOT_MODIFIED),
        ("\"2\", \"3\"", StatusCode::NOT_MODIFIED),
        ("*", StatusCode::NOT_MODIFIED),
        ("W/\"2\"", StatusCode::OK),
    ] {
        let reply = send(
            server
                .request(ALL, "Patient/p")
                .header("If-None-Match", known),
        )
        .await;
        assert_eq!(
            (reply.status, reply.header("etag")),
            (status, Some("W/\"3\"")),
            "{known}"
        );
        assert_eq!(reply.body.is_empty(), status == StatusCode::NOT_MODIFIED);
    }
}

#[tokio::test]
async fn a_deleted_resource_is_gone_and_not_merely_unknown() {
    let mut store = FhirStore::generate(7, 200);
    store.delete("Patient", "kim");
    let server = TestServer::start(store, FhirBehaviour::default()).await;
    let gone = server.get(ALL, "Patient/kim").await;
    assert_eq!(
        (gone.status, gone.issue().as_str()),
        (StatusCode::GONE, "deleted")
    );
    assert!(
        !server
            .all(ALL, "Patient")
            .await
            .contains(&"Patient/kim".to_owned())
    );
}

#[tokio::test]
async fn json_is_served_digit_for_digit() {
    let text = "{ \"resourceType\": \"Observation\",\n  \"id\": \"o\", \"valueQuantity\": {\"value\": 0.10},\n  \"x\": 1.0E1 }";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("o.json"), text).unwrap();
    let server = TestServer::start(
        FhirStore::load(folder.path()).unwrap(),
        FhirBehaviour::default(),
    )
    .await;
    assert_eq!(
        String::from_utf8(server.get(ALL, "Observation/o").await.body).unwrap(),
        text
    );
    let page = String::from_utf8(server.get(ALL, "Observation").await.body).unwrap();
    assert!(page.contains(text));
}

#[tokio::test]
async fn large_answers_are_compressed_when_the_client_takes_gzip() {
    let server = TestServer::generated().await;
    let plain = server.get(ALL, "Observation").await;
    let zipped = send(
        server
            .request(ALL, "Observation")
            .header("Accept-Encoding", "br, gzip;q=0.5"),
    )
    .await;
    assert_eq!(zipped.header("content-encoding"), Some("gzip"));
    assert!(zipped.body.len() * 4 < plain.body.len());
    let mut unzipped = Vec::new();
    GzDecoder::new(zipped.body.as_slice())
        .read_to_end(&mut unzipped)
        .unwrap();
    assert_eq!(unzipped, plain.body);
    let refused = send(
        server
            .request(ALL, "Observation")
            .header("Accept-Encoding", "gzip;q=0"),
    )
    .await;
    assert_eq!(refused.header("content-encoding"), None);
    let small = send(
        server
            .request(ALL, "Practitioner/okafor")
            .header("Accept-Encoding", "gzip"),
    )
    .await;
    assert_eq!(small.header("content-encoding"), None);
}

#[tokio::test]
async fn a_binary_is_its_content_unless_fhir_is_asked_for() {
    let with_line_break = json!({ "resourceType": "Binary", "id": "b", "contentType": "text/plain", "data": "aGVs\nbG8=" });
    let broken = json!({ "resourceType": "Binary", "id": "broken", "contentType": "text/plain", "data": "?" });
    let server = TestServer::start(
        store_of(&[with_line_break, broken]),
        FhirBehaviour::default(),
    )
    .await;
    let raw = server.get(ALL, "Binary/b").await;
    assert_eq!(
        (raw.header("content-type"), raw.body.as_slice()),
        (Some("text/plain"), b"hello".as_slice())
    );
    let fhir = send(
        server
            .request(ALL, "Binary/b")
            .header("Accept", "application/fhir+json"),
    )
    .await;
    assert_eq!(fhir.json()["data"], "aGVs\nbG8=");
    assert_eq!(server.get(ALL, "Binary/broken").await.json()["data"], "?");
}

#[tokio::test]
async fn metadata_needs_no_token_and_names_the_authorization_endpoints() {
    let server = TestServer::generated().await;
    let reply = send(server.client.get(format!("{}/metadata", server.base))).await;
    let metadata = reply.json();
    assert_eq!(
        (reply.status, metadata["fhirVersion"].as_str()),
        (StatusCode::OK, Some("4.0.1"))
    );
    let rest = &metadata["rest"][0];
    assert_eq!(
        rest["security"]["service"][0]["coding"][0]["code"],
        "SMART-on-FHIR"
    );
    let endpoints = rest["security"]["extension"][0]["extension"]
        .as_array()
        .unwrap();
    let names: Vec<&str> = endpoints
        .iter()
        .map(|endpoint| endpoint["url"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["authorize", "token", "revoke", "introspect", "manage"]
    );
    let origin = server.base.strip_suffix("/fhir").unwrap();
    assert_eq!(endpoints[1]["valueUri"], format!("{origin}/auth/token"));
}

#[tokio::test]
async fn every_parameter_in_metadata_is_accepted_by_its_type() {
    let server = TestServer::generated().await;
    let metadata = server.get(ALL, "metadata").await.json();
    for resource in metadata["rest"][0]["resource"].as_array().unwrap() {
        let name = resource["type"].as_str().unwrap();
        for parameter in resource["searchParam"].as_array().unwrap() {
            let value = if parameter["type"] == "date" {
                "ge2000"
            } else {
                "x"
            };
            let query = format!("{name}?{}={value}", parameter["name"].as_str().unwrap());
            let strict = send(
                server
                    .request(ALL, &query)
                    .header("Prefer", "handling=strict"),
            )
            .await;
            assert_eq!(strict.status, StatusCode::OK, "{query}");
        }
    }
}
