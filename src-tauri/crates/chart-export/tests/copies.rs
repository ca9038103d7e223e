//! Copies of what others published: nothing is lost on the way out, and what comes back in reads the
//! same.
//!
//! The files are not part of this repository: `CHARTSIDE_TEST_DATA` names their folder, else
//! `../shared/data` beside the workspace. Without it the test says so and passes.

#![expect(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "helpers of a test are tests"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chart::{Entry, Section, Standing};
use chart_export::{About, COLUMNS, Choice, Gap, Taken, write_bundle, write_summary, write_table};
use serde_json::value::RawValue;
use serde_json::{Value, json};

const SERVER: &str = "https://ehr.example/fhir";

fn data() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let folder = std::env::var_os("CHARTSIDE_TEST_DATA").map_or_else(beside, PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: no folder of test data (CHARTSIDE_TEST_DATA)");
        return None;
    }
    Some(folder)
}

/// The files of each set of data, by the set's name.
fn sets() -> BTreeMap<String, Vec<PathBuf>> {
    let mut sets: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let Some(folder) = data() else { return sets };
    let mut open = vec![folder.clone()];
    while let Some(place) = open.pop() {
        for path in fs::read_dir(place)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            let ending = path.extension().unwrap_or_default();
            if path.is_dir() {
                open.push(path);
            } else if ending == "json" || ending == "ndjson" {
                let set = path.strip_prefix(&folder).unwrap().iter().next().unwrap();
                sets.entry(set.to_string_lossy().into_owned())
                    .or_default()
                    .push(path);
            }
        }
    }
    sets
}

/// The resources of one file: lines, those of a Bundle, or itself.
fn resources(path: &Path) -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct Bundle {
        entry: Vec<BundleEntry>,
    }
    #[derive(serde::Deserialize)]
    struct BundleEntry {
        resource: Box<RawValue>,
    }
    let text = fs::read_to_string(path).unwrap();
    if path.extension().is_some_and(|ending| ending == "ndjson") {
        return text.lines().map(str::to_owned).collect();
    }
    match serde_json::from_str::<Bundle>(&text) {
        Ok(bundle) => bundle
            .entry
            .iter()
            .map(|entry| entry.resource.get().to_owned())
            .collect(),
        Err(_) => vec![text],
    }
}

/// What a store would give: one of each key, the first with a patient's.
struct Held {
    taken: Vec<Taken>,
    places: BTreeMap<String, usize>,
}

impl Held {
    fn of(resources: impl IntoIterator<Item = String>) -> Self {
        let mut held = Self {
            taken: Vec::new(),
            places: BTreeMap::new(),
        };
        for (number, json) in resources.into_iter().enumerate() {
            let reading = chart::read(&json);
            let mut entry = reading.entry;
            let made = format!("{}/#{number}", entry.resource_type);
            let key = reading.id.map(|id| format!("{}/{id}", entry.resource_type));
            // Of the same name, a store keeps one; here both are kept.
            entry.key = key
                .filter(|key| !held.places.contains_key(key))
                .unwrap_or(made);
            held.places.insert(entry.key.clone(), held.taken.len());
            held.taken.push(Taken {
                entry,
                json: json.into(),
            });
        }
        held
    }

    fn find(&self, key: &str) -> Option<Taken> {
        Some(self.taken[*self.places.get(key)?].clone())
    }

    fn patient(&self) -> Option<Taken> {
        let mut all = self.taken.iter();
        all.find(|taken| taken.entry.resource_type == "Patient")
            .cloned()
    }

    fn sections(&self) -> Vec<Section> {
        let sections: BTreeSet<Section> =
            self.taken.iter().map(|taken| taken.entry.section).collect();
        sections.into_iter().collect()
    }

