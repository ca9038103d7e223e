//! A log of what was done: append-only, hash-chained JSONL in UTC, without anything about a patient's
//! health.
//!
//! A line names the hash of the line before it and its own, so that no line can be changed, removed or
//! put between others without the rest disagreeing. What a chain cannot show, that its end was cut off
//! or that all of it was replaced, is shown by an [`Anchor`] that the caller keeps in another place.
//! An [`Entry`] holds words of the program, the origin of a server and keyed digests: there is no field
//! for a name, an identifier or a value of a record.
//!
//! All functions block. This crate must never know FHIR, HTTP, where anchor and key are kept, or Tauri.

#![forbid(unsafe_code)]

mod append;
mod digest;
mod entry;
mod export;
mod folder;
mod line;
mod page;
mod segment;
mod tail;
mod trail;
mod verify;

pub use append::Appended;
pub use digest::{DigestKey, Pseudonym, RandomnessUnavailable};
pub use entry::{Entry, NotAllowed, Origin, Outcome, Word};
pub use export::Export;
pub use line::{Hash, MAX_LINE_BYTES};
pub use page::{Page, Written};
pub use trail::{Anchor, Limits, REPAIRED, Trail, TrailError};
pub use verify::{Damage, Verification};
