use std::collections::BTreeSet;

use reqwest::StatusCode;
use sandbox_ehr::fhir::{FhirBehaviour, FhirStore};
use serde_json::json;

use crate::{TestServer, link, store_of};

/// Everything that can be reached with a token: all searches of all types with all their pages and includes.
async fn reachable(server: &TestServer, token: &str) -> BTreeSet<String> {
    let metadata = server.get(token, "metadata").await.json();
    let mut found = BTreeSet::new();
    for resource in metadata["rest"][0]["resource"].as_array().unwrap() {
        let name = resource["type"].as_str().unwrap();
        let mut first = format!("{name}?_revinclude=Provenance:target");
        for include in resource["searchInclude"].as_array().unwrap() {
            first.push_str("&_include=");
            first.push_str(include.as_str().unwrap());
        }
        let mut next = Some(first);
        while let Some(url) = next {
            let page = server.get(token, &url).await;
            found.extend(page.keys("match"));
            found.extend(page.keys("include"));
            next = link(&page.json(), "next");
        }
    }
    found
}

#[tokio::test]
async fn no_resource_of_another_patient_ever_appears() {
    let store = FhirStore::generate(7, 400);
    let patients: Vec<String> = store
        .patients()
        .into_iter()
        .map(|patient| patient.id)
        .collect();
    let records: Vec<BTreeSet<String>> = patients
        .iter()
        .map(|id| store.compartment(id).into_iter().collect())
        .collect();
    let everything: BTreeSet<String> = store
        .resources()
        .map(|(name, id, _)| format!("{name}/{id}"))
        .collect();
    let owned: BTreeSet<String> = records.iter().flatten().cloned().collect();
    let shared: BTreeSet<String> = everything.difference(&owned).cloned().collect();
    let server = TestServer::start(store, FhirBehaviour::default()).await;
    for (patient, record) in patients.iter().zip(&records) {
        let found = reachable(&server, &format!("patient={patient}")).await;
        assert_eq!(found, record.union(&shared).cloned().collect(), "{patient}");
    }
}

#[tokio::test]
async fn a_read_of_another_record_answers_as_if_nothing_were_there() {
    let store = FhirStore::generate(7, 400);
    let foreign = store.compartment("kim");
    let server = TestServer::start(store, FhirBehaviour::default()).await;
    for key in foreign {
        let other = server.get("patient=wang", &key).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "{key}");
        assert_eq!(
            server.get("patient=kim", &key).await.status,
            StatusCode::OK,
            "{key}"
        );
    }
}

#[tokio::test]
async fn a_search_that_names_another_patient_is_forbidden() {
    let server = TestServer::generated().await;
    for query in [
        "Observation?patient=wang",
        "Observation?subject=Patient/kim,Patient/wang",
        "Patient?_id=wang",
    ] {
        let reply = server.get("patient=kim", query).await;
        assert_eq!(
            (reply.status, reply.issue().as_str()),
            (StatusCode::FORBIDDEN, "forbidden"),
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_page_link_of_one_patient_shows_nothing_to_another() {
    let server = TestServer::generated().await;
    let first = server.get("patient=kim", "Observation?_count=5").await;
    let next = link(&first.json(), "next").unwrap();
    let stolen = server.get("patient=wang", &next).await.keys("match");
    assert!(!stolen.is_empty());
    assert!(
        stolen
            .iter()
            .all(|key| key.starts_with("Observation/wang-")),
        "{stolen:?}"
    );
}

#[tokio::test]
async fn content_without_a_patient_belongs_to_those_who_refer_to_it() {
    let document = |id: &str, patient: &str| {
        json!({ "resourceType": "DocumentReference", "id": id, "subject": { "reference": format!("Patient/{patient}") },
            "content": [{ "attachment": { "url": format!("Binary/{id}") } }] })
    };
    let binary = |id: &str| json!({ "resourceType": "Binary", "id": id, "contentType": "text/plain", "data": "aGk=" });
    let server = TestServer::start(
        store_of(&[
            document("a", "1"),
            document("b", "2"),
            binary("a"),
            binary("b"),
            binary("nobody"),
        ]),
        FhirBehaviour::default(),
    )
    .await;
    assert_eq!(
        server.all("patient=1", "Binary").await,
        ["Binary/a", "Binary/nobody"]
    );
    assert_eq!(
        server.get("patient=1", "Binary/b").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_refusal_names_the_scheme_and_the_reason() {
    let server = TestServer::generated().await;
    let anonymous = crate::send(server.client.get(format!("{}/Patient/kim", server.base))).await;
    assert_eq!(anonymous.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        anonymous.header("www-authenticate"),
        Some("Bearer realm=\"fhir\"")
    );
    let expired = server.get("expired", "Patient/kim").await;
    assert_eq!(
        (expired.status, expired.issue().as_str()),
        (StatusCode::UNAUTHORIZED, "login")
    );
    assert!(
        expired
            .header("www-authenticate")
            .unwrap()
            .contains("error=\"invalid_token\"")
    );
    let uncovered = server.get("patient=kim,!Observation", "Observation").await;
    assert_eq!(
        (uncovered.status, uncovered.issue().as_str()),
        (StatusCode::FORBIDDEN, "forbidden")
    );
    assert!(
        uncovered
            .header("www-authenticate")
            .unwrap()
            .contains("insufficient_scope")
    );
}
