use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use sandbox_ehr::fhir::{FhirBehaviour, FhirStore};

use crate::{ALL, TestServer, link};

#[test]
fn pages_of_any_size_together_are_the_whole_result_once() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let unlimited = FhirBehaviour {
        max_count: 1_000_000,
        ..FhirBehaviour::default()
    };
    let server = runtime.block_on(TestServer::generated());
    let whole = runtime.block_on(TestServer::start(FhirStore::generate(7, 400), unlimited));
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&(any_search(), 1_usize..70), |(search, count)| {
            let pages = runtime.block_on(server.pages(ALL, &format!("{search}&_count={count}")));
            let expected = runtime.block_on(whole.all(ALL, &format!("{search}&_count=1000000")));
            let (last, full) = pages.split_last().unwrap();
            prop_assert!(
                full.iter().all(|page| page.len() == count),
                "only the last page may be short"
            );
            prop_assert!(last.len() <= count);
            prop_assert_eq!(
                expected.iter().collect::<BTreeSet<_>>().len(),
                expected.len(),
                "no repeats"
            );
            prop_assert_eq!(pages.concat(), expected);
            Ok(())
        })
        .unwrap();
}

fn any_search() -> impl Strategy<Value = String> {
    let types = prop::sample::select(vec![
        "Observation",
        "Condition",
        "Encounter",
        "MedicationRequest",
        "Practitioner",
    ]);
    let who = prop::sample::select(vec![
        "",
        "patient=ellsworth",
        "subject=Patient/kim",
        "patient=ellsworth,kim",
    ]);
    let which = prop::sample::select(vec![
        "",
        "_lastUpdated=ge2020",
        "status=final,active",
        "_lastUpdated=lt2024-03&_lastUpdated=gt2016",
    ]);
    let order = prop::sample::select(vec![
        "",
        "_sort=-_lastUpdated",
        "_sort=status,-_id",
        "_sort=_id",
    ]);
    (types, who, which, order)
        .prop_map(|(name, who, which, order)| format!("{name}?{who}&{which}&{order}"))
}

#[tokio::test]
async fn a_search_for_a_patient_finds_all_of_the_compartment_and_nothing_else() {
    let store = FhirStore::generate(7, 400);
    let expected: BTreeSet<String> = store.compartment("kim").into_iter().collect();
    let types: BTreeSet<String> = expected
        .iter()
        .filter_map(|key| Some(key.split_once('/')?.0.to_owned()))
        .collect();
    let server = TestServer::start(store, FhirBehaviour::default()).await;
    let mut found = BTreeSet::new();
    for resource_type in types {
        found.extend(
            server
                .all(ALL, &format!("{resource_type}?patient=kim"))
                .await,
        );
    }
    assert_eq!(found, expected);
}

#[tokio::test]
async fn a_page_says_where_it_is_and_how_many_there_are() {
    let server = TestServer::generated().await;
    let page = server
        .get(ALL, "Observation?patient=ellsworth&_count=10")
        .await;
    let bundle = page.json();
    assert_eq!(bundle["type"], "searchset");
    assert_eq!(
        link(&bundle, "self").unwrap(),
        format!("{}/Observation?patient=ellsworth&_count=10", server.base)
    );
    assert!(
        link(&bundle, "next")
            .unwrap()
            .starts_with(&format!("{}/Observation?", server.base))
    );
    let id = bundle["entry"][0]["resource"]["id"].as_str().unwrap();
    assert_eq!(
        bundle["entry"][0]["fullUrl"],
        format!("{}/Observation/{id}", server.base)
    );
    assert_eq!(
        bundle["total"],
        server.all(ALL, "Observation?patient=ellsworth").await.len()
    );
}

#[tokio::test]
async fn only_a_count_can_be_asked_for_and_a_page_is_never_larger_than_the_limit() {
    let server = TestServer::generated().await;
    let total = server.all(ALL, "Observation").await.len();
    for query in ["_summary=count", "_count=0"] {
        let bundle = server
            .get(ALL, &format!("Observation?{query}"))
            .await
            .json();
        assert_eq!(
            (bundle["total"].as_u64(), bundle.get("entry")),
            (Some(total as u64), None),
            "{query}"
        );
    }
    assert_eq!(
        server
            .get(ALL, "Observation?_count=100000")
            .await
            .keys("match")
            .len(),
        200
    );
    assert_eq!(server.get(ALL, "Observation").await.keys("match").len(), 50);
    assert!(
        server
            .get(ALL, "Observation?_total=none")
            .await
            .json()
            .get("total")
            .is_none()
    );
}
