//! A long list fetched in parts: whatever a server does with dates, counts and pages, everything comes and
//! nothing comes twice.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::http::Response;
use fhir_client::{FhirError, Search};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use url::Url;

use crate::server::{Hit, Server, answer, collect, with_header};

const FIRST: Date = date(2000, 1, 1);

/// How a server takes a search by date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Correct,
    /// It says nothing of it and gives everything.
    Ignores,
    /// It says so and gives everything.
    SaysThatItIgnores,
    Refuses,
    /// Only `:missing` is refused.
    RefusesMissing,
    /// Some of what matches does not come.
    Loses,
    /// Each such search fails.
    Fails,
    /// Each third such search fails once, and says when to come again.
    IsBusy,
    /// Pages of such a search lead back to its first.
    Rings,
}

/// What it says of how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    Right,
    /// Of the page, and the right one where only that is asked for.
    OfPage,
    Nothing,
    TooFew,
    TooMany,
}

#[derive(Debug, Clone)]
struct Model {
    /// First and last day of each, in the order of the server; none: undated.
    resources: Vec<Option<(i32, i32)>>,
    page: usize,
    /// Pages of a list begin so many before the last one ended.
    overlap: usize,
    manner: Manner,
    count: Count,
}

impl Model {
    fn answer(&self, hit: &Hit, number: usize) -> Response<Body> {
        let url = Url::parse(&format!("http://x{}", hit.path)).unwrap();
        let asked: HashMap<String, Vec<String>> =
            url.query_pairs()
                .fold(HashMap::new(), |mut all, (name, value)| {
                    all.entry(name.into_owned())
                        .or_default()
                        .push(value.into_owned());
                    all
                });
        let first = |name: &str| asked.get(name).and_then(|values| values.first()).cloned();
        let is_part = asked.contains_key("date") || asked.contains_key("date:missing");
        if is_part && let Some(refusal) = self.refusal(&asked, number) {
            return refusal;
        }
        let found: Vec<usize> = (0..self.resources.len())
            .filter(|id| self.ignores_dates() || self.matches(*id, &asked))
            .filter(|id| !(self.manner == Manner::Loses && is_part && id % 5 == 3))
            .collect();
        if first("_summary").is_some() {
            let total = self.said(found.len(), found.len());
            return answer(200, format!(r#"{{"resourceType":"Bundle"{total}}}"#));
        }
        let from: usize = first("from").map_or(0, |from| from.parse().unwrap());
        let page: Vec<usize> = found.iter().skip(from).take(self.page).copied().collect();
        let after = from + self.page.max(self.overlap + 1) - self.overlap;
        let is_last = from + page.len() >= found.len();
        let mut next = url.clone();
        let rings = self.manner == Manner::Rings && is_part && found.len() > self.page;
        let pairs: Vec<(String, String)> = url
            .query_pairs()
            .into_owned()
            .filter(|(name, _)| name != "from")
            .collect();
        next.query_pairs_mut()
            .clear()
            .extend_pairs(pairs)
            .append_pair("from", &if rings { 0 } else { after }.to_string());
        let next = (!is_last || rings).then(|| format!("?{}", next.query().unwrap()));
        answer(
            200,
            self.bundle(&page, next.as_deref(), found.len(), is_part),
        )
    }

    /// What a search for a part gets in place of its matches.
    fn refusal(
        &self,
        asked: &HashMap<String, Vec<String>>,
        number: usize,
    ) -> Option<Response<Body>> {
        let is_busy = self.manner == Manner::IsBusy && number.is_multiple_of(3);
        let refuses = self.manner == Manner::Refuses
            || self.manner == Manner::RefusesMissing && asked.contains_key("date:missing");
        if is_busy {
            return Some(with_header(answer(429, "{}"), "retry-after", "0"));
        }
        if self.manner == Manner::Fails {
            return Some(answer(500, "{}"));
        }
        refuses.then(|| answer(400, "{}"))
    }

    fn ignores_dates(&self) -> bool {
        matches!(self.manner, Manner::Ignores | Manner::SaysThatItIgnores)
    }

    fn matches(&self, id: usize, asked: &HashMap<String, Vec<String>>) -> bool {
        let days = self.resources[id];
        if asked.contains_key("date:missing") {
            return days.is_none();
        }
        let bounds = asked.get("date").cloned().unwrap_or_default();
        bounds.is_empty()
            || days.is_some_and(|(start, end)| {
                bounds.iter().all(|bound| {
                    let day = |text: &str| text.parse::<Date>().unwrap();
                    match bound.strip_prefix("ge") {
                        Some(from) => FIRST + end.days() >= day(from),
                        None => FIRST + start.days() < day(bound.strip_prefix("lt").unwrap()),
                    }
                })
            })
    }

    fn said(&self, all: usize, page: usize) -> String {
        let total = match self.count {
            Count::Right => all,
            Count::OfPage => page,
            Count::Nothing => return String::new(),
            Count::TooFew => all / 2,
            Count::TooMany => all + 3,
        };
        format!(r#","total":{total}"#)
    }

    fn bundle(&self, page: &[usize], next: Option<&str>, all: usize, is_part: bool) -> String {
        let mut entries: Vec<String> = page
            .iter()
            .map(|id| format!(r#"{{"resource":{{"resourceType":"Observation","id":"{id}"}}}}"#))
            .collect();
        if self.manner == Manner::SaysThatItIgnores && is_part {
            entries.push(r#"{"search":{"mode":"outcome"},"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"not-supported","diagnostics":"date is not known"}]}}"#.to_owned());
        }
        let link = next.map_or(String::new(), |next| {
            format!(r#","link":[{{"relation":"next","url":"{next}"}}]"#)
        });
        let total = self.said(all, page.len());
        format!(
            r#"{{"resourceType":"Bundle","type":"searchset","entry":[{}]{total}{link}}}"#,
            entries.join(",")
        )
    }
}

fn search() -> Search {
    let last = FIRST + 4000.days();
    Search::of("Observation")
        .patient("1")
        .side_by_side("date", FIRST, last)
}

/// What came, in the order in which it came, and how often the server was asked.
async fn came(model: Model) -> (Vec<usize>, usize, bool) {
    let server = Server::start(move |hit, number| model.answer(hit, number)).await;
    let (pages, error) = collect(&server.client().0, search()).await;
    assert!(error.is_none(), "{error:?}");
    let resources = pages.iter().flat_map(|page| &page.resources);
    let ids = resources
        .map(|one| one.id().unwrap().parse().unwrap())
        .collect();
    (
        ids,
        server.hits().len(),
        pages.iter().any(|page| page.in_one),
    )
}

/// One each ten days, in order.
fn regular(resources: i32, page: usize) -> Model {
    Model {
        resources: (0..resources)
            .map(|day| Some((day * 10, day * 10)))
            .collect(),
        page,
        overlap: 0,
        manner: Manner::Correct,
        count: Count::Right,
    }
}

#[tokio::test]
async fn a_long_list_comes_in_parts_with_hardly_more_requests() {
    let (mut ids, requests, in_one) = came(regular(400, 10)).await;
    ids.sort_unstable();
    assert_eq!(ids, (0..400).collect::<Vec<_>>());
    assert!(requests <= 100, "{requests}");
    assert!(!in_one);
}

#[tokio::test]
async fn a_short_list_is_asked_for_as_ever() {
    for resources in [0, 9, 10, 11, 29] {
        let (ids, requests, _) = came(regular(resources, 10)).await;
        let count = usize::try_from(resources).unwrap();
        assert_eq!(ids.len(), count);
        assert_eq!(requests, count.saturating_sub(1) / 10 + 1);
    }
}

#[tokio::test]
async fn a_server_that_cannot_be_asked_in_parts_is_found_out_soon() {
    for manner in [Manner::Ignores, Manner::SaysThatItIgnores, Manner::Refuses] {
        let model = Model {
            manner,
            ..regular(400, 10)
        };
        let (ids, requests, in_one) = came(model).await;
        assert_eq!(ids.len(), 400);
        // The forty pages, and one wave of parts.
        assert!(requests <= 40 + 24, "{manner:?}: {requests}");
        assert!(in_one, "{manner:?}");
    }
}

#[tokio::test]
async fn an_error_of_the_list_itself_is_the_last_item_as_ever() {
    let model = regular(400, 10);
    let asked = Arc::new(AtomicUsize::new(0));
    let server = Server::start(move |hit, number| {
        if asked.fetch_add(1, Ordering::SeqCst) > 2 {
            return answer(500, "{}");
        }
        model.answer(hit, number)
    })
    .await;
    let (pages, error) = collect(&server.client().0, search()).await;
    assert!(
        matches!(error, Some(FhirError::ServerFailed { .. })),
        "{error:?}"
    );
    assert!(!pages.is_empty());
}

fn manners() -> impl Strategy<Value = Manner> {
    prop::sample::select(vec![
        Manner::Correct,
        Manner::Ignores,
        Manner::SaysThatItIgnores,
        Manner::Refuses,
        Manner::RefusesMissing,
        Manner::Loses,
        Manner::Fails,
        Manner::IsBusy,
        Manner::Rings,
    ])
}

fn counts() -> impl Strategy<Value = Count> {
    prop::sample::select(vec![
        Count::Right,
        Count::OfPage,
        Count::Nothing,
        Count::TooFew,
        Count::TooMany,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
    #[test]
    fn nothing_lost_and_nothing_twice_whatever_a_server_does(
        days in prop::collection::vec(prop::option::weighted(0.9, (-800_i32..5000, 0_i32..900)), 0..160),
        page in 1_usize..12, overlap in 0_usize..3, manner in manners(), count in counts(),
    ) {
        let resources = days.into_iter().map(|days| days.map(|(start, length)| (start, start + length)));
        let model = Model {
            resources: resources.collect(),
            page,
            overlap: overlap.min(page - 1),
            manner,
            count,
        };
        let all = model.resources.len();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (mut ids, _, _) = runtime.block_on(came(model));
        ids.sort_unstable();
        prop_assert_eq!(ids, (0..all).collect::<Vec<_>>());
    }
}
