//! Against the sandbox's FHIR server: what it holds of a patient arrives whole, byte for byte.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::http::HeaderMap;
use fhir_client::{FhirClient, FhirError, Search};
use sandbox_ehr::fhir::{FhirBehaviour, FhirStore, RateLimit, router};
use sandbox_ehr::gate::{Gate, Grant, Interaction, Refusal};
use tokio::net::TcpListener;

use crate::server::{Tokens, collect, http};

/// Generated once; nothing changes it.
static STORE: LazyLock<Arc<FhirStore>> = LazyLock::new(|| Arc::new(FhirStore::generate(7, 400)));

/// Revokes the token at every eleventh request.
#[derive(Default)]
struct Revoking {
    asked: AtomicUsize,
    valid: AtomicUsize,
}

impl Gate for Revoking {
    fn admit(&self, headers: &HeaderMap, _: &str, _: Interaction) -> Result<Grant, Refusal> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % 11 == 10 {
            self.valid.fetch_add(1, Ordering::Relaxed);
        }
        let expected = format!("Bearer CNRY-token-{}", self.valid.load(Ordering::Relaxed));
        let given = headers
            .get("authorization")
            .and_then(|value| value.to_str().ok());
        if given == Some(&expected) {
            Ok(Grant {
                patient: None,
                only: Vec::new(),
            })
        } else {
            Err(Refusal::Unauthenticated("expired".to_owned()))
        }
    }
}

async fn serve(behaviour: FhirBehaviour) -> FhirClient {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/fhir", listener.local_addr().unwrap());
    let fhir = router(
        Arc::clone(&STORE),
        Arc::new(Revoking::default()),
        behaviour,
        base.clone(),
    );
    tokio::spawn(async move { axum::serve(listener, Router::new().nest("/fhir", fhir)).await });
    FhirClient::new(&base, http(), Arc::new(Tokens::default())).unwrap()
}

fn patient() -> String {
    STORE.patients()[0].id.clone()
}

/// What the store holds of the patient in types that can be searched by patient.
fn expected(types: &[String]) -> BTreeMap<String, String> {
    let compartment = STORE.compartment(&patient());
    let all = STORE
        .resources()
        .map(|(kind, id, json)| (format!("{kind}/{id}"), json.to_owned()));
    let is_searched = |key: &str| {
        types
            .iter()
            .any(|kind| key.starts_with(&format!("{kind}/")))
    };
    all.filter(|(key, _)| compartment.contains(key) && is_searched(key))
        .collect()
}

async fn searchable(client: &FhirClient) -> Vec<String> {
    let resources = client.capabilities().await.unwrap().resources;
    let by_patient = resources
        .into_iter()
        .filter(|(_, can)| can.search_params.contains("patient"));
    by_patient.map(|(kind, _)| kind).collect()
}

/// Reads everything with pages of `count` and compares it with the store.
async fn reads_all(behaviour: FhirBehaviour, count: u32) {
    let client = serve(behaviour).await;
    let types = searchable(&client).await;
    let mut given = BTreeMap::new();
    for kind in &types {
        let search = Search::of(kind).patient(patient()).count(count);
        let (pages, error) = collect(&client, search).await;
        assert!(error.is_none(), "{kind}: {error:?}");
        let (before, total) = (given.len(), pages[0].total);
        for resource in pages.iter().flat_map(|page| &page.resources) {
            let key = format!("{}/{}", resource.resource_type(), resource.id().unwrap());
            assert!(
                given.insert(key, resource.json().to_owned()).is_none(),
                "no resource twice"
            );
        }
        assert!(
            total.is_none_or(|total| total == (given.len() - before) as u64),
            "{kind}"
        );
    }
    assert!(given.len() > 300, "{}", given.len());
    assert_eq!(given, expected(&types));
}

#[tokio::test]
async fn reads_a_record_whole_and_byte_for_byte_while_tokens_expire() {
    reads_all(FhirBehaviour::default(), 200).await;
    reads_all(
        FhirBehaviour {
            max_count: 7,
            ..FhirBehaviour::default()
        },
        50,
    )
    .await;
}

