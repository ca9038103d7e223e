//! A search or a history from its first page to its last: `next` links (FHIR R4 §3.1.1.4), each through the
//! guard, none twice, not without end.

use std::collections::HashSet;
use std::sync::Arc;

use async_stream::try_stream;
use futures_util::Stream;

use crate::address::Guarded;
use crate::error::FhirError;
use crate::exchange::{Exchange, Question};
use crate::page::Page;
use crate::resource::Resource;
use crate::search::Search;

/// Most that is read of one page, in decoded bytes.
const PAGE_LIMIT: usize = 32 * 1024 * 1024;
/// Most pages of one search.
const PAGES_LIMIT: usize = 1_000;
/// Most resources of one search.
const RESOURCES_LIMIT: usize = 200_000;

/// All pages of a search.
pub(crate) fn pages(
    exchange: Arc<Exchange>,
    search: Search,
) -> impl Stream<Item = Result<Page, FhirError>> + Send {
    let first = exchange.base.search(&search);
    walk(exchange, search.into_resource_type(), first)
}

/// All versions of a resource (FHIR R4 §3.1.0.10), the newest first.
pub(crate) fn versions(
    exchange: Arc<Exchange>,
    resource_type: &str,
    id: &str,
) -> impl Stream<Item = Result<Page, FhirError>> + Send + use<> {
    let first = exchange.base.history(resource_type, id);
    walk(exchange, resource_type.to_owned(), first)
}

/// From the first page on. An error is the last item; the pages before it stay good, but the list is
/// then not complete.
fn walk(
    exchange: Arc<Exchange>,
    resource_type: String,
    first: Result<Guarded, FhirError>,
) -> impl Stream<Item = Result<Page, FhirError>> + Send {
    try_stream! {
        let mut walk = Walk::default();
        let mut place = Some(first?);
        while let Some(here) = place {
            walk.enter(&here)?;
            let answer = exchange.get(&Question {
                resource_type: &resource_type,
                place: &here,
                with_token: true,
                limit: PAGE_LIMIT,
            }).await?;
            let (mut page, next) = Page::parse(answer.body)?;
            walk.keep_new(&mut page);
            yield page;
            place = next.map(|link| exchange.base.follow(&answer.place, &link)).transpose()?;
        }
    }
}

/// Where a search has been and what it has given.
#[derive(Default)]
struct Walk {
    places: HashSet<String>,
    resources: HashSet<(String, String, Option<String>)>,
    count: usize,
}

impl Walk {
    fn enter(&mut self, place: &Guarded) -> Result<(), FhirError> {
        if !self.places.insert(place.url().to_string()) {
            return Err(FhirError::PagingEndless);
        }
        if self.places.len() > PAGES_LIMIT || self.count > RESOURCES_LIMIT {
            let resources = self.count;
            return Err(FhirError::StoppedAt { resources });
        }
        Ok(())
    }

    /// Servers whose pages shift while they are read send the same resource twice.
    fn keep_new(&mut self, page: &mut Page) {
        let before = page.resources.len();
        page.resources.retain(|resource| self.is_new(resource));
        let repeated = before - page.resources.len();
        page.skipped.repeated = u32::try_from(repeated).unwrap_or(u32::MAX);
        self.count += before;
    }

    /// A resource without an id cannot be known again.
    fn is_new(&mut self, resource: &Resource) -> bool {
        resource.id().is_none_or(|id| {
            let version = resource.version_id().map(str::to_owned);
            self.resources
                .insert((resource.resource_type().to_owned(), id.to_owned(), version))
        })
    }
}
