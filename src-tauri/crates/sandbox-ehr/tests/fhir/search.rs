use std::collections::BTreeSet;

use reqwest::StatusCode;
use sandbox_ehr::fhir::FhirBehaviour;
use serde_json::json;

use crate::{ALL, TestServer, entries, send, store_of};

#[tokio::test]
async fn codes_match_with_and_without_their_system() {
    let observation = |id: &str, system: &str, code: &str, status: &str| {
        json!({ "resourceType": "Observation", "id": id, "status": status,
            "code": { "coding": [{ "system": system, "code": code }] } })
    };
    let server = TestServer::start(
        store_of(&[
            observation("a", "http://loinc.org", "1", "final"),
            observation("b", "http://loinc.org", "2", "amended"),
            observation("c", "urn:local", "1", "final"),
        ]),
        FhirBehaviour::default(),
    )
    .await;
    let table = [
        ("code=1", vec!["a", "c"]),
        ("code=http://loinc.org|1", vec!["a"]),
        ("code=http://loinc.org|", vec!["a", "b"]),
        ("code=|1", vec![]),
        ("code=1,2", vec!["a", "b", "c"]),
        ("code=1&status=final", vec!["a", "c"]),
        ("code=1&code=2", vec![]),
        ("status=amended", vec!["b"]),
        (
            "status=http://hl7.org/fhir/observation-status|amended",
            vec!["b"],
        ),
        ("_id=a,b", vec!["a", "b"]),
        ("category=none", vec![]),
    ];
    for (query, expected) in table {
        let expected: Vec<String> = expected
            .iter()
            .map(|id| format!("Observation/{id}"))
            .collect();
        assert_eq!(
            server.all(ALL, &format!("Observation?{query}")).await,
            expected,
            "{query}"
        );
    }
}

#[tokio::test]
async fn dates_and_partial_dates_are_compared_as_intervals() {
    let condition = |id: &str, onset: &str| json!({ "resourceType": "Condition", "id": id, "onsetDateTime": onset });
    let mut resources = vec![
        condition("day", "2019-03-05"),
        condition("month", "2019-03"),
        condition("year", "2019"),
        condition("never", "2019-02-30"),
    ];
    resources.push(json!({ "resourceType": "Condition", "id": "period", "onsetPeriod": { "start": "2018-06" } }));
    resources.push(json!({ "resourceType": "Condition", "id": "undated" }));
    let server = TestServer::start(store_of(&resources), FhirBehaviour::default()).await;
    let table = [
        ("onset-date=2019", vec!["day", "month", "year"]),
        ("onset-date=2019-03", vec!["day", "month"]),
        (
            "onset-date=ge2019-03-05",
            vec!["day", "month", "year", "period"],
        ),
        ("onset-date=lt2019", vec!["period"]),
        ("onset-date=gt2019-12", vec!["period"]),
        (
            "onset-date=ge2019-03-01&onset-date=le2019-03-31",
            vec!["day", "month", "year", "period"],
        ),
        ("onset-date=sa2018-12", vec!["day", "month", "year"]),
    ];
    for (query, expected) in table {
        let expected: Vec<String> = expected
            .iter()
            .map(|id| format!("Condition/{id}"))
            .collect();
        assert_eq!(
            server.all(ALL, &format!("Condition?{query}")).await,
            expected,
            "{query}"
        );
    }
}

#[tokio::test]
async fn results_without_a_date_come_last_in_both_directions() {
    let condition = |id: &str, onset: &str| json!({ "resourceType": "Condition", "id": id, "onsetDateTime": onset });
    let resources = [
        condition("b", "2019"),
        json!({ "resourceType": "Condition", "id": "x" }),
        condition("a", "2018"),
    ];
    let server = TestServer::start(store_of(&resources), FhirBehaviour::default()).await;
    assert_eq!(
        server.all(ALL, "Condition?_sort=onset-date").await,
        ["Condition/a", "Condition/b", "Condition/x"]
    );
    assert_eq!(
        server.all(ALL, "Condition?_sort=-onset-date").await,
        ["Condition/b", "Condition/a", "Condition/x"]
    );
}

#[tokio::test]
async fn include_and_revinclude_add_their_targets_once() {
    let server = TestServer::generated().await;
    let page = server
        .get(
            ALL,
            "MedicationRequest?patient=ellsworth&_include=MedicationRequest:medication",
        )
        .await;
    let matches = entries(&page.json(), "match");
    let wanted: BTreeSet<String> = matches
        .iter()
        .filter_map(|request| {
            Some(
                request["medicationReference"]["reference"]
                    .as_str()?
                    .to_owned(),
            )
        })
        .collect();
    assert!(!wanted.is_empty());
    let included = page.keys("include");
    assert_eq!(included.iter().cloned().collect::<BTreeSet<_>>(), wanted);
    assert_eq!(included.len(), wanted.len());

    let page = server
        .get(
            ALL,
            "Condition?patient=ellsworth&_revinclude=Provenance:target",
        )
        .await;
    let [provenance] = entries(&page.json(), "include")
        .try_into()
        .expect("one Provenance for all conditions");
    assert_eq!(provenance["resourceType"], "Provenance");
    assert_eq!(page.json()["total"], page.keys("match").len());
}

