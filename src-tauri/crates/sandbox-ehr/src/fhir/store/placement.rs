//! Two resources with one id: which of them stays.

use std::sync::Arc;

use super::FhirStore;
use crate::fhir::resource::Resource;

/// What became of a resource that was offered to the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placement {
    Added,
    Duplicate,
    Superseded,
}

impl FhirStore {
    /// Adds everything of `other`. Of two resources with one id the newer stays, else the one of `other`.
    pub fn merge(&mut self, other: Self) {
        for resource in other.resources {
            self.place_or_replace(resource);
        }
        self.deleted.extend(other.deleted);
        self.report.files += other.report.files;
        self.report.duplicates += other.report.duplicates;
        self.report.superseded += other.report.superseded;
        self.report.named += other.report.named;
        self.report.renamed += other.report.renamed;
        self.report.skipped.extend(other.report.skipped);
        self.settle();
    }

    /// Adds a resource, or finds out that it is already here. `Err` hands it back: its id is taken by another one.
    pub(crate) fn place(&mut self, resource: Resource) -> Result<Placement, Box<Resource>> {
        let key = resource.key();
        let Some(known) = self
            .by_key
            .get(&key)
            .and_then(|position| self.resources.get_mut(*position))
        else {
            self.push(key, resource);
            return Ok(Placement::Added);
        };
        if known.fingerprint == resource.fingerprint {
            known.adopted_by.extend(resource.adopted_by);
            return Ok(Placement::Duplicate);
        }
        match (known.last_updated, resource.last_updated) {
            (Some(old), Some(new)) if old.start < new.start => *known = resource,
            (Some(old), Some(new)) if old.start > new.start => {}
            _ => return Err(Box::new(resource)),
        }
        Ok(Placement::Superseded)
    }

    fn place_or_replace(&mut self, resource: Resource) {
        match self.place(resource) {
            Ok(Placement::Added) => self.report.resources += 1,
            Ok(Placement::Duplicate) => self.report.duplicates += 1,
            Ok(Placement::Superseded) => self.report.superseded += 1,
            Err(newcomer) => {
                self.report.superseded += 1;
                let known = self
                    .by_key
                    .get(&newcomer.key())
                    .and_then(|at| self.resources.get_mut(*at));
                if let Some(known) = known {
                    *known = *newcomer;
                }
            }
        }
    }

    pub(super) fn push(&mut self, key: String, resource: Resource) {
        let position = self.resources.len();
        self.by_type
            .entry(Arc::clone(&resource.resource_type))
            .or_default()
            .push(position);
        self.by_key.insert(key, position);
        self.resources.push(resource);
    }
}
