//! FHIR JSON in, the record a clinician reads out: pure functions.
//!
//! [`read`] turns the text of one resource into one [`Entry`]. It accepts whatever a server sends: a
//! wrong JSON type, a missing element or an unknown resource type hides only itself, and nothing that
//! arrived is dropped. Values stay as they were sent. Must never know: HTTP, authorization, the clock,
//! locale, words for people.

mod absence;
mod absent_reason;
mod allergies;
mod coding;
mod documents;
mod encounters;
mod entry;
mod human_name;
mod immunizations;
mod medications;
mod node;
mod observations;
mod other;
mod partial_date;
mod patient;
mod person;
mod problems;
mod procedures;
mod quantity;
mod reading;
mod reference_range;
mod reports;
mod rules;
mod search;
mod standing;

pub use entry::{
    Coded, Component, Entry, PartialDate, PatientBanner, Precision, Range, Section, Standing,
    Value, Warning,
};
pub use person::{person_name, role_holder};
pub use reading::{Reading, read};
pub use rules::{Element, RULES, Rule};
pub use search::fold;
