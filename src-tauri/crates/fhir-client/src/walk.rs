//! What the pages of one search have given so far: each resource once, however often it comes.

use std::collections::{HashMap, HashSet};

use crate::address::Guarded;
use crate::error::{FhirError, Rest};
use crate::page::{Page, Skipped};
use crate::resource::Resource;

/// Most pages of one search.
const PAGES_LIMIT: usize = 1_000;
/// Most resources of one search.
pub(crate) const RESOURCES_LIMIT: usize = 200_000;

/// Where a search has been and what it has given.
#[derive(Default)]
pub(crate) struct Walk {
    places: HashSet<String>,
    /// Everything that came, and whether the chain of pages brought it.
    seen: HashMap<Key, bool>,
    /// Ids of what was searched for: neither what came along nor another version of the same.
    matches: HashSet<String>,
    count: usize,
}

type Key = (String, String, Option<String>);

impl Walk {
    pub(crate) fn enter(&mut self, place: &Guarded) -> Result<(), FhirError> {
        if !self.places.insert(place.url().to_string()) {
            return Err(FhirError::PagingEndless);
        }
        if self.places.len() > PAGES_LIMIT || self.count > RESOURCES_LIMIT {
            return Err(FhirError::StoppedAt {
                resources: self.count,
                rest: Rest(place.clone()),
            });
        }
        Ok(())
    }

    /// Keeps of a page of the chain what is new. Servers whose pages shift while they are read send the
    /// same resource twice, and count it twice.
    pub(crate) fn keep_new(&mut self, page: &mut Page) {
        let before = page.resources.len();
        let mut repeated = 0_u32;
        page.resources.retain(|resource| {
            self.note(resource);
            let Some(key) = key(resource) else {
                // It cannot be known again.
                return true;
            };
            match self.seen.insert(key, true) {
                None => return true,
                Some(true) => repeated = repeated.saturating_add(1),
                Some(false) => {}
            }
            false
        });
        page.skipped.repeated = repeated;
        self.count += before;
    }

    /// Keeps of a page beside the chain what is new and can be known again: the chain brings the rest, if
    /// it is needed.
    pub(crate) fn keep_known(&mut self, page: &mut Page) {
        page.resources.retain(|resource| {
            self.note(resource);
            let Some(key) = key(resource) else {
                return false;
            };
            if self.seen.contains_key(&key) {
                return false;
            }
            self.seen.insert(key, false);
            true
        });
        page.skipped = Skipped::default();
    }

    /// How many different resources of the type searched for came.
    pub(crate) fn matches(&self) -> u64 {
        self.matches.len() as u64
    }

    fn note(&mut self, resource: &Resource) {
        if let Some(id) = resource.id()
            && !resource.is_included()
            && !self.matches.contains(id)
        {
            self.matches.insert(id.to_owned());
        }
    }
}

fn key(resource: &Resource) -> Option<Key> {
    let version = resource.version_id().map(str::to_owned);
    Some((
        resource.resource_type().to_owned(),
        resource.id()?.to_owned(),
        version,
    ))
}
