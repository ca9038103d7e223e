use reqwest::StatusCode;
use sandbox_ehr::fhir::{FhirBehaviour, FhirStore, RateLimit};

use crate::{ALL, TestServer, entries, link};

async fn behaving(change: impl FnOnce(&mut FhirBehaviour)) -> TestServer {
    let mut behaviour = FhirBehaviour::default();
    change(&mut behaviour);
    TestServer::start(FhirStore::generate(7, 200), behaviour).await
}

fn named(name: &str) -> Vec<String> {
    vec![name.to_owned()]
}

#[test]
fn nothing_said_is_the_correct_server() {
    let empty: FhirBehaviour = serde_json::from_str("{}").unwrap();
    assert_eq!(empty, FhirBehaviour::default());
    assert!(serde_json::from_str::<FhirBehaviour>(r#"{"max_cuont":1}"#).is_err());
    let limited: FhirBehaviour =
        serde_json::from_str(r#"{"rate_limit":{"every":3,"retry_after":2}}"#).unwrap();
    assert_eq!(
        limited.rate_limit,
        Some(RateLimit {
            every: 3,
            retry_after: 2
        })
    );
}

#[tokio::test]
async fn the_page_size_is_the_servers_to_limit() {
    let server = behaving(|it| (it.max_count, it.default_count) = (7, 3)).await;
    assert_eq!(
        server
            .get(ALL, "Observation?_count=50")
            .await
            .keys("match")
            .len(),
        7
    );
    assert_eq!(server.get(ALL, "Observation").await.keys("match").len(), 3);
}

#[tokio::test]
async fn a_server_may_leave_out_the_total() {
    let server = behaving(|it| it.total = false).await;
    assert!(
        server
            .get(ALL, "Observation")
            .await
            .json()
            .get("total")
            .is_none()
    );
}

#[tokio::test]
async fn observations_without_category_or_code_are_refused_as_epic_does() {
    let server = behaving(|it| it.require_category = named("Observation")).await;
    let refused = server.get(ALL, "Observation?patient=kim").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        refused.json()["issue"][0]["diagnostics"],
        "Must have either code or category."
    );
    for query in [
        "Observation?category=laboratory",
        "Observation?code=4548-4",
        "Condition?patient=kim",
    ] {
        assert_eq!(
            server.get(ALL, query).await.status,
            StatusCode::OK,
            "{query}"
        );
    }
    let category = "Observation?patient=kim&category=laboratory&_count=5";
    assert!(
        server.pages(ALL, category).await.len() > 1,
        "the page link carries the category along"
    );
}

#[tokio::test]
async fn types_can_be_missing_forbidden_or_broken() {
    let server = behaving(|it| {
        it.unsupported = named("Goal");
        it.unsupported_status = 401;
        it.forbidden = named("CarePlan");
        it.failing = named("Coverage");
    })
    .await;
    for (path, status) in [
        ("Goal?patient=kim", StatusCode::UNAUTHORIZED),
        ("CarePlan?patient=kim", StatusCode::FORBIDDEN),
        ("Coverage/x", StatusCode::INTERNAL_SERVER_ERROR),
        ("Condition?patient=kim", StatusCode::OK),
    ] {
        let reply = server.get(ALL, path).await;
        assert_eq!(reply.status, status, "{path}");
    }
    assert!(
        !server.get(ALL, "metadata").await.json()["rest"]
            .to_string()
            .contains("\"Goal\"")
    );
    let silent = behaving(|it| it.unsupported = named("Goal")).await;
    assert_eq!(silent.get(ALL, "Goal").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn next_links_can_be_relative_foreign_or_circular() {
    let relative = behaving(|it| it.relative_next = true).await;
    let next = link(
        &relative.get(ALL, "Observation?_count=5").await.json(),
        "next",
    )
    .unwrap();
    assert!(next.starts_with("Observation?"), "{next}");
    assert_eq!(relative.get(ALL, &next).await.status, StatusCode::OK);

    let foreign = behaving(|it| it.next_origin = Some("https://evil.example".to_owned())).await;
    let next = link(
        &foreign.get(ALL, "Observation?_count=5").await.json(),
        "next",
    )
    .unwrap();
    assert!(
        next.starts_with("https://evil.example/fhir/Observation?"),
        "{next}"
    );

    let circular = behaving(|it| it.cyclic_next = true).await;
    let first = circular.get(ALL, "Goal?_count=100").await;
    let again = circular
        .get(ALL, &link(&first.json(), "next").unwrap())
        .await;
    assert_eq!(again.keys("match"), first.keys("match"));
    assert!(link(&again.json(), "next").is_some());
}

#[tokio::test]
async fn a_total_can_be_too_small_and_an_outcome_can_ride_along() {
    let server = behaving(|it| {
        it.understate_total = true;
        it.outcome_entry = Some("Some results were withheld.".to_owned());
    })
    .await;
    let page = server.get(ALL, "Patient").await;
    assert_eq!(
        (page.json()["total"].as_u64(), page.keys("match").len()),
        (Some(5), 10)
    );
    let outcomes = entries(&page.json(), "outcome");
    assert_eq!(
        outcomes[0]["issue"][0]["diagnostics"],
        "Some results were withheld."
    );
}

#[tokio::test]
async fn a_body_can_end_in_the_middle_or_be_a_web_page() {
    let server = behaving(|it| {
        it.truncate_body = Some("Observation".to_owned());
        it.html_instead = named("Condition");
    })
    .await;
    let cut = server.get(ALL, "Observation").await;
    assert_eq!(
        (cut.status, cut.header("content-length")),
        (StatusCode::OK, Some(cut.body.len().to_string().as_str()))
    );
    assert!(serde_json::from_slice::<serde_json::Value>(&cut.body).is_err());
    let portal = server.get(ALL, "Condition").await;
    assert_eq!(
        (portal.status, portal.header("content-type")),
        (StatusCode::OK, Some("text/html; charset=utf-8"))
    );
}

#[tokio::test]
async fn every_third_request_is_refused_with_the_time_to_wait() {
    let server = behaving(|it| {
        it.rate_limit = Some(RateLimit {
            every: 3,
            retry_after: 2,
        });
    })
    .await;
    let mut statuses = Vec::new();
    for _ in 0..6 {
        let reply = server.get(ALL, "Patient").await;
        statuses.push(reply.status.as_u16());
        if reply.status == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(
                (reply.header("retry-after"), reply.issue().as_str()),
                (Some("2"), "throttled")
            );
        }
    }
    assert_eq!(statuses, [200, 200, 429, 200, 200, 429]);
    assert_eq!(server.get(ALL, "metadata").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_answer_is_held_back_for_the_delay_but_metadata_is_not() {
    let server = behaving(|it| it.delay_ms = 600_000).await;
    let waiting = server
        .request(ALL, "Patient")
        .timeout(std::time::Duration::from_millis(200))
        .send()
        .await;
    assert!(waiting.is_err_and(|error| error.is_timeout()));
    assert_eq!(server.get(ALL, "metadata").await.status, StatusCode::OK);
}
