//! A search ends with everything the server has, each once, or with an error.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use fhir_client::{FhirError, Skipped};
use proptest::prelude::*;
use url::Url;

use crate::server::{Hit, Server, answer, bundle, collect, ids, observations, with_header};

fn page_number(hit: &Hit) -> usize {
    let url = Url::parse("http://x").unwrap().join(&hit.path).unwrap();
    url.query_pairs()
        .find(|(key, _)| key == "page")
        .map_or(0, |(_, value)| value.parse().unwrap())
}

#[tokio::test]
async fn follows_relative_and_absolute_next_links_in_order() {
    let server = Server::start(|hit, _| {
        let host = hit
            .headers
            .lines()
            .find_map(|line| line.strip_prefix("host: "))
            .unwrap();
        let next = match page_number(hit) {
            0 => "?page=1".to_owned(),
            1 => "Observation?page=2".to_owned(),
            2 => "/fhir/Observation?page=3".to_owned(),
            3 => format!("http://{host}/fhir?page=4"),
            _ => return answer(200, bundle(&[4], None)),
        };
        answer(200, bundle(&[page_number(hit)], Some(&next)))
    })
    .await;
    let (client, _) = server.client();
    let (pages, error) = collect(&client, observations()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(ids(&pages), [0, 1, 2, 3, 4]);
}

#[tokio::test]
async fn resolves_a_relative_next_link_against_where_a_redirect_led() {
    let server = Server::start(|hit, _| match hit.path.as_str() {
        "/fhir/Observation?patient=CNRY-patient" => {
            with_header(answer(302, ""), "location", "/fhir/a/b")
        }
        "/fhir/a/b" => answer(200, bundle(&[1], Some("c"))),
        "/fhir/a/c" => answer(200, bundle(&[2], None)),
        _ => answer(404, ""),
    })
    .await;
    let (client, _) = server.client();
    let (pages, error) = collect(&client, observations()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(ids(&pages), [1, 2]);
}

#[tokio::test]
async fn t25_stops_at_a_cycle_of_next_links() {
    for length in [1, 2, 7] {
        let server = Server::start(move |hit, _| {
            let page = page_number(hit);
            answer(
                200,
                bundle(&[page], Some(&format!("?page={}", page % length + 1))),
            )
        })
        .await;
        let (client, _) = server.client();
        let (pages, error) = collect(&client, observations()).await;
        assert!(matches!(error, Some(FhirError::PagingEndless)), "{error:?}");
        assert_eq!(pages.len(), length + 1);
        assert_eq!(server.hits().len(), length + 1);
    }
}

#[tokio::test]
async fn t25_stops_after_a_thousand_pages() {
    let server = Server::start(|hit, _| {
        answer(
            200,
            bundle(&[], Some(&format!("?page={}", page_number(hit) + 1))),
        )
    })
    .await;
    let (client, _) = server.client();
    let (pages, error) = collect(&client, observations()).await;
    assert!(matches!(
        error,
        Some(FhirError::StoppedAt { resources: 0, .. })
    ));
    assert_eq!((pages.len(), server.hits().len()), (1000, 1000));
}

#[tokio::test]
async fn t25_stops_after_two_hundred_thousand_resources_and_says_how_many_came() {
    let page: Vec<usize> = (0..20_001).collect();
    let server = Server::start(move |hit, _| {
        let next = format!("?page={}", page_number(hit) + 1);
        answer(200, bundle(&page, Some(&next)))
    })
    .await;
    let (pages, error) = collect(&server.client().0, observations()).await;
    assert!(
        matches!(
            error,
            Some(FhirError::StoppedAt {
                resources: 200_010,
                ..
            })
        ),
        "{error:?}"
    );
    assert_eq!(pages.len(), 10);
}

#[tokio::test]
async fn t25_stops_at_next_links_that_grow() {
    let server = Server::start(|hit, _| {
        answer(
            200,
            bundle(&[], Some(&format!("{}{}", hit.path, "x".repeat(2000)))),
        )
    })
    .await;
    let (client, _) = server.client();
    let (_, error) = collect(&client, observations()).await;
    assert!(matches!(error, Some(FhirError::TooLarge)), "{error:?}");
}

#[tokio::test]
async fn counts_resources_that_come_twice() {
    let server = Server::start(|hit, _| match page_number(hit) {
        0 => answer(200, bundle(&[1, 2, 2], Some("?page=1"))),
        _ => answer(200, bundle(&[2, 3], None)),
    })
    .await;
    let (client, _) = server.client();
    let (pages, _) = collect(&client, observations()).await;
    assert_eq!(ids(&pages), [1, 2, 3]);
    let repeated: Vec<Skipped> = pages.iter().map(|page| page.skipped).collect();
    assert_eq!(
        repeated,
        [Skipped {
            unreadable: 0,
            repeated: 1
        }; 2]
    );
}

#[tokio::test]
async fn keeps_what_came_before_a_failing_page() {
    let server = Server::start(|hit, _| match page_number(hit) {
        0 => answer(200, bundle(&[1], Some("?page=1"))),
        _ => answer(500, ""),
    })
    .await;
    let (client, _) = server.client();
    let (pages, error) = collect(&client, observations()).await;
    assert_eq!(ids(&pages), [1]);
    assert!(matches!(
        error,
        Some(FhirError::ServerFailed { status: 500, .. })
    ));
}

/// A server's list cut into pages that overlap, with trouble before some pages.
#[derive(Debug, Clone)]
struct Paged {
    pages: Vec<Vec<usize>>,
    /// Page number to the statuses that come before its content.
    trouble: BTreeMap<usize, u16>,
}

fn any_paged() -> impl Strategy<Value = Paged> {
    let page = proptest::collection::vec(0..60_usize, 0..8);
    let trouble = proptest::collection::btree_map(
        0..12_usize,
        prop_oneof![3 => Just(401), 1 => Just(502), 1 => Just(429)],
        0..3,
    );
    (proptest::collection::vec(page, 1..12), trouble)
        .prop_map(|(pages, trouble)| Paged { pages, trouble })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn gives_exactly_the_set_of_the_server_whatever_happens_between_the_pages(paged in any_paged()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let expected: BTreeSet<usize> = paged.pages.iter().flatten().copied().collect();
        let given = runtime.block_on(read_all(paged));
        prop_assert_eq!(given.iter().copied().collect::<BTreeSet<_>>(), expected);
        prop_assert_eq!(given.len(), given.iter().collect::<BTreeSet<_>>().len(), "no resource twice");
    }
}

async fn read_all(list: Paged) -> Vec<usize> {
    let trouble = Mutex::new(list.trouble);
    let cut = list.pages;
    let server = Server::start(move |hit, _| {
        let number = page_number(hit);
        if let Some(status) = trouble.lock().unwrap().remove(&number) {
            return with_header(answer(status, ""), "retry-after", "0");
        }
        let next = (number + 1 < cut.len()).then(|| format!("?page={}", number + 1));
        answer(200, bundle(&cut[number], next.as_deref()))
    })
    .await;
    let (client, _) = server.client();
    let (pages, error) = collect(&client, observations()).await;
    assert!(error.is_none(), "{error:?}");
    ids(&pages)
}
