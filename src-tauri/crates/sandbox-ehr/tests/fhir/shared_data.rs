//! Data that nobody here wrote. Looked for in `CHARTSIDE_TEST_DATA`, else beside the workspace.

use std::path::{Path, PathBuf};

use sandbox_ehr::fhir::FhirStore;
use serde_json::Value;

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where these tests read the environment"
)]
fn data_folder() -> Option<PathBuf> {
    let beside = || {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(3)
            .map(|root| root.join("../shared/data"))
    };
    let folder = std::env::var("CHARTSIDE_TEST_DATA")
        .map(PathBuf::from)
        .ok()
        .or_else(beside)?;
    if !folder.is_dir() {
        println!(
            "SKIPPED: no test data in {}; set CHARTSIDE_TEST_DATA",
            folder.display()
        );
        return None;
    }
    Some(folder)
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files_below(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Counted independently of the loader: resources, entries without one, and what is neither.
fn count(value: &Value) -> usize {
    if value["resourceType"] != "Bundle" {
        return 1;
    }
    let entries = value["entry"].as_array().map_or(&[][..], Vec::as_slice);
    let each = entries.iter().map(|entry| {
        if entry["resource"].is_object() {
            count(&entry["resource"])
        } else {
            1
        }
    });
    each.sum::<usize>().max(1)
}

fn count_file(path: &Path) -> usize {
    let text = std::fs::read_to_string(path).unwrap();
    let documents = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'))
        .into_iter::<Value>();
    documents.map(|document| count(&document.unwrap())).sum()
}

#[test]
fn every_resource_of_every_file_is_loaded_or_reported() {
    let Some(folder) = data_folder() else { return };
    let files = files_below(&folder);
    let files: Vec<&PathBuf> = files
        .iter()
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json" || extension == "ndjson")
        })
        .collect();
    let present: usize = files.iter().map(|path| count_file(path)).sum();
    let store = FhirStore::load(&folder).unwrap();
    let report = store.report();
    println!(
        "{} files, {present} resources and entries: {} served ({} named, {} renamed), {} duplicates, {} superseded, {} skipped; {} patients",
        report.files,
        report.resources,
        report.named,
        report.renamed,
        report.duplicates,
        report.superseded,
        report.skipped.len(),
        store.patients().len(),
    );
    for (file, reason) in &report.skipped {
        println!(
            "  skipped: {}: {reason}",
            file.strip_prefix(&folder).unwrap_or(file).display()
        );
    }
    assert_eq!(report.files, files.len());
    assert_eq!(report.resources, store.len());
    assert_eq!(
        report.resources + report.duplicates + report.superseded + report.skipped.len(),
        present
    );
}

#[test]
fn every_defect_is_kept() {
    let Some(folder) = data_folder() else { return };
    let store = FhirStore::load(&folder.join("defects")).unwrap();
    let lines = std::fs::read_to_string(folder.join("defects/defects.ndjson"))
        .unwrap()
        .lines()
        .count();
    assert_eq!(store.len() + store.report().duplicates, lines);
    assert_eq!(store.report().skipped, []);
}

#[test]
fn no_address_of_a_transaction_is_left_in_a_real_patient() {
    let Some(folder) = data_folder() else { return };
    let store = FhirStore::load(&folder.join("synthea-2019-r4")).unwrap();
    for (name, id, text) in store.resources() {
        assert!(!text.contains("\"reference\": \"urn:uuid:"), "{name}/{id}");
    }
    let sizes: Vec<usize> = store
        .patients()
        .iter()
        .map(|patient| store.compartment(&patient.id).len())
        .collect();
    assert!(
        sizes.len() == 4 && sizes.iter().all(|size| *size > 50),
        "{sizes:?}"
    );
}