    fn everything(&self) -> About {
        About {
            server: SERVER.to_owned(),
            version: "0.1.0".to_owned(),
            made: "2026-12-01T12:00:00Z".to_owned(),
            as_of: Some("2026-12-01T11:00:00Z".to_owned()),
            document: [0x5a; 16],
            gaps: Vec::new(),
            every_section: true,
            choice: Choice {
                sections: self.sections(),
                historical: true,
                not_facts: true,
                ..Choice::default()
            },
        }
    }

    fn bundle(&self, about: &About) -> (String, chart_export::Written) {
        let mut out = Vec::new();
        let chosen = self
            .taken
            .iter()
            .filter(|taken| about.choice.takes(&taken.entry));
        let written = write_bundle(&mut out, about, self.patient(), chosen.cloned(), |key| {
            self.find(key)
        });
        (String::from_utf8(out).unwrap(), written.unwrap())
    }

    fn summary(&self, about: &About) -> (Value, chart_export::Written) {
        let mut out = Vec::new();
        let chosen = self
            .taken
            .iter()
            .filter(|taken| about.choice.takes(&taken.entry));
        let patient = self.patient();
        let written = write_summary(&mut out, about, patient.as_ref(), chosen.cloned(), |key| {
            self.find(key)
        });
        (serde_json::from_slice(&out).unwrap(), written.unwrap())
    }
}

#[derive(serde::Deserialize)]
struct Read {
    meta: Option<Value>,
    entry: Vec<ReadEntry>,
}

#[derive(serde::Deserialize)]
struct ReadEntry {
    #[serde(rename = "fullUrl")]
    full_url: String,
    resource: Box<RawValue>,
}

fn row(json: &str, key: &str) -> Entry {
    let mut entry = chart::read(json).entry;
    key.clone_into(&mut entry.key);
    entry
}

#[test]
fn nothing_lost_a_bundle_of_every_data_set_has_each_resource_byte_for_byte() {
    for (name, files) in sets() {
        let held = Held::of(files.iter().flat_map(|file| resources(file)));
        let (text, written) = held.bundle(&held.everything());
        let read: Read = serde_json::from_str(&text).unwrap();
        let objects: Vec<&Taken> = held
            .taken
            .iter()
            .filter(|taken| taken.json.trim_start().starts_with('{'))
            .collect();
        assert_eq!(written.entries, objects.len(), "{name}");
        assert_eq!(written.unreadable, held.taken.len() - objects.len());
        let sent: BTreeSet<&str> = objects.iter().map(|taken| taken.json.trim()).collect();
        let copied: BTreeSet<&str> = read
            .entry
            .iter()
            .map(|entry| entry.resource.get())
            .collect();
        assert_eq!(sent.difference(&copied).count(), 0, "{name}: byte for byte");
        let names: BTreeSet<&str> = read
            .entry
            .iter()
            .map(|entry| entry.full_url.as_str())
            .collect();
        assert_eq!(
            names.len(),
            read.entry.len(),
            "{name}: each has a name of its own"
        );
        let by_text: BTreeMap<&str, &Taken> = objects
            .iter()
            .map(|taken| (taken.json.trim(), *taken))
            .collect();
        let again = read.entry.iter().filter_map(|entry| {
            let taken = by_text.get(entry.resource.get())?;
            Some((row(entry.resource.get(), &taken.entry.key), taken))
        });
        for (again, taken) in again {
            assert_eq!(again, taken.entry, "{name}: reads the same again");
        }
        println!("{name}: {written:?}");
    }
}

