//! Bringing one FHIR type up to date by what changed, where that is enough; else by all of it.
//!
//! What changed is asked for from the newest change that is known, by the server's own clock, less an
//! hour. It is enough only if the server answers without a remark and then counts as many resources as
//! are here: a deletion shows in no other way. Everything else leads to the whole search.

use async_stream::stream;
use fhir_client::{FhirClient, Search};
use futures_util::{Stream, StreamExt as _, join, pin_mut, stream as streams};
use jiff::Timestamp;
use tokio::sync::oneshot;

use super::fetch::{Step, Wanted, fetch};

/// Fetches one type: what changed since an instant, or all of it.
pub(crate) fn renew(
    client: FhirClient,
    wanted: Wanted,
    since: Option<Timestamp>,
) -> impl Stream<Item = Step> + Send {
    stream! {
        let kind = wanted.planned.resource_type;
        let search = since.and_then(|since| Some((since, wanted.asking.only_search(&wanted.patient)?)));
        if let Some((since, search)) = search {
            yield Step::Renewing(kind);
            let changed = search.clone().param("_lastUpdated", format!("ge{since}"));
            let pages = client.search(changed);
            pin_mut!(pages);
            let mut is_answered = true;
            // Both at once: nearly always it is one page, and nothing new.
            let (first, count) = join!(pages.next(), count(&client, search));
            let pages = streams::iter(first).chain(pages);
            pin_mut!(pages);
            while let Some(page) = pages.next().await {
                match page {
                    Ok(page) if page.remarks.is_empty() && page.skipped.unreadable == 0 => {
                        yield Step::Page(kind, page);
                    }
                    // Whatever it is, the whole search says it better.
                    Ok(_) | Err(_) => {
                        is_answered = false;
                        break;
                    }
                }
            }
            let can_renew = is_answered;
            if is_answered && let Some(count) = count {
                let (fits, answer) = oneshot::channel();
                yield Step::Compare { kind, count, fits };
                if answer.await == Ok(true) {
                    yield Step::End(kind);
                    return;
                }
            }
            yield Step::Anew { kind, can_renew };
        }
        let steps = fetch(client, wanted);
        pin_mut!(steps);
        while let Some(step) = steps.next().await {
            yield step;
        }
    }
}

/// How many resources the server has. `None`: it does not say.
async fn count(client: &FhirClient, search: Search) -> Option<u64> {
    let pages = client.search(search.param("_summary", "count"));
    pin_mut!(pages);
    pages.next().await?.ok()?.total
}
