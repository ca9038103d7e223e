//! What to fetch for a record, decided from what was granted, what the server says it offers, what its
//! vendor is known for and what it taught this app itself.

mod asking;
mod granted;
mod types;

use std::collections::BTreeMap;

use fhir_client::{CapabilityStatement, ResourceCapability};
use serde::Deserialize;
use smart_app_launch::ScopeSet;

pub(crate) use asking::{Asking, TypeRules};
pub(crate) use types::{MEDICATION, PROVENANCE, PlannedType, TYPES, planned_type};

use granted::Granted;
use types::{ESSENTIAL, NOT_ASKED_FOR};

/// How the searches of a vendor's servers, or of one server, differ from those of the specification.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct RecordRules {
    /// Largest page, whatever the type.
    pub(crate) page: Option<u32>,
    /// What single types want.
    pub(crate) types: BTreeMap<String, TypeRules>,
}

/// Everything that decides about a plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) granted: &'a ScopeSet,
    /// Whose scopes count: `patient`, `user`, `system`.
    pub(crate) contexts: &'a [&'a str],
    /// `None`: it cannot be read, and then everything is asked for.
    pub(crate) capabilities: Option<&'a CapabilityStatement>,
    pub(crate) vendor: &'a RecordRules,
    /// What this server refused before, by type.
    pub(crate) learnt: &'a BTreeMap<String, TypeRules>,
}

/// What becomes of one type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Search for it.
    Fetch(Box<Asking>),
    /// It comes with what it belongs to.
    ComesAlong,
    /// The scopes do not cover it.
    NotGranted,
    /// The server does not offer it.
    NotOffered,
    /// The server offers it and this app does not ask for it.
    NotAskedFor,
}

/// Decides for each type. Types that are neither essential nor offered are left out: nobody misses them.
pub(crate) fn plan(known: Known<'_>) -> Vec<(PlannedType, Decision)> {
    let asked = TYPES.iter().enumerate().filter_map(|(place, planned)| {
        let is_essential = place < ESSENTIAL;
        Some((*planned, known.decide(*planned, is_essential)?))
    });
    let not_asked = NOT_ASKED_FOR
        .iter()
        .filter(|planned| known.offer(planned.resource_type) == Offer::Search);
    asked
        .chain([(MEDICATION, Decision::ComesAlong)])
        .chain(not_asked.map(|planned| (*planned, Decision::NotAskedFor)))
        .collect()
}

/// What the server says of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Offer {
    /// It can be searched for, or nobody knows.
    Search,
    /// Single ones can be read.
    Read,
    /// It is not there.
    Nothing,
    /// The server said nothing about any type.
    Unknown,
}

impl Known<'_> {
    fn decide(&self, planned: PlannedType, is_essential: bool) -> Option<Decision> {
        let name = planned.resource_type;
        let rules = self.rules(name);
        let granted = self.granted_on(name);
        let offer = self.offer(name);
        if offer == Offer::Nothing {
            return is_essential.then_some(Decision::NotOffered);
        }
        if granted == Granted::Nothing {
            return Some(Decision::NotGranted);
        }
        if name == PROVENANCE && (rules.comes_along || offer == Offer::Read) {
            return Some(Decision::ComesAlong);
        }
        if offer == Offer::Read {
            return Some(Decision::NotOffered);
        }
        let statement = self.statement(name);
        let mut asking = Asking::new(planned, statement, rules, self.provenance_comes_along());
        if let Granted::Parts(parts) = granted {
            asking.restrictions = parts;
        }
        Some(Decision::Fetch(Box::new(asking)))
    }

    fn granted_on(&self, name: &str) -> Granted {
        Granted::on(self.granted, self.contexts, name)
    }

    fn rules(&self, name: &str) -> TypeRules {
        let of_vendor = self.vendor.types.get(name).cloned().unwrap_or_default();
        let learnt = self.learnt.get(name).cloned().unwrap_or_default();
        let for_all = TypeRules {
            page: self.vendor.page,
            ..TypeRules::default()
        };
        of_vendor.and(&learnt).and(&for_all)
    }

    fn statement(&self, name: &str) -> Option<&ResourceCapability> {
        self.capabilities?.resource(name)
    }

    fn offer(&self, name: &str) -> Offer {
        let Some(capabilities) = self.capabilities else {
            return Offer::Unknown;
        };
        if capabilities.resources.is_empty() {
            return Offer::Unknown;
        }
        match capabilities.resource(name) {
            None => Offer::Nothing,
            Some(offered) if offered.interactions.is_empty() => Offer::Search,
            Some(offered) if offered.interactions.contains("search-type") => Offer::Search,
            Some(_) => Offer::Read,
        }
    }

    /// Where it can be searched for, including it again with every page would only bring it twice.
    fn provenance_comes_along(&self) -> bool {
        let cannot_be_searched =
            self.rules(PROVENANCE).comes_along || self.offer(PROVENANCE) == Offer::Read;
        cannot_be_searched && self.granted_on(PROVENANCE) == Granted::Whole
    }
}

#[cfg(test)]
mod tests;
