//! A search or a history from its first page to its last: `next` links (FHIR R4 §3.1.1.4), each through the
//! guard, none twice, not without end.

use std::sync::Arc;

use async_stream::try_stream;
use futures_util::{Stream, StreamExt as _, pin_mut};

use crate::address::Guarded;
use crate::error::{FhirError, Rest};
use crate::exchange::{Exchange, Question};
use crate::page::Page;
use crate::search::Search;
use crate::side::{Outcome, Side};
use crate::walk::Walk;

/// Most that is read of one page, in decoded bytes.
const PAGE_LIMIT: usize = 32 * 1024 * 1024;

/// All pages of a search. One that has many of them is fetched in parts where it may be ([`Side`]).
pub(crate) fn pages(
    exchange: Arc<Exchange>,
    search: Search,
) -> impl Stream<Item = Result<Page, FhirError>> + Send {
    try_stream! {
        let mut walk = Walk::default();
        let place = exchange.base.search(&search)?;
        walk.enter(&place)?;
        let (mut page, next) = one_page(&exchange, search.resource_type(), &place).await?;
        walk.keep_new(&mut page);
        let mut side = match &next {
            Some(Ok(_)) if search.windows().is_some() => {
                Side::begin(&exchange, &search, &page, &walk).await
            }
            _ => None,
        };
        yield page;
        if let Some(side) = &mut side {
            while let Some(page) = side.next(&mut walk).await {
                yield page;
            }
        }
        let outcome = side.map(|side| side.outcome());
        if outcome != Some(Outcome::Whole) {
            let mut unfit = outcome == Some(Outcome::Unfit);
            let chain = walk_on(exchange, search.into_resource_type(), next.transpose(), walk);
            pin_mut!(chain);
            while let Some(page) = chain.next().await {
                let mut page = page?;
                page.in_one = std::mem::take(&mut unfit);
                yield page;
            }
        }
    }
}

/// The pages after a search was stopped at a limit.
pub(crate) fn rest(
    exchange: Arc<Exchange>,
    resource_type: &str,
    rest: Rest,
) -> impl Stream<Item = Result<Page, FhirError>> + Send + use<> {
    walk_on(
        exchange,
        resource_type.to_owned(),
        Ok(Some(rest.0)),
        Walk::default(),
    )
}

/// All versions of a resource (FHIR R4 §3.1.0.10), the newest first.
pub(crate) fn versions(
    exchange: Arc<Exchange>,
    resource_type: &str,
    id: &str,
) -> impl Stream<Item = Result<Page, FhirError>> + Send + use<> {
    let first = exchange.base.history(resource_type, id);
    walk_on(
        exchange,
        resource_type.to_owned(),
        first.map(Some),
        Walk::default(),
    )
}

/// From a page on. An error is the last item; the pages before it stay good, but the list is then not
/// complete.
fn walk_on(
    exchange: Arc<Exchange>,
    resource_type: String,
    first: Result<Option<Guarded>, FhirError>,
    mut walk: Walk,
) -> impl Stream<Item = Result<Page, FhirError>> + Send {
    try_stream! {
        let mut place = first?;
        while let Some(here) = place {
            walk.enter(&here)?;
            let (mut page, next) = one_page(&exchange, &resource_type, &here).await?;
            walk.keep_new(&mut page);
            yield page;
            place = next.transpose()?;
        }
    }
}

/// Where the next page is, or why it is not asked for.
pub(crate) type Next = Option<Result<Guarded, FhirError>>;

/// A page, and where the next one is.
pub(crate) async fn one_page(
    exchange: &Exchange,
    resource_type: &str,
    place: &Guarded,
) -> Result<(Page, Next), FhirError> {
    let answer = exchange
        .get(&Question {
            resource_type,
            place,
            with_token: true,
            limit: PAGE_LIMIT,
        })
        .await?;
    let (page, next) = Page::parse(answer.body)?;
    let next = next.map(|link| exchange.base.follow(&answer.place, &link));
    Ok((page, next))
}
