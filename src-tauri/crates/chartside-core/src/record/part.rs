//! One part of a record again: the same plan, one type of it, and everything else as it was.

use async_stream::stream;
use futures_util::{Stream, StreamExt as _, pin_mut};

use super::RecordId;
use super::load::{load, run};
use crate::app::App;
use crate::ipc::{LoadPart, RecordEvent};

/// Loads one part of a record again. Where nothing was loaded before, or where the type is not fetched at
/// all, that is a load like any other.
pub(crate) fn load_part(app: App, part: LoadPart) -> impl Stream<Item = RecordEvent> + Send {
    stream! {
        let id = RecordId::parse(&part.record).ok();
        let before = id.and_then(|id| app.records().reached(id));
        let (Some(id), Some(_)) = (id, before) else {
            let events = load(app, part.record);
            pin_mut!(events);
            while let Some(event) = events.next().await {
                yield event;
            }
            return;
        };
        let running = app.records().begin_load(id);
        let ended = running.clone();
        let events = run(app, id, running, Some(part.resource_type)).take_until(ended.cancelled_owned());
        pin_mut!(events);
        while let Some(event) = events.next().await {
            yield event;
        }
    }
}