#[test]
fn nothing_lost_tables_of_every_data_set_have_each_entry_and_no_formula() {
    for (name, files) in sets() {
        let held = Held::of(files.iter().flat_map(|file| resources(file)));
        let mut keys = BTreeSet::new();
        for section in held.sections() {
            let of_section = held
                .taken
                .iter()
                .filter(|taken| taken.entry.section == section);
            let entries = of_section.clone().map(|taken| taken.entry.clone());
            let mut out = Vec::new();
            let written = write_table(&mut out, true, entries).unwrap();
            assert_eq!(written.entries, of_section.count());
            let table = out.strip_prefix(b"\xef\xbb\xbf").unwrap();
            let mut reader = csv::Reader::from_reader(table);
            assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice());
            for record in reader.records() {
                let record = record.unwrap();
                for cell in &record {
                    let is_number = cell.parse::<f64>().is_ok();
                    assert!(
                        is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                        "{cell}"
                    );
                }
                keys.insert(record.get(COLUMNS.len() - 1).unwrap().to_owned());
            }
        }
        assert_eq!(keys.len(), held.taken.len(), "{name}");
    }
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if let (true, Some(text)) = (name == "reference", member.as_str()) {
                    found.push(text.to_owned());
                }
                references(member, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What the guide and FHIR R4 §2.36.1 ask of the document, whatever the record was.
fn check_document(document: &Value) {
    let entries = document["entry"].as_array().unwrap();
    let names: BTreeSet<&str> = entries
        .iter()
        .map(|entry| entry["fullUrl"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), entries.len());
    assert_eq!(document["type"], "document");
    let composition = &entries[0]["resource"];
    assert_eq!(composition["resourceType"], "Composition");
    assert_eq!(composition["type"]["coding"][0]["code"], "60591-5");
    let mut inside = Vec::new();
    references(composition, &mut inside);
    for reference in &inside {
        assert!(
            names.contains(reference.as_str()),
            "{reference} is in the document"
        );
    }
    let subject = composition["subject"]["reference"].as_str().unwrap();
    let patient = entries
        .iter()
        .find(|entry| entry["fullUrl"] == subject)
        .unwrap();
    assert_eq!(patient["resource"]["resourceType"], "Patient");
    let sections = composition["section"].as_array().unwrap();
    for code in ["11450-4", "48765-2", "10160-0"] {
        assert_eq!(
            sections
                .iter()
                .filter(|section| section["code"]["coding"][0]["code"] == code)
                .count(),
            1
        );
    }
    for section in sections {
        assert!(
            section["text"]["div"]
                .as_str()
                .unwrap()
                .starts_with("<div xmlns=")
        );
        assert_ne!(
            section["entry"].is_array(),
            section["emptyReason"].is_object(),
            "one of both"
        );
    }
}

#[test]
fn every_summary_of_a_published_patient_is_a_document_whose_references_resolve() {
    let mut made = 0;
    for (name, files) in sets() {
        if name == "defects" {
            continue;
        }
        // One file is one patient, mostly; where it is not, the resources still go where they belong.
        for file in files {
            let held = Held::of(resources(&file));
            if held.patient().is_none() || held.taken.len() < 2 {
                continue;
            }
            let (document, written) = held.summary(&held.everything());
            check_document(&document);
            let all = written.entries + written.left_out + written.unreadable;
            assert_eq!(all, held.taken.len(), "{}", file.display());
            for entry in document["entry"].as_array().unwrap() {
                let read = chart::read(&entry["resource"].to_string()).entry;
                assert!(read.standing != Standing::NotAFact || read.resource_type == "Patient");
            }
            made += 1;
        }
    }
    assert!(made > 30 || data().is_none(), "{made}");
}

fn small() -> Held {
    let subject = json!({"reference": "Patient/p"});
    let resources = [
        json!({"resourceType": "Patient", "id": "p", "name": [{"family": "<Müller>", "given": ["Eva"]}]}),
        json!({"resourceType": "Condition", "id": "c", "subject": subject, "code": {"text": "Asthma"},
               "clinicalStatus": {"coding": [{"code": "active"}]}}),
        json!({"resourceType": "Condition", "id": "old", "subject": subject, "code": {"text": "Fracture"},
               "clinicalStatus": {"coding": [{"code": "resolved"}]}}),
        json!({"resourceType": "Condition", "id": "wrong", "subject": subject, "code": {"text": "Gout"},
               "verificationStatus": {"coding": [{"code": "entered-in-error"}]}}),
        json!({"resourceType": "MedicationRequest", "id": "m", "status": "active", "subject": subject,
               "medicationReference": {"reference": "Medication/x"}}),
        json!({"resourceType": "Medication", "id": "x", "code": {"text": "Salbutamol"},
               "manufacturer": {"reference": format!("{SERVER}/Organization/o")}}),
        json!({"resourceType": "Organization", "id": "o", "name": "Maker"}),
        json!({"resourceType": "Observation", "status": "final", "code": {"text": "No id"}, "subject": subject,
               "valueQuantity": {"value": 5}}),
    ];
    Held::of(resources.iter().map(Value::to_string))
}

#[test]
fn what_a_chosen_entry_names_goes_along_and_what_was_not_chosen_stays() {
    let held = small();
    let about = About {
        every_section: false,
        choice: Choice {
            sections: vec![Section::Medications],
            ..Choice::default()
        },
        ..held.everything()
    };
    let (text, written) = held.bundle(&about);
    let read: Read = serde_json::from_str(&text).unwrap();
    let names: Vec<&str> = read
        .entry
        .iter()
        .skip(1)
        .map(|entry| entry.full_url.as_str())
        .collect();
    let at = |key: &str| format!("{SERVER}/{key}");
    assert_eq!(
        names,
        [
            at("Patient/p"),
            at("MedicationRequest/m"),
            at("Medication/x"),
            at("Organization/o")
        ]
    );
    assert_eq!((written.entries, written.added), (1, 3));
    assert_eq!(read.meta.unwrap()["tag"][0]["code"], "SUBSETTED");
}

#[test]
fn a_copy_of_what_is_incomplete_says_so_and_a_whole_one_does_not() {
    let held = small();
    let whole = held.everything();
    let (text, _) = held.bundle(&whole);
    let read: Read = serde_json::from_str(&text).unwrap();
    assert!(read.meta.is_none());
    let gap = |kind: Option<&str>, code: &str| Gap {
        section: Section::Allergies,
        resource_type: kind.map(str::to_owned),
        code: code.to_owned(),
    };
    let about = About {
        gaps: vec![gap(Some("AllergyIntolerance"), "server-failed")],
        ..whole
    };
    let (text, _) = held.bundle(&about);
    let read: Read = serde_json::from_str(&text).unwrap();
    assert_eq!(read.meta.unwrap()["tag"][0]["code"], "SUBSETTED");
    let outcome: Value = serde_json::from_str(read.entry[0].resource.get()).unwrap();
    assert_eq!(
        outcome["issue"][0]["details"]["text"],
        "AllergyIntolerance (allergies): server-failed"
    );
    assert_eq!(outcome["issue"][0]["code"], "incomplete");
}

fn section<'a>(document: &'a Value, code: &str) -> Option<&'a Value> {
    let sections = document["entry"][0]["resource"]["section"]
        .as_array()
        .unwrap();
    sections
        .iter()
        .find(|section| section["code"]["coding"][0]["code"] == code)
}

