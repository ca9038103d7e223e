//! A record that outlives the program: what is there when it is opened again.

#![expect(
    clippy::format_push_string,
    clippy::unwrap_used,
    reason = "helpers of a test are tests"
)]

use std::collections::HashSet;

use chart::Section;
use chart_store::{
    Changes, ChartStore, Found, Partition, RecordKey, SearchState, StoreError, SyncState, View,
    sweep,
};
use tempfile::TempDir;

fn key() -> RecordKey {
    RecordKey::from_bytes(&[1; 32]).unwrap()
}

fn open(dir: &TempDir) -> (ChartStore, Found) {
    ChartStore::open(dir.path(), key(), &Partition::new("c", "u", "p")).unwrap()
}

fn result(id: &str, date: &str, value: &str) -> String {
    format!(
        r#"{{ "resourceType":"Observation","id":"{id}","status":"final","category":"laboratory","code":{{"coding":[{{"system":"http://loinc.org","code":"2345-7","display":"Glucose"}}]}},"effectiveDateTime":"{date}","valueQuantity":{{"value":{value},"unit":"mg/dL"}},"subject":{{"reference":"Patient/p"}} }}"#
    )
}

const PATIENT: &str = r#"{"resourceType":"Patient","id":"p","name":[{"family":"CNRYFAMILY"}]}"#;

fn fill(store: &ChartStore) {
    let page: Vec<String> = (0..120)
        .map(|n| {
            result(
                &format!("r{n}"),
                &format!("20{:02}-03-{:02}", n % 25, 1 + n % 28),
                "5.10",
            )
        })
        .collect();
    store.apply(page.iter().map(String::as_str));
    store.apply([
        PATIENT,
        r#"{"resourceType":"MedicationRequest","id":"m","status":"active","medicationReference":{"reference":"Medication/x"}}"#,
        r#"{"resourceType":"Medication","id":"x","code":{"text":"Ramipril"}}"#,
        r#"{"resourceType":"Goal","description":{"text":"no id"}}"#,
    ]);
}

fn known(kinds: &[&str]) -> SyncState {
    let search = SearchState {
        as_of: jiff::Timestamp::UNIX_EPOCH,
        whole: true,
        last_updated: Some("2026-01-01T00:00:00Z".into()),
        matches: 1,
        read_whole: None,
    };
    let searches = kinds
        .iter()
        .map(|kind| ((*kind).to_owned(), search.clone()));
    SyncState {
        as_of: Some(jiff::Timestamp::UNIX_EPOCH),
        complete: true,
        searches: searches.collect(),
        ..SyncState::default()
    }
}

/// Everything that a screen can ask for.
fn seen(store: &ChartStore) -> String {
    let sections = [
        Section::Results,
        Section::Medications,
        Section::Other,
        Section::Problems,
    ];
    let lists = sections
        .into_iter()
        .flat_map(|section| {
            [
                View::Section(section),
                View::Latest(section),
                View::NotFacts(section),
            ]
        })
        .chain([View::Timeline]);
    let mut text = String::new();
    for view in lists {
        for search in [None, Some("glucose"), Some("ramipril")] {
            text += &format!("{view:?} {:?}\n", store.window(view, search, 0..500));
        }
    }
    for section in sections {
        text += &format!("{:?}\n", store.counts(section));
    }
    text + &format!(
        "{:?} {:?}",
        store.trend("http://loinc.org|2345-7|mg/dL"),
        store.banner()
    )
}