#[tokio::test]
async fn reads_a_record_whole_from_servers_with_habits() {
    let relative = FhirBehaviour {
        relative_next: true,
        total: false,
        ..FhirBehaviour::default()
    };
    reads_all(relative, 20).await;
    let limit = RateLimit {
        every: 4,
        retry_after: 0,
    };
    reads_all(
        FhirBehaviour {
            rate_limit: Some(limit),
            ..FhirBehaviour::default()
        },
        50,
    )
    .await;
    let remarks = FhirBehaviour {
        outcome_entry: Some("Withheld.".into()),
        ..FhirBehaviour::default()
    };
    reads_all(remarks, 30).await;
}

/// Reads Observations by tens, which takes many pages: how many came, and what came instead of the rest.
async fn observations(behaviour: FhirBehaviour) -> (usize, FhirError) {
    let client = serve(behaviour).await;
    let search = Search::of("Observation").patient(patient()).count(10);
    let (pages, error) = collect(&client, search).await;
    (pages.len(), error.expect("an error"))
}

type Judge = fn(&FhirError) -> bool;

fn it() -> Vec<String> {
    vec!["Observation".to_owned()]
}

#[tokio::test]
async fn says_of_every_fault_of_a_list_what_it_is() {
    let cyclic = FhirBehaviour {
        cyclic_next: true,
        ..FhirBehaviour::default()
    };
    let (pages, error) = observations(cyclic).await;
    assert!(
        pages > 0 && matches!(error, FhirError::PagingEndless),
        "{error:?}"
    );

    let next_origin = Some("http://localhost:1".to_owned());
    let (pages, error) = observations(FhirBehaviour {
        next_origin,
        ..FhirBehaviour::default()
    })
    .await;
    assert!(
        pages == 1 && matches!(error, FhirError::ForeignAddress),
        "{error:?}"
    );

    let truncate_body = Some("Observation".to_owned());
    let (pages, error) = observations(FhirBehaviour {
        truncate_body,
        ..FhirBehaviour::default()
    })
    .await;
    assert!(
        pages == 0 && matches!(error, FhirError::Truncated),
        "{error:?}"
    );
}

#[tokio::test]
async fn says_of_every_refusal_of_a_type_what_it_is() {
    let normal = FhirBehaviour::default;
    let cases: [(FhirBehaviour, Judge); 5] = [
        (
            FhirBehaviour {
                html_instead: it(),
                ..normal()
            },
            |e| matches!(e, FhirError::NotFhir { .. }),
        ),
        (
            FhirBehaviour {
                forbidden: it(),
                ..normal()
            },
            |e| matches!(e, FhirError::Forbidden { .. }),
        ),
        (
            FhirBehaviour {
                failing: it(),
                ..normal()
            },
            |e| matches!(e, FhirError::ServerFailed { .. }),
        ),
        (
            FhirBehaviour {
                unsupported: it(),
                ..normal()
            },
            |e| matches!(e, FhirError::NotSupported { .. }),
        ),
        (
            FhirBehaviour {
                unsupported: it(),
                unsupported_status: 401,
                ..normal()
            },
            |e| matches!(e, FhirError::Unauthorized { .. }),
        ),
    ];
    for (behaviour, is_expected) in cases {
        let (pages, error) = observations(behaviour.clone()).await;
        assert!(
            pages == 0 && is_expected(&error),
            "{behaviour:?}: {error:?}"
        );
    }
    let (_, error) = observations(FhirBehaviour {
        require_category: it(),
        ..normal()
    })
    .await;
    let FhirError::BadRequest {
        remark: Some(remark),
    } = error
    else {
        panic!("{error:?}")
    };
    assert_eq!(remark.text, "Must have either code or category.");
}

#[tokio::test]
async fn reads_one_resource_and_says_what_is_not_there() {
    let client = serve(FhirBehaviour::default()).await;
    let resource = client.read("Patient", &patient()).await.unwrap();
    let stored = STORE
        .resources()
        .find(|(kind, id, _)| *kind == "Patient" && *id == patient())
        .unwrap();
    assert_eq!(resource.json(), stored.2);
    let missing = client.read("Patient", "nobody").await;
    assert!(
        matches!(missing, Err(FhirError::NotSupported { remark: Some(_) })),
        "{missing:?}"
    );
}
