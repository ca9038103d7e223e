//! Copies of a record to take along: a FHIR Bundle, tables for a spreadsheet, an International Patient
//! Summary (`docs/exports.md`).
//!
//! What is written is what arrived: resources go out byte for byte, values, units and dates as sent. A
//! copy that is not the whole record says so in itself, so that it is never taken for one. Must never
//! know: HTTP, files, the clock, chance, the language of whoever reads it (heads of columns are names of
//! fields, and the words of a summary those of its guide, in English).

mod about;
mod address;
mod bundle;
mod choice;
mod outcome;
mod references;
mod summary;
mod table;
mod uuid;

pub use about::{About, Gap, Taken, Written};
pub use bundle::write_bundle;
pub use choice::Choice;
pub use summary::{SummaryError, write_summary};
pub use table::{COLUMNS, protected, write_about, write_table};
