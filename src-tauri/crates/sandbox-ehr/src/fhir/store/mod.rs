//! The resources of the server, and which patient each belongs to.

mod ownership;
mod patient_card;
mod placement;
mod report;

pub use patient_card::PatientCard;
pub(crate) use placement::Placement;
pub use report::LoadReport;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::fhir::index::Indexer;
use crate::fhir::resource::Resource;
use crate::{generate, load};

/// The place of a resource in the order of arrival.
pub(crate) type Position = usize;

/// Every resource the server holds. Immutable once it is served.
#[derive(Default)]
pub struct FhirStore {
    resources: Vec<Resource>,
    by_type: BTreeMap<Arc<str>, Vec<Position>>,
    by_key: HashMap<String, Position>,
    referrers: HashMap<Arc<str>, Vec<Position>>,
    deleted: BTreeSet<String>,
    indexer: Indexer,
    report: LoadReport,
}

impl FhirStore {
    /// Loads a folder of FHIR JSON and ndjson files, recursively. See [`LoadReport`] for what was not understood.
    pub fn load(folder: &Path) -> std::io::Result<Self> {
        Self::load_all(&[folder.to_owned()])
    }

    /// Loads several folders as one.
    pub fn load_all(folders: &[PathBuf]) -> std::io::Result<Self> {
        load::folders(folders)
    }

    /// A cohort of ten synthetic patients; the first has about `resources` resources (200 to 100,000).
    pub fn generate(seed: u64, resources: usize) -> Self {
        Self::generate_at(seed, resources, generate::DEFAULT_ANCHOR)
    }

    /// As [`Self::generate`], with histories that end at `anchor`.
    pub fn generate_at(seed: u64, resources: usize, anchor: Date) -> Self {
        let mut store = Self::default();
        generate::cohort(seed, resources, anchor, &mut |resource| {
            store.insert_generated(&resource);
        });
        store.report.resources = store.resources.len();
        store.settle();
        store
    }

    /// Puts any resources into the record of a patient, whatever they say themselves.
    ///
    /// The JSON is served as given; only an id is given to a resource that has none or whose id is taken.
    /// Answers how many are new; what is not a resource is listed in [`LoadReport::skipped`].
    pub fn adopt(&mut self, patient_id: &str, resources: Vec<String>) -> usize {
        load::adopt(self, patient_id, resources)
    }

    /// Forgets a resource: from now on a read answers 410 Gone.
    pub fn delete(&mut self, resource_type: &str, id: &str) {
        self.deleted.insert(format!("{resource_type}/{id}"));
    }

    /// What loading found.
    pub fn report(&self) -> &LoadReport {
        &self.report
    }

    /// How many resources there are.
    pub fn len(&self) -> usize {
        self.resources.len()
    }

    /// Whether there is nothing to serve.
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty()
    }

    /// Every resource in order of arrival: type, id, JSON.
    pub fn resources(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.resources
            .iter()
            .map(|resource| (&*resource.resource_type, &*resource.id, &*resource.json))
    }

    /// `Type/id` of everything in the compartment of a patient.
    pub fn compartment(&self, patient_id: &str) -> Vec<String> {
        let owned = self
            .resources
            .iter()
            .filter(|resource| resource.is_owned_by(patient_id));
        owned.map(Resource::key).collect()
    }

    /// Every patient, in order of arrival.
    pub fn patients(&self) -> Vec<PatientCard> {
        self.of_type("Patient")
            .map(|(_, resource)| PatientCard::of(resource))
            .collect()
    }

    pub(crate) fn types(&self) -> impl Iterator<Item = &str> {
        self.by_type.keys().map(|resource_type| &**resource_type)
    }

    pub(crate) fn of_type(
        &self,
        resource_type: &str,
    ) -> impl Iterator<Item = (Position, &Resource)> {
        let positions = self.by_type.get(resource_type).into_iter().flatten();
        positions
            .filter_map(|position| Some((*position, self.resources.get(*position)?)))
            .filter(|(_, resource)| !self.is_deleted(&resource.resource_type, &resource.id))
    }

    pub(crate) fn at(&self, position: Position) -> Option<&Resource> {
        self.resources.get(position)
    }

    /// The resource `Type/id`.
    pub(crate) fn find(&self, key: &str) -> Option<(Position, &Resource)> {
        let position = *self.by_key.get(key)?;
        Some((position, self.resources.get(position)?))
    }

    /// As [`Self::find`], for loading.
    pub(crate) fn find_mut(&mut self, key: &str) -> Option<&mut Resource> {
        self.resources.get_mut(*self.by_key.get(key)?)
    }

    /// `Type?system|value` of every identifier of these types, and the `Type/id` that carries it first.
    pub(crate) fn identified(&mut self, types: &HashSet<&str>) -> HashMap<String, String> {
        let mut found = HashMap::new();
        for resource in &mut self.resources {
            if !types.contains(&*resource.resource_type) {
                continue;
            }
            resource.build_index(&mut self.indexer);
            let tokens = resource.index.iter().flat_map(|index| &index.tokens);
            for (_, token) in tokens.filter(|(name, _)| *name == "identifier") {
                let system = token.system.as_deref().unwrap_or_default();
                let identifier = format!("{}?{system}|{}", resource.resource_type, token.code);
                found.entry(identifier).or_insert_with(|| resource.key());
            }
        }
        found
    }

    pub(crate) fn is_deleted(&self, resource_type: &str, id: &str) -> bool {
        !self.deleted.is_empty() && self.deleted.contains(&format!("{resource_type}/{id}"))
    }

    /// The resources that refer to `Type/id`.
    pub(crate) fn referrers(&self, key: &str) -> impl Iterator<Item = (Position, &Resource)> {
        let positions = self.referrers.get(key).into_iter().flatten();
        positions.filter_map(|position| Some((*position, self.resources.get(*position)?)))
    }

    pub(crate) fn report_mut(&mut self) -> &mut LoadReport {
        &mut self.report
    }

    /// The unsettled resources, for references to be resolved in.
    pub(crate) fn resources_mut(&mut self) -> &mut Vec<Resource> {
        &mut self.resources
    }

    pub(crate) fn has(&self, resource_type: &str, id: &str) -> bool {
        self.by_key.contains_key(&format!("{resource_type}/{id}"))
    }

    fn insert_generated(&mut self, resource: &generate::Generated) {
        let (resource_type, id, body) = (resource.resource_type, &resource.id, resource.body());
        let mut stored = Resource::new(resource_type, id, resource.to_json(), body.get("meta"));
        stored.index = Some(self.indexer.index(resource_type, id, body));
        self.push(stored.key(), stored);
    }
}

impl std::fmt::Debug for FhirStore {
    /// Counts only: records do not belong in a log.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("FhirStore")
            .field("resources", &self.resources.len())
            .finish_non_exhaustive()
    }
}
