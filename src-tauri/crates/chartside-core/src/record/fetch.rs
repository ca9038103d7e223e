//! Fetching one FHIR type of the plan: the search, its pages, and what servers want instead.

use async_stream::stream;
use fhir_client::{FhirClient, FhirError, Page, Search};
use futures_util::{Stream, StreamExt as _, pin_mut};
use tokio::sync::oneshot;

use super::plan::PlannedType;
use crate::problem::{Problem, ProblemCode};

/// Resources asked for per page; servers give fewer where they like to.
const PAGE: u32 = 200;

/// How the fetch of one type goes on.
#[derive(Debug)]
pub(crate) enum Step {
    /// Resources arrived.
    Page(&'static str, Page),
    /// What follows of this type is only what changed.
    Renewing(&'static str),
    /// The server has so many of this type: whether as many are here.
    Compare {
        /// Of this type.
        kind: &'static str,
        /// So many.
        count: u64,
        /// The answer.
        fits: oneshot::Sender<bool>,
    },
    /// What changed is not enough: all of this type follows.
    Anew {
        /// Of this type.
        kind: &'static str,
        /// The server can be asked for what changed another time.
        can_renew: bool,
    },
    /// Something is missing, or may be.
    Missing(&'static str, Problem),
    /// Nothing more will come of this type.
    End(&'static str),
    /// The session is over: nothing more will come of any type.
    SessionEnded(Problem),
}

/// Fetches one type to its last page.
pub(crate) fn fetch(
    client: FhirClient,
    patient: String,
    planned: PlannedType,
) -> impl Stream<Item = Step> + Send {
    stream! {
        let kind = planned.resource_type;
        let pages = client.search(search(&planned, &patient));
        pin_mut!(pages);
        let (mut began, mut refused_as_a_whole) = (false, false);
        while let Some(page) = pages.next().await {
            match page {
                Ok(page) => {
                    began = true;
                    yield Step::Page(kind, page);
                }
                Err(FhirError::BadRequest { .. }) if !began && !planned.categories.is_empty() => {
                    refused_as_a_whole = true;
                }
                Err(error) => yield failed(kind, &error),
            }
        }
        if refused_as_a_whole {
            let steps = fetch_by_category(client, patient, planned);
            pin_mut!(steps);
            while let Some(step) = steps.next().await {
                yield step;
            }
        }
        yield Step::End(kind);
    }
}

/// Some servers (Epic) refuse a search without a category. The known categories are asked for one by
/// one; whether there are others cannot be known, and is said.
fn fetch_by_category(
    client: FhirClient,
    patient: String,
    planned: PlannedType,
) -> impl Stream<Item = Step> + Send {
    stream! {
        let kind = planned.resource_type;
        for category in planned.categories {
            let pages = client.search(search(&planned, &patient).param("category", *category));
            pin_mut!(pages);
            while let Some(page) = pages.next().await {
                match page {
                    // Its total counts one category only.
                    Ok(page) => yield Step::Page(kind, Page { total: None, ..page }),
                    Err(error) => yield failed(kind, &error),
                }
            }
        }
        yield Step::Missing(kind, Problem::new(ProblemCode::CategoriesOnly));
    }
}

/// The search of which a type consists, where one is all and brings nothing else along.
pub(crate) fn only_search(planned: &PlannedType, patient: &str) -> Option<Search> {
    let is_all = planned.parameters.is_empty();
    is_all.then(|| search(planned, patient))
}

fn search(planned: &PlannedType, patient: &str) -> Search {
    let search = Search::of(planned.resource_type).patient(patient);
    let parameters = planned.parameters.iter();
    parameters
        .fold(search, |search, (name, value)| search.param(*name, *value))
        .count(PAGE)
}

fn failed(kind: &'static str, error: &FhirError) -> Step {
    let problem = Problem::from(error).logged(error);
    if problem.ends_session() {
        Step::SessionEnded(problem)
    } else {
        Step::Missing(kind, problem)
    }
}
