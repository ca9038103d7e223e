//! The record as it is kept on the computer: there at once, as old as it says, apart from every other
//! record, and gone when it is forgotten.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use chart::Section;
use chartside_core::Policy;
use chartside_core::ipc::{
    Keeping, NotKept, RecordEvent, RecordRef, ResourceQuery, RowNews, RowsQuery, SectionNews,
    SectionProgress, SectionState, SessionRef, View,
};
use chartside_core::problem::ProblemCode;
use futures_util::StreamExt as _;
use sandbox_ehr::fhir::FhirStore;
use sandbox_ehr::{Profile, SandboxConfig};

use crate::record::all;
use crate::support::{Desk, Will, World, failure, finished, last_states, until};

fn with(fhir: &str) -> Profile {
    serde_json::from_str(&format!(r#"{{"fhir":{fhir}}}"#)).unwrap()
}

/// What was shown before anything was asked.
struct Kept {
    as_of: Option<String>,
    complete: bool,
    resources: u32,
    sections: HashMap<String, SectionState>,
}

fn kept(events: &[RecordEvent]) -> Option<Kept> {
    let Some(RecordEvent::Kept {
        sections,
        resources,
        as_of,
        complete,
        ..
    }) = events.first()
    else {
        return None;
    };
    let named = sections
        .iter()
        .map(|state| (format!("{:?}", state.section), state.clone()));
    Some(Kept {
        as_of: as_of.clone(),
        complete: *complete,
        resources: *resources,
        sections: named.collect(),
    })
}

fn keeping(events: &[RecordEvent]) -> Keeping {
    let mut all = events.iter().filter_map(|event| match event {
        RecordEvent::Keeping { keeping } => Some(*keeping),
        _ => None,
    });
    all.next_back().unwrap()
}

async fn keys(desk: &Desk, session: &str) -> Vec<String> {
    let rows = all(desk, session, View::Timeline).await.rows;
    rows.into_iter().map(|row| row.key).collect()
}

/// The folders of records.
fn folders(records: &Path) -> usize {
    std::fs::read_dir(records).map_or(0, Iterator::count)
}

async fn loaded(world: &World, will: Will) -> (Desk, String) {
    let desk = world.start(will).await;
    let session = desk.connect().await.unwrap();
    assert!(finished(&desk.load(&session).await));
    (desk, session)
}

/// What the server was asked of a type, after so many requests.
fn queries(world: &World, after: usize, kind: &str) -> Vec<String> {
    let requests = world.sandbox.journal().fhir_requests();
    let of_kind = requests[after..]
        .iter()
        .filter(|request| request.path.ends_with(&format!("/{kind}")));
    of_kind
        .filter_map(|request| request.query.clone())
        .collect()
}

fn named(record: &str) -> RecordRef {
    RecordRef {
        record: record.to_owned(),
    }
}

fn reference(session: &str) -> SessionRef {
    SessionRef {
        session: session.to_owned(),
    }
}

#[tokio::test]
async fn a_kept_record_is_there_at_once_while_the_server_is_away() {
    let world = World::new().await;
    let (desk, session) = loaded(&world, Will::Allow).await;
    let before = keys(&desk, &session).await;
    desk.quit().await;
    let world = world.without_server().await;
    let desk = world.start(Will::WalkAway).await;
    let events = desk.load(&session).await;
    let kept = kept(&events).unwrap();
    assert!(kept.complete && kept.as_of.is_some());
    assert!(kept.resources as usize >= before.len());
    for (name, state) in &kept.sections {
        assert_eq!(state.progress, SectionProgress::Complete, "{name}");
        assert!(state.as_of.is_some() || state.counts.current == 0, "{name}");
    }
    assert_eq!(failure(&events), Some(ProblemCode::ServerUnreachable));
    assert_eq!(keys(&desk, &session).await, before);
    let query = ResourceQuery {
        record: session,
        key: before[0].clone(),
    };
    assert!(desk.app.resource(query).await.is_ok());
    let log = desk
        .app
        .activity(serde_json::from_str(r#"{"count":100}"#).unwrap())
        .await;
    let log = log.unwrap().entries;
    assert!(
        log.iter()
            .any(|entry| entry.event == "record-opened" && entry.patient.is_some()),
        "what was seen is written down"
    );
}

#[tokio::test]
async fn a_kept_record_is_readable_where_signing_in_again_is_needed() {
    let world = World::new().await;
    let (desk, session) = loaded(&world, Will::AllowWithout(vec!["_access"])).await;
    let before = keys(&desk, &session).await;
    desk.quit().await;
    let desk = world.start(Will::Allow).await;
    let events = desk.load(&session).await;
    assert!(kept(&events).unwrap().complete);
    assert_eq!(failure(&events), Some(ProblemCode::SignInNeeded));
    assert_eq!(keys(&desk, &session).await, before);
    // Signing in for another patient does not open it.
    desk.person.change_mind(Will::AllowLast);
    assert_eq!(
        desk.connect_as(desk.again(&session)).await,
        Err(ProblemCode::PatientChanged)
    );
    desk.person.change_mind(Will::Allow);
    assert_eq!(
        desk.connect_as(desk.again(&session)).await.as_deref(),
        Ok(session.as_str())
    );
    assert!(finished(&desk.load(&session).await));
}

#[tokio::test]
async fn a_second_load_asks_for_what_changed() {
    let world = World::new().await;
    let (desk, session) = loaded(&world, Will::Allow).await;
    let before = keys(&desk, &session).await;
    let asked = world.sandbox.journal().fhir_requests().len();
    assert!(finished(&desk.load(&session).await));
    assert_eq!(keys(&desk, &session).await, before);
    let of_results = queries(&world, asked, "Observation");
    assert_eq!(of_results.len(), 2, "{of_results:?}");
    assert!(of_results[0].contains("_lastUpdated=ge"));
    assert!(of_results[1].contains("_summary=count"));
}

fn condition(id: &str, text: &str, day: u8) -> String {
    format!(
        r#"{{"resourceType":"Condition","id":"{id}","meta":{{"versionId":"{day}","lastUpdated":"2026-11-{day:02}T08:00:00Z"}},"clinicalStatus":{{"coding":[{{"code":"active"}}]}},"code":{{"text":"{text}"}}}}"#
    )
}

/// The first patient of the sandbox has these problems, too.
fn having(conditions: &[(&str, &str, u8)]) -> SandboxConfig {
    let mut store = FhirStore::generate(7, 400);
    let patient = store.patients()[0].id.clone();
    let conditions = conditions
        .iter()
        .map(|(id, text, day)| condition(id, text, *day));
    store.adopt(&patient, conditions.collect());
    SandboxConfig {
        store: Arc::new(store),
        ..SandboxConfig::default()
    }
}

async fn news(desk: &Desk, session: &str) -> Vec<(String, bool)> {
    let query = RowsQuery {
        record: session.to_owned(),
        view: View::News {
            section: Section::Problems,
        },
        search: None,
        filter: None,
        from: 0,
        count: 500,
    };
    let rows = desk.app.rows(query).await.unwrap();
    assert_eq!(rows.news.len(), rows.rows.len());
    let mut news: Vec<(String, bool)> = rows
        .news
        .into_iter()
        .map(|RowNews { key, changed }| (key, changed))
        .collect();
    news.sort();
    news
}

#[tokio::test]
async fn what_is_new_changed_and_gone_since_the_last_visit_is_told() {
    let first = having(&[
        ("x-stays", "Stays", 1),
        ("x-changes", "Before", 2),
        ("x-goes", "Goes", 3),
    ]);
    let world = World::of(first).await;
    let (desk, session) = loaded(&world, Will::Allow).await;
    assert_eq!(news(&desk, &session).await, []);
    desk.quit().await;
    let second = having(&[
        ("x-stays", "Stays", 1),
        ("x-changes", "After", 9),
        ("x-comes", "Comes", 9),
    ]);
    let world = world.with_other_server(second).await;
    let desk = world.start(Will::Allow).await;
    assert_eq!(
        desk.connect_as(desk.again(&session)).await.as_deref(),
        Ok(session.as_str())
    );
    let events = desk.load(&session).await;
    assert!(kept(&events).is_some() && finished(&events));
    // What changed, the count, which does not fit because something is gone, and then all of it.
    let asked = queries(&world, 0, "Condition");
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert!(asked[0].contains("_lastUpdated=ge") && asked[1].contains("_summary=count"));
    assert!(!asked[2].contains("_lastUpdated") && !asked[2].contains("_summary"));
    let expected = [
        ("Condition/x-changes".to_owned(), true),
        ("Condition/x-comes".to_owned(), false),
    ];
    assert_eq!(news(&desk, &session).await, expected);
    assert_eq!(
        last_states(&events)["Problems"].news,
        Some(SectionNews {
            new: 1,
            changed: 1,
            removed: 1
        })
    );
    assert!(
        !keys(&desk, &session)
            .await
            .contains(&"Condition/x-goes".to_owned())
    );
    // A lock is no visit.
    desk.app.lock().await.unwrap();
    desk.app.unlock().await.unwrap();
    desk.load(&session).await;
    assert_eq!(news(&desk, &session).await, expected);
    desk.quit().await;
    let desk = world.start(Will::Allow).await;
    desk.load(&session).await;
    assert_eq!(news(&desk, &session).await, []);
}

#[tokio::test]
async fn a_patient_and_a_person_have_records_of_their_own() {
    let world = World::new().await;
    let (desk, first) = loaded(&world, Will::Allow).await;
    let own = keys(&desk, &first).await;
    desk.person.change_mind(Will::AllowLast);
    let other = desk.connect().await.unwrap();
    assert_ne!(first, other);
    let events = desk.load(&other).await;
    assert!(kept(&events).is_none() && finished(&events));
    assert_eq!(folders(&world.records()), 2);
    desk.quit().await;
    let desk = world.start(Will::Allow).await;
    for (session, is_own) in [(&first, true), (&other, false)] {
        let events = desk.load(session).await;
        assert!(kept(&events).unwrap().complete);
        assert_eq!(keys(&desk, session).await == own, is_own);
    }
    // Another person, who sees less, signs in to the same connection for the same patient.
    world
        .sandbox
        .set_profile(with(r#"{"forbidden":["Condition"]}"#));
    desk.person.change_mind(Will::AllowAs("nurse"));
    assert_eq!(
        desk.connect_as(desk.again(&first)).await.as_deref(),
        Ok(first.as_str())
    );
    let events = desk.load(&first).await;
    assert!(kept(&events).is_none());
    assert_eq!(
        last_states(&events)["Problems"].progress,
        SectionProgress::NotAvailable
    );
    let seen = keys(&desk, &first).await;
    assert!(!seen.is_empty() && !seen.iter().any(|key| key.starts_with("Condition/")));
}

#[tokio::test]
async fn what_was_saved_before_the_app_was_killed_is_there_and_said_to_be_incomplete() {
    let world = World::with(with(r#"{"max_count":5}"#)).await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let mut events = Box::pin(desk.app.load_record(named(&session)));
    let mut pages = 0;
    while pages < 12 {
        if let Some(RecordEvent::Section { .. }) = events.next().await {
            pages += 1;
        }
    }
    // Nothing more is read from here on. What arrived is saved by itself; then the power goes.
    let has_manifest = || {
        let folders = std::fs::read_dir(world.records()).unwrap();
        let mut manifests = folders.map(|folder| folder.unwrap().path().join("manifest"));
        manifests.any(|manifest| manifest.exists())
    };
    until(has_manifest).await;
    let saved = tempfile::tempdir().unwrap();
    copy(&world.records(), saved.path());
    drop(events);
    desk.quit().await;
    std::fs::remove_dir_all(world.records()).unwrap();
    copy(saved.path(), &world.records());

    world
        .sandbox
        .set_profile(with(r#"{"failing":["Patient"]}"#));
    let desk = world.start(Will::Allow).await;
    let events = desk.load(&session).await;
    let kept = kept(&events).unwrap();
    assert!(!kept.complete && kept.resources > 0);
    let whole = |state: &&SectionState| state.progress == SectionProgress::Complete;
    assert!(kept.sections.values().filter(whole).count() < kept.sections.len());
    let interrupted = kept
        .sections
        .values()
        .flat_map(|state| &state.problems)
        .filter(|line| line.problem.code == ProblemCode::LoadInterrupted);
    assert!(interrupted.count() > 0);
    world.sandbox.set_profile(Profile::default());
    assert!(finished(&desk.load(&session).await));
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test]
async fn a_record_that_was_tampered_with_is_thrown_away_and_fetched_anew() {
    let world = World::new().await;
    let (desk, session) = loaded(&world, Will::Allow).await;
    let before = keys(&desk, &session).await;
    desk.quit().await;
    let folder = std::fs::read_dir(world.records()).unwrap().next().unwrap();
    for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
        let path = file.unwrap().path();
        let mut bytes = std::fs::read(&path).unwrap();
        if let Some(byte) = bytes.last_mut() {
            *byte ^= 1;
        }
        std::fs::write(path, bytes).unwrap();
    }
    let desk = world.start(Will::Allow).await;
    let events = desk.load(&session).await;
    assert!(kept(&events).is_none() && finished(&events));
    assert_eq!(keeping(&events), Keeping::Disk);
    assert_eq!(keys(&desk, &session).await, before);
}

#[tokio::test]
async fn a_policy_that_forbids_it_leaves_nothing_on_disk() {
    let mut world = World::new().await;
    let (desk, session) = loaded(&world, Will::Allow).await;
    assert_eq!(folders(&world.records()), 1);
    desk.quit().await;
    world.decides(Policy::parse(br#"{"version":1,"keepRecords":false}"#).unwrap());
    let desk = world.start(Will::Allow).await;
    until(|| folders(&world.records()) == 0).await;
    let events = desk.load(&session).await;
    assert!(kept(&events).is_none() && finished(&events));
    let because = NotKept::Policy;
    assert_eq!(keeping(&events), Keeping::Memory { because });
    assert_eq!(folders(&world.records()), 0);
}

#[tokio::test]
async fn without_a_keychain_nothing_is_on_disk() {
    let world = World::new().await.without_keyring();
    let (desk, session) = loaded(&world, Will::Allow).await;
    let events = desk.load(&session).await;
    // It is in memory, and no less there.
    assert!(kept(&events).is_some() && finished(&events));
    let because = NotKept::Keychain;
    assert_eq!(keeping(&events), Keeping::Memory { because });
    assert_eq!(folders(&world.records()), 0);
}

#[tokio::test]
async fn a_record_that_is_too_large_is_shown_and_not_kept() {
    let world = World::new().await.where_records_are_at_most(2048);
    let (desk, session) = loaded(&world, Will::Allow).await;
    let events = desk.load(&session).await;
    let because = NotKept::TooLarge;
    assert_eq!(keeping(&events), Keeping::Memory { because });
    assert_eq!(folders(&world.records()), 0);
    assert!(!keys(&desk, &session).await.is_empty());
}

#[tokio::test]
async fn a_forgotten_patient_leaves_no_name_no_key_and_no_file() {
    let world = World::new().await;
    let (desk, session) = loaded(&world, Will::Allow).await;
    assert!(
        desk.app.overview().await.unwrap().connections[0]
            .patient
            .is_some()
    );
    desk.app.forget_patient(named(&session)).await.unwrap();
    assert_eq!(folders(&world.records()), 0);
    assert!(
        desk.app.overview().await.unwrap().connections[0]
            .patient
            .is_none()
    );
    let query = ResourceQuery {
        record: session.clone(),
        key: "Patient/x".into(),
    };
    assert!(desk.app.resource(query).await.is_err());
    // The sign-in stays, and what is fetched with it is a first visit.
    let events = desk.load(&session).await;
    assert!(kept(&events).is_none() && finished(&events));
}

#[tokio::test]
async fn signing_out_and_forgetting_the_connection_destroy_what_is_kept() {
    let world = World::new().await;
    let (desk, session) = loaded(&world, Will::Allow).await;
    desk.app.sign_out(reference(&session)).await.unwrap();
    assert_eq!(folders(&world.records()), 0);
    desk.connect_as(desk.again(&session)).await.unwrap();
    desk.load(&session).await;
    assert_eq!(folders(&world.records()), 1);
    desk.app
        .forget_connection(reference(&session))
        .await
        .unwrap();
    assert_eq!(folders(&world.records()), 0);
}

#[tokio::test]
async fn folders_without_a_key_are_swept_away_at_the_start() {
    let world = World::new().await;
    let (desk, _) = loaded(&world, Will::Allow).await;
    desk.quit().await;
    std::fs::create_dir(world.records().join("orphan")).unwrap();
    let desk = world.start(Will::WalkAway).await;
    until(|| folders(&world.records()) == 1).await;
    assert!(!world.records().join("orphan").exists());
    desk.quit().await;
}

#[tokio::test]
async fn nothing_of_the_record_can_be_read_on_disk() {
    let world = World::new().await;
    let (desk, session) = loaded(&world, Will::Allow).await;
    let rows = all(&desk, &session, View::Timeline).await.rows;
    desk.app.stop().await;
    let files = world.files();
    let stands = |text: &str| {
        files
            .windows(text.len())
            .any(|bytes| bytes == text.as_bytes())
    };
    let titles = rows.iter().filter_map(|row| row.title.as_ref());
    for title in titles.filter(|title| title.text.len() > 6).take(40) {
        assert!(!stands(&title.text), "{}", title.text);
    }
    let store = FhirStore::generate(7, 400);
    for patient in store.patients() {
        assert!(!stands(&patient.name), "{}", patient.name);
    }
    assert!(!stands("resourceType"));
}

#[tokio::test]
async fn a_locked_app_has_let_go_of_the_record_and_opens_it_again() {
    let world = World::new().await;
    let (desk, session) = loaded(&world, Will::Allow).await;
    let before = keys(&desk, &session).await;
    desk.app.lock().await.unwrap();
    // Another program can open it: nobody holds it.
    assert!(
        desk.app
            .rows(RowsQuery {
                record: session.clone(),
                view: View::Timeline,
                search: None,
                filter: None,
                from: 0,
                count: 1,
            })
            .await
            .is_err()
    );
    desk.app.unlock().await.unwrap();
    let events = desk.load(&session).await;
    assert!(kept(&events).unwrap().complete);
    assert_eq!(keeping(&events), Keeping::Disk);
    assert_eq!(keys(&desk, &session).await, before);
}
