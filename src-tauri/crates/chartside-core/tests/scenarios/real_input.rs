//! Data that nobody here wrote goes the whole way: files → server → sign-in → pages → record → row and
//! JSON. Every resource of every patient is counted. Folders: `CHARTSIDE_TEST_DATA` (or the data that
//! stands beside a developer's checkout) and `target/peers`, where `cargo xtask test` puts patients made
//! by generators of others. What is absent is skipped with a notice.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::support::{Desk, Will, World, last_states};
use chartside_core::ipc::{RecordEvent, ResourceQuery, SessionRef};
use chartside_core::problem::ProblemCode;
use sandbox_ehr::SandboxConfig;
use sandbox_ehr::fhir::FhirStore;

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let data = std::env::var_os("CHARTSIDE_TEST_DATA");
    let data = data.map_or_else(|| root.join("../shared/data"), PathBuf::from);
    let mut folders = Vec::new();
    for source in [data, root.join("target/peers")] {
        match std::fs::read_dir(&source) {
            Ok(entries) => folders.extend(entries.map(|entry| entry.unwrap().path())),
            Err(_) => println!("skipped: no folder {}", source.display()),
        }
    }
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

/// What the server holds, by `Type/id`.
type Held<'a> = HashMap<String, &'a str>;

/// The record of one patient holds what the server has of them, byte for byte. What the server counts as
/// theirs although it names another patient is left out, and that is said.
async fn expect_whole(world: &World, desk: &Desk, keys: &[String], held: &Held<'_>) -> usize {
    let before = world.sandbox.journal().fhir_requests().len();
    let session = desk.connect().await.unwrap();
    let events = desk.load(&session).await;
    let last = events.last();
    assert!(
        matches!(last, Some(RecordEvent::Finished { .. })),
        "{last:?}"
    );
    let asked = &world.sandbox.journal().fhir_requests()[before..];
    let asked: BTreeSet<&str> = asked
        .iter()
        .filter_map(|request| request.path.split('/').nth(2))
        .collect();
    let expected = keys
        .iter()
        .filter(|key| asked.contains(key.split('/').next().unwrap()));
    let problems: Vec<ProblemCode> = last_states(&events)
        .values()
        .flat_map(|state| state.problems.iter().map(|line| line.problem.code))
        .collect();
    let mut found = 0;
    for key in expected {
        let query = ResourceQuery {
            record: session.clone(),
            key: key.clone(),
        };
        let resource = desk.app.resource(query).await;
        match resource {
            Ok(resource) => assert_eq!(resource.json.trim(), held[key].trim(), "{key}"),
            Err(_) => assert!(
                problems.contains(&ProblemCode::OtherPatient),
                "{key} is missing"
            ),
        }
        found += 1;
    }
    desk.app
        .forget_connection(SessionRef { session })
        .await
        .unwrap();
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn every_resource_of_every_patient_arrives_as_it_was_sent() {
    for folder in folders() {
        let store = Arc::new(FhirStore::load(&folder).unwrap());
        let config = SandboxConfig {
            store: Arc::clone(&store),
            ..SandboxConfig::default()
        };
        let held: Held<'_> = store
            .resources()
            .map(|(kind, id, json)| (format!("{kind}/{id}"), json))
            .collect();
        let world = World::of(config).await;
        let desk = world.start(Will::Allow).await;
        let (mut patients, mut resources) = (0, 0);
        for patient in store.patients() {
            desk.person.change_mind(Will::AllowFor(patient.id.clone()));
            resources += expect_whole(&world, &desk, &store.compartment(&patient.id), &held).await;
            patients += 1;
        }
        println!(
            "{}: {patients} patients, {resources} resources",
            folder.display()
        );
        assert_eq!(world.sandbox.journal().assert_conformant(), []);
    }
}
