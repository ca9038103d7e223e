//! An International Patient Summary (HL7 IPS 2.0, which 1.1 readers understand): a Bundle of type
//! `document` with a `Composition` that points into it.
//!
//! No profile is claimed: the resources are the server's, as it sent them, and nobody here can vouch
//! that they follow the guide's. Only facts go into a summary. A section that must be there and has
//! nothing says why: none known is a statement of the record and an entry like any other; an empty
//! list, a list that was not read and one that was not chosen are three different reasons.

mod composition;
mod narrative;
mod sections;

use std::collections::HashSet;
use std::io::{self, Write};

use chart::{PatientBanner, Standing};

use crate::address::Addresses;
use crate::bundle::{Entries, bare, head, object};
use crate::references::names_in;
use crate::{About, Taken, Written};
use composition::{composition, device};
use sections::{SECTIONS, Section};

/// Why no summary was written, by what the caller can do.
#[derive(Debug)]
pub enum SummaryError {
    /// A summary is about somebody, and the patient is not in the record.
    NoPatient,
    /// As the place that it is written to says.
    Storage(io::Error),
}

impl std::fmt::Display for SummaryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoPatient => "the patient is not in the record",
            Self::Storage(_) => "the summary cannot be written",
        })
    }
}

impl std::error::Error for SummaryError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NoPatient => None,
            Self::Storage(error) => Some(error),
        }
    }
}

impl From<io::Error> for SummaryError {
    fn from(error: io::Error) -> Self {
        Self::Storage(error)
    }
}

/// What a section of the summary is filled with.
struct Filled {
    section: &'static Section,
    /// Addresses of its entries.
    entries: Vec<String>,
    /// Rows of its narrative.
    rows: String,
}

/// Writes the summary of the chosen entries. What they name goes along where `find` has it.
///
/// # Errors
/// [`SummaryError::NoPatient`], and as `out` does. What was written by then is no copy.
pub fn write_summary(
    out: &mut impl Write,
    about: &About,
    patient: Option<&Taken>,
    chosen: impl Iterator<Item = Taken>,
    find: impl Fn(&str) -> Option<Taken>,
) -> Result<Written, SummaryError> {
    let patient = patient.ok_or(SummaryError::NoPatient)?;
    let banner = PatientBanner::read(&patient.json).ok_or(SummaryError::NoPatient)?;
    let mut plan = Plan::new(about);
    plan.keys.push(patient.entry.key.clone());
    for taken in chosen {
        plan.take(&taken);
    }
    plan.add_names(&patient.json, &find);
    let author = plan.addresses.new_name();
    let subject = plan.addresses.of(&patient.entry.key);
    let document = plan.addresses.new_name();
    let composition = composition(
        about,
        bare(&document),
        &subject,
        &author,
        &banner,
        &plan.filled,
    );

    let mut entries = Entries::begin(out, &head(about, "document"))?;
    entries.value(&document, &composition)?;
    entries.value(&author, &device(about, bare(&author)))?;
    for key in &plan.keys {
        let held = (*key == patient.entry.key).then(|| patient.clone());
        if let Some(taken) = held.or_else(|| find(key))
            && let Some(resource) = object(&taken.json)
        {
            entries.raw(&plan.addresses.of(key), resource)?;
        }
    }
    entries.end()?;
    Ok(plan.written)
}

/// What goes where, before anything is written: the Composition comes first and points at the rest.
struct Plan<'a> {
    base: &'a str,
    addresses: Addresses<'a>,
    filled: Vec<Filled>,
    /// Keys of what is written, in order.
    keys: Vec<String>,
    named: Vec<String>,
    written: Written,
}

impl<'a> Plan<'a> {
    fn new(about: &'a About) -> Self {
        let empty = |section| Filled {
            section,
            entries: Vec::new(),
            rows: String::new(),
        };
        Self {
            base: &about.server,
            addresses: Addresses::new(&about.server, about.document),
            filled: SECTIONS.iter().map(empty).collect(),
            keys: Vec::new(),
            named: Vec::new(),
            written: Written {
                added: 1,
                ..Written::default()
            },
        }
    }

    fn take(&mut self, taken: &Taken) {
        if object(&taken.json).is_none() {
            self.written.unreadable += 1;
            return;
        }
        let is_fact = taken.entry.standing != Standing::NotAFact;
        let place = self.filled.iter_mut().find(|filled| {
            let holds = filled.section.holds;
            holds(&taken.entry)
        });
        match place.filter(|_| is_fact) {
            Some(filled) => {
                filled.entries.push(self.addresses.of(&taken.entry.key));
                narrative::row(&mut filled.rows, &taken.entry);
                self.keys.push(taken.entry.key.clone());
                self.named.extend(names_in(&taken.json, self.base));
                self.written.entries += 1;
            }
            None => self.written.left_out += 1,
        }
    }

    fn add_names(&mut self, patient: &str, find: impl Fn(&str) -> Option<Taken>) {
        let mut done: HashSet<String> = self.keys.iter().cloned().collect();
        self.named.extend(names_in(patient, self.base));
        while let Some(key) = self.named.pop() {
            if !done.insert(key.clone()) {
                continue;
            }
            if let Some(taken) = find(&key).filter(|taken| object(&taken.json).is_some()) {
                self.named.extend(names_in(&taken.json, self.base));
                self.keys.push(key);
                self.written.added += 1;
            }
        }
    }
}