#[tokio::test]
async fn what_is_included_needs_a_grant_of_its_own() {
    let server = TestServer::generated().await;
    let query = "MedicationRequest?_include=MedicationRequest:medication";
    assert!(
        !server
            .get("patient=ellsworth", query)
            .await
            .keys("include")
            .is_empty()
    );
    assert!(
        server
            .get("patient=ellsworth,!Medication", query)
            .await
            .keys("include")
            .is_empty()
    );
}

#[tokio::test]
async fn an_unknown_parameter_is_reported_or_refused_as_the_client_prefers() {
    let server = TestServer::generated().await;
    let lenient = server.get(ALL, "Observation?colour=red&_count=1").await;
    assert_eq!(lenient.keys("match").len(), 1);
    assert!(
        entries(&lenient.json(), "outcome")[0]
            .to_string()
            .contains("colour")
    );
    let strict = send(
        server
            .request(ALL, "Observation?colour=red")
            .header("Prefer", "handling=strict"),
    )
    .await;
    assert_eq!(
        (strict.status, strict.issue().as_str()),
        (StatusCode::BAD_REQUEST, "not-supported")
    );
}

#[tokio::test]
async fn a_search_by_form_finds_what_the_same_query_finds() {
    let server = TestServer::generated().await;
    let form = "patient=kim&category=laboratory&_count=7";
    let post = server
        .client
        .post(format!("{}/Observation/_search", server.base));
    let post = post.header("Authorization", "Bearer all");
    let by_form = send(
        post.try_clone()
            .unwrap()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(form),
    )
    .await;
    assert_eq!(
        by_form.json(),
        server.get(ALL, &format!("Observation?{form}")).await.json()
    );
    let as_json = send(post.header("Content-Type", "application/json").body("{}")).await;
    assert_eq!(as_json.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn every_error_is_an_operation_outcome() {
    let server = TestServer::generated().await;
    let table = [
        (
            "Observation?date=yesterday",
            StatusCode::BAD_REQUEST,
            "invalid",
        ),
        (
            "Observation?_count=many",
            StatusCode::BAD_REQUEST,
            "invalid",
        ),
        ("Observation?code:in=x", StatusCode::BAD_REQUEST, "invalid"),
        (
            "Observation?_cursor=tampered",
            StatusCode::BAD_REQUEST,
            "invalid",
        ),
        (
            "Starship?patient=kim",
            StatusCode::NOT_FOUND,
            "not-supported",
        ),
        ("Observation/none", StatusCode::NOT_FOUND, "not-found"),
        (
            "Observation/none/more/and/more",
            StatusCode::NOT_FOUND,
            "not-found",
        ),
        (
            "Observation?_format=xml",
            StatusCode::NOT_ACCEPTABLE,
            "not-supported",
        ),
    ];
    for (path, status, issue) in table {
        let reply = server.get(ALL, path).await;
        assert_eq!(
            (reply.status, reply.issue().as_str()),
            (status, issue),
            "{path}"
        );
        assert_eq!(
            reply.header("content-type"),
            Some("application/fhir+json; charset=utf-8"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_is_not_read_or_search_in_json_is_refused() {
    let server = TestServer::generated().await;
    let put = server
        .client
        .put(format!("{}/Patient/kim", server.base))
        .header("Authorization", "Bearer all");
    let put = send(put).await;
    assert_eq!(
        (put.status, put.issue().as_str()),
        (StatusCode::METHOD_NOT_ALLOWED, "not-supported")
    );
    let xml = send(
        server
            .request(ALL, "Patient/kim")
            .header("Accept", "application/fhir+xml"),
    )
    .await;
    assert_eq!(xml.status, StatusCode::NOT_ACCEPTABLE);
}

#[tokio::test]
async fn patients_are_found_by_the_beginning_of_a_name_in_any_script() {
    let server = TestServer::generated().await;
    for (name, id) in [
        ("ells", "ellsworth"),
        ("παπ", "papadopoulou"),
        ("山本", "yamamoto"),
        ("Kim", "kim"),
    ] {
        assert_eq!(
            server.all(ALL, &format!("Patient?name={name}")).await,
            [format!("Patient/{id}")],
            "{name}"
        );
    }
    assert_eq!(
        server.all(ALL, "Patient?birthdate=1947").await,
        ["Patient/levi"]
    );
}
