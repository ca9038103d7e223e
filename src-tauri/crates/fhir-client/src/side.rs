//! A long search fetched in parts, side by side: a chain of `next` links costs a round trip for each page,
//! parts cost one for all of them.
//!
//! The law of this module: parts never replace the chain, they only make it unnecessary. They are enough
//! when all of them ended and exactly as many different resources came as the server says there are. Whatever else
//! happens (a refusal, a failure, a count that does not fit, a server that does not read the parameter),
//! the chain goes on from where it was, and what the parts brought is not brought again.

use std::sync::Arc;

use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;

use crate::address::Guarded;
use crate::error::FhirError;
use crate::exchange::Exchange;
use crate::page::Page;
use crate::paging::{Next, one_page};
use crate::remark::Remark;
use crate::search::Search;
use crate::walk::{RESOURCES_LIMIT, Walk};
use crate::windows::Window;

/// Fewer pages than this are as fast in a row.
const WORTH_IT: u64 = 3;
/// Requests beside those that the pages need.
const SPARE: u64 = 48;

/// How the parts ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything came.
    Whole,
    /// Something failed that may not fail the next time.
    Failed,
    /// The server cannot be asked like this.
    Unfit,
}

/// A search in parts.
pub(crate) struct Side {
    exchange: Arc<Exchange>,
    search: Search,
    parameter: String,
    /// Resources on a page.
    size: u64,
    /// All matches, as the server says.
    total: u64,
    /// What the server said beside the first page: said again it is no news.
    said: Vec<Remark>,
    /// Matches of the first windows, as the server says.
    claimed: u64,
    requests_left: u64,
    running: FuturesUnordered<BoxFuture<'static, Fetched>>,
    asked_undated: bool,
    ended: Option<Outcome>,
}

struct Fetched {
    part: Part,
    answer: Result<(Page, Next), FhirError>,
}

/// What a page is the first of, or a later one.
#[derive(Debug, Clone, Copy)]
enum Part {
    First(Window),
    Cut(Window),
    Later,
    Undated,
}

impl Side {
    /// Begins after the first page of a search that has more. `None`: it is not worth it, or nobody knows
    /// how many there are.
    pub(crate) async fn begin(
        exchange: &Arc<Exchange>,
        search: &Search,
        first: &Page,
        walk: &Walk,
    ) -> Option<Self> {
        let (parameter, window) = search.windows()?;
        let size = walk.matches();
        let total = match first.total.filter(|total| *total > size) {
            Some(total) => total,
            None => count(exchange, search).await?,
        };
        let pages = total.checked_div(size)?.saturating_add(1);
        if pages <= WORTH_IT || total > RESOURCES_LIMIT as u64 {
            return None;
        }
        let mut begun = Self {
            exchange: Arc::clone(exchange),
            search: search.clone(),
            parameter: parameter.to_owned(),
            size,
            total,
            said: first.remarks.clone(),
            claimed: 0,
            requests_left: pages.saturating_mul(2).saturating_add(SPARE),
            running: FuturesUnordered::new(),
            asked_undated: false,
            ended: None,
        };
        for window in window.cut(pages) {
            begun.ask(window, Part::First(window));
        }
        Some(begun)
    }

    /// How it ended, once it has.
    pub(crate) fn outcome(&self) -> Outcome {
        self.ended.unwrap_or(Outcome::Failed)
    }

    /// The next page with something new. `None`: it ended.
    pub(crate) async fn next(&mut self, walk: &mut Walk) -> Option<Page> {
        while self.ended.is_none() {
            let Some(fetched) = self.running.next().await else {
                self.ran_out(walk);
                continue;
            };
            let (mut page, next) = match fetched.answer {
                Ok(answer) => answer,
                Err(error) => {
                    self.ended = Some(meaning(&error));
                    break;
                }
            };
            if page
                .remarks
                .iter()
                .any(|remark| !self.said.contains(remark))
            {
                // Whatever it is about: not all of what was asked for may be here.
                self.ended = Some(Outcome::Unfit);
                break;
            }
            self.go_on(fetched.part, &page, next);
            page.remarks.clear();
            page.total = None;
            walk.keep_known(&mut page);
            if walk.matches() > self.total {
                // Nobody knows how many there are.
                self.ended.get_or_insert(Outcome::Unfit);
            }
            if !page.resources.is_empty() {
                return Some(page);
            }
        }
        self.running.clear();
        None
    }