#[test]
fn a_summary_puts_each_fact_into_its_section_and_leaves_out_what_is_none() {
    let held = small();
    let (document, written) = held.summary(&held.everything());
    check_document(&document);
    let entries = |code: &str| section(&document, code).map(|section| section["entry"].clone());
    assert_eq!(
        entries("11450-4").unwrap(),
        json!([{"reference": format!("{SERVER}/Condition/c")}])
    );
    assert_eq!(
        entries("11348-0").unwrap(),
        json!([{"reference": format!("{SERVER}/Condition/old")}])
    );
    assert_eq!(entries("30954-2").unwrap().as_array().unwrap().len(), 1);
    assert!(!document.to_string().contains("Gout"));
    assert!(
        document.to_string().contains("Salbutamol"),
        "the medicine that a prescription names"
    );
    assert!(document.to_string().contains("&lt;Müller&gt;, Eva"));
    assert_eq!(
        (written.entries, written.added, written.left_out),
        (4, 3, 4)
    );
}

#[test]
fn none_known_an_empty_list_a_failure_and_a_choice_are_four_different_things() {
    let reason = |document: &Value| section(document, "48765-2").unwrap()["emptyReason"].clone();
    let held = small();
    let left_out = reason(&held.summary(&held.everything()).0);
    assert_eq!(left_out["coding"][0]["code"], "withheld");
    let mut about = held.everything();
    about.choice.sections.push(Section::Allergies);
    let empty = reason(&held.summary(&about).0);
    assert!(
        empty["coding"].is_null() && empty["text"].is_string(),
        "{empty}"
    );
    let failed = |code: &str| About {
        gaps: vec![Gap {
            section: Section::Allergies,
            resource_type: Some("AllergyIntolerance".to_owned()),
            code: code.to_owned(),
        }],
        ..about.clone()
    };
    let (document, _) = held.summary(&failed("server-failed"));
    assert_eq!(reason(&document)["coding"][0]["code"], "unavailable");
    assert_eq!(document["entry"][0]["resource"]["status"], "preliminary");
    let (document, _) = held.summary(&failed("not-granted"));
    assert_eq!(reason(&document)["coding"][0]["code"], "withheld");

    let none = json!({"resourceType": "AllergyIntolerance", "id": "none", "code": {"coding": [
        {"system": "http://snomed.info/sct", "code": "716186003", "display": "No known allergy"}]}});
    let texts = held.taken.iter().map(|taken| taken.json.to_string());
    let held = Held::of(texts.chain([none.to_string()]));
    let (document, _) = held.summary(&held.everything());
    let allergies = section(&document, "48765-2").unwrap();
    assert!(allergies["emptyReason"].is_null());
    assert!(
        allergies["text"]["div"]
            .as_str()
            .unwrap()
            .contains("No known allergy")
    );
}