#[test]
fn a_record_opens_as_it_was_with_an_index_and_without() {
    let dir = TempDir::new().unwrap();
    let (store, found) = open(&dir);
    assert_eq!(found, Found::New);
    fill(&store);
    let state = known(&["Observation"]);
    store.set_sync_state(state.clone());
    store.commit().unwrap();
    let before = seen(&store);
    drop(store);

    let (store, found) = open(&dir);
    assert_eq!((found, seen(&store)), (Found::Saved, before.clone()));
    assert_eq!(store.sync_state(), state);
    // With half of the record in the index and half after it.
    store.checkpoint().unwrap();
    store.apply([result("late", "2026-05-05", "7.70").as_str()]);
    store.remove("Observation/r3");
    store.commit().unwrap();
    let rows = |store: &ChartStore| {
        let window = store.window(View::Timeline, None, 0..500);
        window
            .rows
            .into_iter()
            .map(|entry| entry.key)
            .collect::<Vec<_>>()
    };
    let (before, count) = (rows(&store), store.len());
    drop(store);
    let (store, _) = open(&dir);
    assert_eq!((rows(&store), store.len()), (before, count));
    let (_, json) = store.resource("Observation/late").unwrap();
    assert_eq!(&*json, result("late", "2026-05-05", "7.70"));
    // What has no id keeps its name.
    let again = store.apply([r#"{"resourceType":"Goal","description":{"text":"no id"}}"#]);
    assert_eq!((again.added, store.len()), (0, count));
}

#[test]
fn what_came_since_the_last_visit_is_new_until_the_next() {
    let dir = TempDir::new().unwrap();
    let (store, _) = open(&dir);
    fill(&store);
    // All of a first visit is new, so nothing is.
    assert_eq!(store.changes(), Changes::default());
    store.set_sync_state(known(&["Observation"]));
    store.checkpoint().unwrap();
    drop(store);

    let (store, _) = open(&dir);
    assert_eq!(store.changes(), Changes::default());
    store.apply([
        result("new", "2026-05-05", "7.70").as_str(),
        result("r1", "2026-05-04", "8.80").as_str(),
        // Not known whether all of them were here.
        r#"{"resourceType":"Condition","id":"c"}"#,
    ]);
    store.apply([result("new", "2026-05-05", "7.71").as_str()]);
    store.remove("Observation/r2");
    let marks = |store: &ChartStore| {
        let window = store.window(View::Section(Section::Results), None, 0..5);
        let news = window.news.into_iter();
        news.map(|news| (news.key, news.changed))
            .collect::<Vec<_>>()
    };
    let expected = [
        ("Observation/new".to_owned(), false),
        ("Observation/r1".to_owned(), true),
    ];
    assert_eq!(marks(&store), expected);
    let changes = Changes {
        new: 1,
        changed: 1,
        removed: 1,
    };
    assert_eq!(store.changes(), changes);
    store.checkpoint().unwrap();
    assert_eq!(marks(&store), expected);
    drop(store);

    let (store, _) = open(&dir);
    assert_eq!(
        (marks(&store), store.changes()),
        (Vec::new(), Changes::default())
    );
}

#[test]
fn one_program_at_a_time_has_a_record_open() {
    let dir = TempDir::new().unwrap();
    let (store, _) = open(&dir);
    let second = ChartStore::open(dir.path(), key(), &Partition::new("c", "u", "p"));
    assert!(matches!(second, Err(StoreError::InUse)));
    drop(store);
    open(&dir);
}

#[test]
fn a_forgotten_record_leaves_nothing_behind() {
    let dir = TempDir::new().unwrap();
    let (store, _) = open(&dir);
    fill(&store);
    store.checkpoint().unwrap();
    assert!(dir.path().join(key().folder_name()).exists());
    store.forget().unwrap();
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    assert!(!store.is_durable());
    drop(store);
    let (store, found) = open(&dir);
    assert_eq!((store.len(), found), (0, Found::New));
}

#[test]
fn records_whose_keys_are_gone_are_swept_away() {
    let dir = TempDir::new().unwrap();
    let other = RecordKey::from_bytes(&[2; 32]).unwrap();
    let kept = HashSet::from([other.folder_name()]);
    assert_eq!(sweep(&dir.path().join("none"), &kept).unwrap(), 0);
    for key in [key(), other] {
        let (store, _) = ChartStore::open(dir.path(), key, &Partition::new("c", "u", "p")).unwrap();
        fill(&store);
        store.commit().unwrap();
    }
    assert_eq!(sweep(dir.path(), &kept).unwrap(), 1);
    assert_eq!(open(&dir).1, Found::New);
    assert!(dir.path().join(kept.iter().next().unwrap()).exists());
}

#[cfg(unix)]
#[test]
fn files_and_folders_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = TempDir::new().unwrap();
    let (store, _) = open(&dir);
    fill(&store);
    store.checkpoint().unwrap();
    let folder = dir.path().join(key().folder_name());
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for file in std::fs::read_dir(&folder).unwrap() {
        assert_eq!(mode(&file.unwrap().path()), 0o600);
    }
}

#[test]
fn a_visit_that_goes_on_keeps_what_was_new_in_it() {
    let dir = TempDir::new().unwrap();
    let (store, _) = open(&dir);
    fill(&store);
    store.set_sync_state(known(&["Observation"]));
    store.checkpoint().unwrap();
    drop(store);
    // The first visit goes on: still nothing is new.
    let (mut store, _) = open(&dir);
    store.go_on_with_visit();
    assert_eq!(store.changes(), Changes::default());
    drop(store);

    let (store, _) = open(&dir);
    store.apply([result("new", "2026-05-05", "7.70").as_str()]);
    store.remove("Observation/r2");
    store.checkpoint().unwrap();
    let (changes, news) = (
        store.changes(),
        store.window(View::News(Section::Results), None, 0..9),
    );
    assert_eq!((changes.new, changes.removed, news.total), (1, 1, 1));
    drop(store);
    let (mut store, _) = open(&dir);
    store.go_on_with_visit();
    assert_eq!(store.changes(), changes);
    assert_eq!(store.window(View::News(Section::Results), None, 0..9), news);
    assert_eq!(store.changes_by_section()[&Section::Results], changes);
}

#[test]
fn what_may_no_longer_be_seen_is_not_said_to_be_gone() {
    let dir = TempDir::new().unwrap();
    let (store, _) = open(&dir);
    fill(&store);
    store.set_sync_state(known(&["Observation"]));
    store.checkpoint().unwrap();
    drop(store);
    let (store, _) = open(&dir);
    assert_eq!(store.withhold_type("Observation"), [Section::Results]);
    assert_eq!(store.count_of_type("Observation"), 0);
    assert_eq!(store.changes(), Changes::default());
}

#[test]
fn a_record_that_is_let_go_can_be_opened_again_while_somebody_still_looks_at_it() {
    let dir = TempDir::new().unwrap();
    let (store, _) = open(&dir);
    fill(&store);
    store.commit().unwrap();
    store.let_go();
    assert!(!store.is_durable());
    let (again, found) = open(&dir);
    assert_eq!((found, again.len()), (Found::Saved, store.len()));
    store.commit().unwrap();
}

#[test]
fn a_record_larger_than_it_may_be_stays_in_memory() {
    let dir = TempDir::new().unwrap();
    let (store, _) = open(&dir);
    store.limit(1024);
    fill(&store);
    assert!(matches!(store.commit(), Err(StoreError::TooLarge)));
    assert!(matches!(store.checkpoint(), Err(StoreError::TooLarge)));
    assert!(store.len() > 100);
}

#[test]
fn the_instants_of_a_page_are_told() {
    let (store, _) = open(&TempDir::new().unwrap());
    let applied = store.apply([
        r#"{"resourceType":"Goal","id":"a","meta":{"lastUpdated":"2026-02-03T04:05:06.789+01:00"}}"#,
        r#"{"resourceType":"Goal","id":"b","meta":{"lastUpdated":"2026-02-03"}}"#,
        r#"{"resourceType":"Goal","id":"c"}"#,
    ]);
    let instant = "2026-02-03T03:05:06.789Z".parse().unwrap();
    assert_eq!(applied.updated, [Some(instant), None, None]);
}