    fn go_on(&mut self, part: Part, page: &Page, next: Next) {
        if let Part::First(_) = part {
            self.claimed = self.claimed.saturating_add(page.total.unwrap_or_default());
            // A resource of some time stands in two windows; a server that does not read the parameter
            // gives all of them in each.
            if self.claimed
                > self
                    .total
                    .saturating_add(self.total / 2)
                    .saturating_add(self.size)
            {
                self.ended = Some(Outcome::Unfit);
                return;
            }
        }
        let next = match next {
            None => return,
            Some(Ok(next)) => next,
            Some(Err(_)) => {
                self.ended = Some(Outcome::Unfit);
                return;
            }
        };
        let windows = match part {
            Part::First(window) | Part::Cut(window) => {
                let pages = page.total.unwrap_or_default() / self.size.max(1) + 1;
                if pages < WORTH_IT {
                    Vec::new()
                } else {
                    window.cut(pages + 1)
                }
            }
            Part::Later | Part::Undated => Vec::new(),
        };
        if windows.len() < 2 {
            return self.follow(next);
        }
        for window in windows {
            self.ask(window, Part::Cut(window));
        }
    }

    /// All windows were read to their ends, and not before: a server that counts too few would else seem to
    /// have given all. What is missing has no date, or cannot be had like this.
    fn ran_out(&mut self, walk: &Walk) {
        if walk.matches() == self.total {
            self.ended = Some(Outcome::Whole);
            return;
        }
        if self.asked_undated || walk.matches() > self.total {
            self.ended = Some(Outcome::Unfit);
            return;
        }
        self.asked_undated = true;
        let missing = self.total.saturating_sub(walk.matches());
        if missing > self.requests_left.saturating_mul(self.size) {
            self.ended = Some(Outcome::Unfit);
            return;
        }
        let name = format!("{}:missing", self.parameter);
        let search = self.search.clone().param(name, "true");
        self.send(&search, Part::Undated);
    }

    fn ask(&mut self, window: Window, part: Part) {
        let name = self.parameter.clone();
        let search = window.values().fold(self.search.clone(), |search, value| {
            search.param(name.as_str(), value)
        });
        self.send(&search, part);
    }

    fn send(&mut self, search: &Search, part: Part) {
        match self.exchange.base.search(search) {
            Ok(place) => self.fetch(place, part),
            Err(_) => self.ended = Some(Outcome::Unfit),
        }
    }

    fn follow(&mut self, next: Guarded) {
        self.fetch(next, Part::Later);
    }

    fn fetch(&mut self, place: Guarded, part: Part) {
        let Some(left) = self.requests_left.checked_sub(1) else {
            // Windows that overlap without end, or pages that lead round in a ring.
            self.ended = Some(Outcome::Unfit);
            return;
        };
        self.requests_left = left;
        let exchange = Arc::clone(&self.exchange);
        let resource_type = self.search.resource_type().to_owned();
        self.running.push(Box::pin(async move {
            let answer = one_page(&exchange, &resource_type, &place).await;
            Fetched { part, answer }
        }));
    }
}

/// How many matches there are. `None`: the server does not say.
async fn count(exchange: &Arc<Exchange>, search: &Search) -> Option<u64> {
    let place = exchange
        .base
        .search(&search.clone().param("_summary", "count"));
    let (page, _) = one_page(exchange, search.resource_type(), &place.ok()?)
        .await
        .ok()?;
    page.total
}

/// Whether it makes sense to try it again the next time.
fn meaning(error: &FhirError) -> Outcome {
    match error {
        FhirError::BadRequest { .. }
        | FhirError::NotSupported { .. }
        | FhirError::Forbidden { .. }
        | FhirError::ServerFailed { status: 500, .. }
        | FhirError::ForeignAddress
        | FhirError::NotFhir { .. } => Outcome::Unfit,
        FhirError::InvalidName
        | FhirError::RedirectsEndless
        | FhirError::Authorize(_)
        | FhirError::Unauthorized { .. }
        | FhirError::Gone { .. }
        | FhirError::Busy { .. }
        | FhirError::ServerFailed { .. }
        | FhirError::Unreachable(_)
        | FhirError::TimedOut
        | FhirError::Truncated
        | FhirError::TooLarge
        | FhirError::PagingEndless
        | FhirError::StoppedAt { .. } => Outcome::Failed,
    }
}