#[test]
fn a_summary_is_about_somebody() {
    let held = Held::of([r#"{"resourceType":"Condition","id":"c"}"#.to_owned()]);
    let refused = write_summary(
        &mut Vec::new(),
        &held.everything(),
        None,
        held.taken.iter().cloned(),
        |_| None,
    );
    assert!(matches!(
        refused,
        Err(chart_export::SummaryError::NoPatient)
    ));
}

#[test]
fn cells_are_as_sent_with_parts_in_rows_of_their_own() {
    let pressure = json!({
        "resourceType": "Observation", "id": "bp", "status": "final", "effectiveDateTime": "2019-03",
        "code": {"text": "Blood \"pressure\"\r\nsitting"}, "category": [{"coding": [{"code": "vital-signs"}]}],
        "component": [
            {"code": {"text": "Systolic"}, "valueQuantity": {"value": -5, "comparator": "<", "unit": "=mm[Hg]"}},
            {"code": {"text": "\u{202e}Diastolic"}, "valueString": "=1+1"}]
    });
    let text = pressure.to_string().replace("-5", "-5.10");
    let held = Held::of([text]);
    let mut out = Vec::new();
    write_table(
        &mut out,
        false,
        held.taken.iter().map(|taken| taken.entry.clone()),
    )
    .unwrap();
    let mut reader = csv::Reader::from_reader(out.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, name: &str| {
        rows[row]
            .get(COLUMNS.iter().position(|column| *column == name).unwrap())
            .unwrap()
    };
    assert_eq!(rows.len(), 3);
    assert_eq!(cell(0, "date"), "2019-03");
    assert_eq!(cell(0, "title"), "Blood \"pressure\"\r\nsitting");
    assert_eq!(
        (cell(1, "part"), cell(1, "comparator"), cell(1, "value")),
        ("Systolic", "<", "-5.10")
    );
    assert_eq!(cell(1, "unit"), "'=mm[Hg]");
    assert_eq!(
        (cell(2, "part"), cell(2, "value")),
        ("[U+202E]Diastolic", "'=1+1")
    );
    assert_eq!(cell(2, "key"), "Observation/bp");
}
