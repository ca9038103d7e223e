//! Every resource that others published: one row each, none lost, none that ends the program.
//!
//! The files are not part of this repository: `CHARTSIDE_TEST_DATA` names their folder, else
//! `../shared/data` beside the workspace. Without it the test says so and passes.

#![expect(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "helpers of a test are tests"
)]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use chart::Section;
use chart_store::{ChartStore, View};
use serde_json::Value;
use serde_json::value::RawValue;

fn data() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let folder = std::env::var_os("CHARTSIDE_TEST_DATA").map_or_else(beside, PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: no folder of test data (CHARTSIDE_TEST_DATA)");
        return None;
    }
    Some(folder)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        if path.is_dir() {
            files(&path, found);
        } else if path
            .extension()
            .is_some_and(|ending| ending == "json" || ending == "ndjson")
        {
            found.push(path);
        }
    }
}

/// The resources of one JSON text: those of a Bundle's entries, or itself.
fn resources(json: &str) -> Vec<Box<RawValue>> {
    #[derive(serde::Deserialize)]
    struct Bundle {
        #[serde(rename = "resourceType")]
        resource_type: String,
        entry: Vec<BundleEntry>,
    }
    #[derive(serde::Deserialize)]
    struct BundleEntry {
        resource: Option<Box<RawValue>>,
    }
    let held = match serde_json::from_str::<Bundle>(json) {
        Ok(bundle) if bundle.resource_type == "Bundle" => bundle
            .entry
            .into_iter()
            .filter_map(|entry| entry.resource)
            .collect(),
        _ => Vec::new(),
    };
    if held.is_empty() {
        serde_json::from_str(json).into_iter().collect()
    } else {
        held
    }
}

/// The key that the store must hold, found by another road than the store's.
fn key(raw: &str) -> String {
    let value: Value = serde_json::from_str(raw).unwrap();
    match value["id"].as_str() {
        Some(id) => format!(
            "{}/{id}",
            value["resourceType"].as_str().unwrap_or_default()
        ),
        None => raw.to_owned(),
    }
}

/// Every `reference` outside `contained`, found by another road than the chart's.
fn references(value: &Value, found: &mut HashSet<String>) {
    match value {
        Value::Object(members) => {
            found.extend(
                members
                    .get("reference")
                    .and_then(Value::as_str)
                    .map(String::from),
            );
            let inner = members.iter().filter(|(name, _)| *name != "contained");
            inner.for_each(|(_, inner)| references(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What the details say, and that no reference is missed.
fn look_into(raw: &str) {
    let value: Value = serde_json::from_str(raw).unwrap();
    let mut expected = HashSet::new();
    // `DetectedIssue.reference` is an address and no reference: those stand in elements.
    let elements = value.as_object().into_iter().flatten();
    let elements = elements.filter(|(name, _)| *name != "contained");
    elements.for_each(|(_, element)| references(element, &mut expected));
    expected.retain(|reference| !reference.trim().is_empty());
    let found: HashSet<String> = chart::references(raw)
        .into_iter()
        .map(|one| one.reference)
        .collect();
    // A large resource names more than anybody reads.
    assert!(found == expected || found.len() > 400, "{raw}");
    for detail in chart::details(raw) {
        let is_empty = detail.lines.is_empty() && detail.date.is_none() && detail.end.is_none();
        assert!(!is_empty, "{} {raw}", detail.label);
    }
}

fn listed(store: &ChartStore) -> usize {
    Section::ALL
        .into_iter()
        .flat_map(|section| [View::Section(section), View::NotFacts(section)])
        .map(|view| store.window(view, None, 0..usize::MAX).rows.len())
        .sum()
}

#[test]
fn every_published_resource_is_one_row() {
    let Some(folder) = data() else { return };
    let mut paths = Vec::new();
    files(&folder, &mut paths);
    let mut read = 0;
    for path in &paths {
        let text = fs::read_to_string(path).unwrap();
        let is_lines = path.extension().is_some_and(|ending| ending == "ndjson");
        let documents: Vec<&str> = if is_lines {
            text.lines().collect()
        } else {
            vec![text.trim_start_matches('\u{feff}')]
        };
        let page: Vec<_> = documents.into_iter().flat_map(resources).collect();
        assert!(!page.is_empty(), "no resource in {}", path.display());
        for raw in &page {
            look_into(raw.get());
        }
        let store = ChartStore::new(None);
        store.apply(page.iter().map(|raw| raw.get()));
        let keys: HashSet<String> = page.iter().map(|raw| key(raw.get())).collect();
        assert_eq!(store.len(), keys.len(), "{}", path.display());
        assert_eq!(listed(&store), keys.len(), "{}", path.display());
        read += page.len();
    }
    println!("{read} resources of {} files", paths.len());
    assert!(read > 0);
}

#[test]
fn every_defect_keeps_its_row_its_type_and_its_id() {
    let Some(folder) = data() else { return };
    let Ok(text) = fs::read_to_string(folder.join("defects/defects.ndjson")) else {
        println!("skipped: no defects.ndjson");
        return;
    };
    for line in text.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        let store = ChartStore::new(Some("p"));
        // All of them are about patient `p`, or do not say; only the Patient has another id.
        let applied = store.apply([line]);
        let is_other_patient = value["resourceType"] == "Patient" && value["id"] != "p";
        assert_eq!(
            (applied.added, applied.foreign),
            (
                usize::from(!is_other_patient),
                usize::from(is_other_patient)
            ),
            "{line}"
        );
        look_into(line);
        let reading = chart::read(line);
        assert!(!reading.entry.rules.is_empty(), "{line}");
        assert_eq!(
            Some(reading.entry.resource_type.as_str()),
            value["resourceType"].as_str()
        );
        assert_eq!(reading.id.as_deref(), value["id"].as_str());
        let words = value["code"]["text"]
            .as_str()
            .or(value["code"][0]["text"].as_str());
        assert!(
            words.is_none() || reading.entry.title.unwrap().text == words.unwrap(),
            "{line}"
        );
    }
}
