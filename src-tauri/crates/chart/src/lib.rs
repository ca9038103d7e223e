//! FHIR JSON in, the record a clinician reads out: pure functions.
//!
//! [`read`] turns the text of one resource into one [`Entry`]. It accepts whatever a server sends: a
//! wrong JSON type, a missing element or an unknown resource type hides only itself, and nothing that
//! arrived is dropped. Values stay as they were sent. Must never know: HTTP, authorization, the clock,
//! locale, words for people.

mod absence;
mod absent_reason;
mod alerts;
mod allergies;
mod applied;
mod appointments;
mod assessments;
mod care_plans;
mod care_team;
mod coding;
mod coverage;
mod details;
mod devices;
mod directives;
mod documents;
mod encounters;
mod entry;
mod family_history;
mod flagged;
mod human_name;
mod immunizations;
mod medications;
mod node;
mod observations;
mod orders;
mod other;
mod panel;
mod partial_date;
mod patient;
mod patient_match;
mod person;
mod pick;
mod problems;
mod procedures;
mod quantity;
mod reading;
mod reference_range;
mod references;
mod reports;
mod rules;
mod search;
mod section;
mod standing;

pub use details::{Detail, details, labels};
pub use entry::{
    Coded, Component, Entry, PartialDate, PatientBanner, Precision, Range, Standing, Value, Warning,
};
pub use flagged::Flagged;
pub use patient_match::PatientMatch;
pub use person::{person_name, role_holder};
pub use reading::{Reading, read};
pub use references::{Reference, references};
pub use rules::{Element, Makes, RULES, Rule, StatusRule, TAKEN_TOGETHER};
pub use search::fold;
pub use section::Section;
