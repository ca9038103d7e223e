//! One patient's record: raw JSON of every resource, indexed rows, search, sealed on disk.
//!
//! The store keeps every resource byte for byte as it was received, in compressed pages, and a small
//! index beside them. A row is read from the JSON again when a screen asks for it, so that there is one
//! truth and little memory. On disk the same pages lie sealed in a log that is only appended to
//! (`docs/adr/0012-sealed-record-log.md`); nothing of the record can be read there without the key of
//! its partition. Must never know: HTTP, authorization, Tauri, words for people, the clock.

mod bytes;
mod disk;
mod durable;
mod figures;
mod filter;
mod index;
mod key;
mod lists;
mod log;
mod news;
mod page;
mod panels;
mod record;
mod referrers;
mod replay;
mod row;
mod seal;
mod store;
mod sync;
mod targets;
mod trend;
mod unit;
mod view;
mod walk;

pub use durable::{Found, StoreError, sweep};
pub use filter::{Choices, Facets, Filter, Year};
pub use key::{Partition, RandomnessUnavailable, RecordKey};
pub use news::{Changes, News};
pub use panels::{Panel, PanelRow, PanelWindow, Unfolded};
pub use record::is_of_type;
pub use store::{Applied, ChartStore};
pub use sync::{SearchState, SyncState};
pub use trend::{Trend, TrendLine, TrendPanel, TrendPoint, Undrawn, WhyUndrawn};
pub use view::{Counts, FoundIn, View, Window};
pub use walk::Walk;
