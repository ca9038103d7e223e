//! A generated record of one patient, in the store and on disk.

use std::collections::HashSet;
use std::path::Path;

use chart_store::{ChartStore, Partition, RecordKey};
use sandbox_ehr::fhir::FhirStore;

use crate::Failure;

/// Resources of the large record.
pub(crate) const LARGE: usize = 100_000;

/// As many resources as a large page of a server.
const PAGE: usize = 500;

/// What a server has of one patient.
pub(crate) struct Generated {
    patient: String,
    pub(crate) resources: Vec<String>,
}

impl Generated {
    /// About so many resources, the same in every run.
    pub(crate) fn of(resources: usize) -> Result<Self, Failure> {
        let all = FhirStore::generate(1, resources);
        let ids = all.patients().into_iter().map(|card| card.id);
        let patient = ids
            .max_by_key(|id| all.compartment(id).len())
            .ok_or("the sandbox has no patient")?;
        let own: HashSet<String> = all.compartment(&patient).into_iter().collect();
        let own = all.resources().filter(|(kind, id, _)| {
            let is_patient = *kind == "Patient" && *id == patient;
            is_patient || own.contains(&format!("{kind}/{id}"))
        });
        let resources = own.map(|(_, _, json)| json.to_owned()).collect();
        Ok(Self { patient, resources })
    }

    /// Bytes of JSON.
    pub(crate) fn bytes(&self) -> usize {
        self.resources.iter().map(String::len).sum()
    }

    /// The store as a load fills it, page by page.
    pub(crate) fn put_into(&self, store: &ChartStore) {
        for page in self.resources.chunks(PAGE) {
            store.apply(page.iter().map(String::as_str));
        }
    }

    /// The record as it is kept in this folder.
    pub(crate) fn open(&self, folder: &Path) -> Result<ChartStore, Failure> {
        let key = RecordKey::from_bytes(&[7; RecordKey::LEN]).ok_or("no key")?;
        let partition = Partition::new("bench", "bench", &self.patient);
        let (store, _) = ChartStore::open(folder, key, &partition)?;
        Ok(store)
    }
}
