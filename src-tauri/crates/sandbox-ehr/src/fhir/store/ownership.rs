//! Which patient a resource belongs to, beyond what it says itself.

use std::sync::Arc;

use super::{FhirStore, Position};
use crate::fhir::compartment;
use crate::fhir::resource::Resource;

impl FhirStore {
    /// Indexes what is new, then works out who owns what. After this the store can be served.
    pub(crate) fn settle(&mut self) {
        for resource in self
            .resources
            .iter_mut()
            .filter(|resource| resource.index.is_none())
        {
            resource.build_index(&mut self.indexer);
        }
        self.note_referrers();
        for resource in &mut self.resources {
            let named = resource.index.iter().flat_map(|index| index.about.iter());
            resource.owners = named.chain(&resource.adopted_by).cloned().collect();
            resource.owners.sort_unstable();
            resource.owners.dedup();
        }
        // A Binary may hang on a Media that hangs on a report: three steps are deeper than records go.
        for _ in 0..3 {
            self.inherit_owners();
        }
    }

    fn note_referrers(&mut self) {
        self.referrers.clear();
        for (position, resource) in self.resources.iter().enumerate() {
            for target in resource.index.iter().flat_map(|index| &index.references) {
                let positions = self.referrers.entry(Arc::clone(target)).or_default();
                if positions.last() != Some(&position) {
                    positions.push(position);
                }
            }
        }
    }

    fn inherit_owners(&mut self) {
        let mut inherited: Vec<(Position, Vec<Arc<str>>)> = Vec::new();
        for (position, resource) in self.resources.iter().enumerate() {
            if resource.owners.is_empty() && compartment::inherits(&resource.resource_type) {
                let mut owners = self.neighbours_owners(resource);
                owners.sort_unstable();
                owners.dedup();
                inherited.push((position, owners));
            }
        }
        for (position, owners) in inherited {
            if let Some(resource) = self.resources.get_mut(position) {
                resource.owners = owners;
            }
        }
    }

    /// A `Provenance` belongs to whom its targets belong; everything else to whom its referrers belong.
    fn neighbours_owners(&self, resource: &Resource) -> Vec<Arc<str>> {
        if &*resource.resource_type == "Provenance" {
            let targets = resource.index.iter().flat_map(|index| &index.references);
            return targets
                .filter_map(|target| self.find(target))
                .filter(|(_, target)| {
                    compartment::inherits(&target.resource_type)
                        || &*target.resource_type == "Patient"
                })
                .flat_map(|(_, target)| target.owners.iter().cloned())
                .collect();
        }
        self.referrers(&resource.key())
            .flat_map(|(_, referrer)| referrer.owners.iter().cloned())
            .collect()
    }
}
