//! Data that nobody here wrote goes the whole way: files → server → sign-in → pages → record → row and
//! JSON. Every resource of every patient is accounted for. Folders: `CHARTSIDE_TEST_DATA` (or the data that
//! stands beside a developer's checkout) and `target/peers`, where `cargo xtask test` puts patients made
//! by generators of others. What is absent is skipped with a notice.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::account::Account;
use crate::support::{Desk, Will, World};
use chartside_core::ipc::SessionRef;
use sandbox_ehr::SandboxConfig;
use sandbox_ehr::fhir::FhirStore;

pub(crate) fn folders() -> Vec<PathBuf> {
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

/// What of the record of one patient is shown, and what the panel accounts for.
async fn accounted(desk: &Desk, store: &FhirStore, patient: &str) -> (usize, usize) {
    let session = desk.connect().await.unwrap();
    let events = desk.load(&session).await;
    let mut account = Account::of(desk, &session, &events).await;
    let missing = account
        .expect_nothing_lost(desk, &session, store, patient)
        .await;
    desk.app
        .forget_connection(SessionRef { session })
        .await
        .unwrap();
    (account.shown.len(), missing.len())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_lost_of_any_patient_that_others_wrote() {
    for folder in folders() {
        let store = Arc::new(FhirStore::load(&folder).unwrap());
        let config = SandboxConfig {
            store: Arc::clone(&store),
            ..SandboxConfig::default()
        };
        let world = World::of(config).await;
        let desk = world.start(Will::Allow).await;
        let (mut patients, mut shown, mut missing) = (0, 0, 0);
        for patient in store.patients() {
            desk.person.change_mind(Will::AllowFor(patient.id.clone()));
            let (held, accounted_for) = accounted(&desk, &store, &patient.id).await;
            (shown, missing) = (shown + held, missing + accounted_for);
            patients += 1;
        }
        println!(
            "{}: {patients} patients, {shown} resources shown, {missing} not shown and accounted for",
            folder.display()
        );
        assert_eq!(world.sandbox.journal().assert_conformant(), []);
    }
}
