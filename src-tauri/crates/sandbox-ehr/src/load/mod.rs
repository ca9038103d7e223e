//! Reads folders of FHIR JSON and ndjson into a store.
//!
//! Every resource is kept as its text; the text is changed in two cases only: an id is given where there is none
//! (or another resource has it), and `urn:uuid:` and conditional references are replaced by `Type/id`, as a server
//! does when it stores a transaction (FHIR R4 §3.1.0.11.2). What is not understood is reported, never dropped in
//! silence.

mod bundle;
mod intake;
mod references;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::fhir::FhirStore;
use crate::fhir::resource::members;
use intake::Intake;

/// `urn:` addresses of bundle entries, and the `Type/id` that each became.
type Addresses = HashMap<String, String>;

/// Loads every `*.json` and `*.ndjson` below the folders, in the order of their names.
pub(crate) fn folders(folders: &[PathBuf]) -> std::io::Result<FhirStore> {
    let mut store = FhirStore::default();
    let mut addresses = Addresses::new();
    for folder in folders {
        for file in files_below(folder)? {
            read_file(&mut store, &mut addresses, &file);
        }
    }
    resolve_across_files(&mut store, &addresses);
    store.settle();
    Ok(store)
}

/// Puts resources into the record of a patient. See [`FhirStore::adopt`].
pub(crate) fn adopt(store: &mut FhirStore, patient_id: &str, resources: Vec<String>) -> usize {
    let before = store.len();
    let patient: Arc<str> = Arc::from(patient_id);
    for json in resources {
        let mut intake = Intake {
            store: &mut *store,
            file: Path::new(""),
        };
        if let Some(placed) = intake.take(&json, None) {
            placed.adopt(store, &patient);
        }
    }
    store.settle();
    store.len() - before
}

fn files_below(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries = std::fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<Vec<PathBuf>>>()?;
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        if entry.is_dir() {
            files.extend(files_below(&entry)?);
        } else if entry
            .extension()
            .is_some_and(|extension| extension == "json" || extension == "ndjson")
        {
            files.push(entry);
        }
    }
    Ok(files)
}

fn read_file(store: &mut FhirStore, addresses: &mut Addresses, file: &Path) {
    store.report_mut().files += 1;
    let mut intake = Intake { store, file };
    let text = match std::fs::read(file).map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => return intake.skip("not UTF-8"),
        Err(error) => return intake.skip(&format!("cannot be read: {}", error.kind())),
    };
    let text = text.trim_start_matches('\u{feff}');
    if file
        .extension()
        .is_some_and(|extension| extension == "ndjson")
    {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            read_json(&mut intake, addresses, line);
        }
    } else {
        read_json(&mut intake, addresses, text);
    }
}

fn read_json(intake: &mut Intake<'_>, addresses: &mut Addresses, json: &str) {
    match members(json) {
        Ok(members) if bundle::is_bundle(&members) => bundle::read(intake, addresses, &members),
        Ok(_) => {
            intake.take(json, None);
        }
        Err(reason) => intake.skip(&reason.to_string()),
    }
}

/// Resolves what no single bundle could: `urn:uuid:` addresses of another file, and conditional references.
fn resolve_across_files(store: &mut FhirStore, addresses: &Addresses) {
    let mut wanted: HashSet<String> = HashSet::new();
    for (_, _, json) in store.resources() {
        references::each(json, |reference| {
            if reference.contains('?') {
                wanted.insert(reference.to_owned());
            }
        });
    }
    let conditional = references::by_identifier(store, &wanted);
    for resource in store.resources_mut() {
        let resolved = references::rewrite(&resource.json, |reference| {
            addresses
                .get(reference)
                .or_else(|| conditional.get(reference))
                .cloned()
        });
        if let Some(json) = resolved {
            resource.json = Arc::from(json);
            resource.index = None;
        }
    }
}
