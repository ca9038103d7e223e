//! A seeded generator of clinically plausible synthetic patients.
//!
//! One call makes one cohort: a clinic, a first patient of the size that is asked for, and nine small ones whose
//! names are written in other scripts. The same seed, size and anchor give the same bytes. The people and values are
//! invented; codes, units and usual ranges are facts.

mod analytes;
mod care;
mod documents;
mod history;
mod institution;
mod labs;
mod letters;
mod medications;
mod people;
mod png;
mod random;
mod record;
mod visits;
mod vitals;
mod vocabulary;

use jiff::civil::Date;
use serde_json::Value;

use people::{PEOPLE, Person};
use random::Random;
use record::Record;

/// Histories end here unless a caller says otherwise.
pub const DEFAULT_ANCHOR: Date = jiff::civil::date(2026, 11, 1);

/// Resources in the compartment of every patient but the first.
const SMALL: usize = 200;
/// The largest record that can be asked for.
const LARGEST: usize = 100_000;

/// A generated resource.
#[derive(Debug)]
pub struct Generated {
    /// Its type.
    pub resource_type: &'static str,
    /// Its id.
    pub id: String,
    /// Everything but the type and the id.
    body: Value,
}

impl Generated {
    fn new(resource_type: &'static str, id: String, body: Value) -> Self {
        Self {
            resource_type,
            id,
            body,
        }
    }

    /// Everything but the type and the id.
    pub(crate) fn body(&self) -> &Value {
        &self.body
    }

    /// The resource as JSON, type and id first.
    pub fn to_json(&self) -> String {
        let body = self.body.to_string();
        let members = body.strip_prefix('{').unwrap_or_default();
        format!(
            r#"{{"resourceType":"{}","id":"{}",{members}"#,
            self.resource_type, self.id
        )
    }
}

/// Writes a cohort into `sink`; the first patient has `resources` resources (200 to 100,000).
pub fn cohort(seed: u64, resources: usize, anchor: Date, sink: &mut dyn FnMut(Generated)) {
    institution::add_institution(sink);
    for (number, person) in (0_u64..).zip(&PEOPLE) {
        let target = if number == 0 {
            resources.clamp(SMALL, LARGEST)
        } else {
            SMALL
        };
        // Own numbers for each: the size of one record does not change the others.
        let random = Random::new(seed.wrapping_add(number << 32));
        write_record(
            &mut Record::new(person, random, anchor, sink),
            person,
            target,
        );
    }
}

fn write_record(record: &mut Record<'_>, person: &Person, target: usize) {
    people::add_patient(record);
    let conditions = history::add_diagnoses(record);
    history::add_allergies(record);
    history::add_immunizations(record);
    history::add_procedures(record);
    history::add_family_and_habits(record);
    medications::add_medications(record, &conditions);
    care::add_care(record, &conditions);
    documents::add_documents(record);
    let moment = record.days_before(700);
    labs::add_odd_results(record, moment);
    debug_assert!(
        record.written() < SMALL,
        "the background of {} leaves no room for visits",
        person.id
    );
    visits::add_visits(record, target);
}
