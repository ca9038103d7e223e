//! What a record is after a crash, a fault or a change at any point: the last good state, or nothing,
//! and never a part of it.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::faults::FaultDisk;
use crate::{ChartStore, Found, Partition, RecordKey, SyncState};

fn partition() -> Partition {
    Partition::new("connection", "user", "p")
}

fn key(byte: u8) -> RecordKey {
    RecordKey::from_bytes(&[byte; 32]).unwrap()
}

fn open(disk: &FaultDisk) -> (ChartStore, Found) {
    ChartStore::open_on(Box::new(disk.clone()), key(1), &partition()).unwrap()
}

fn condition(id: u8, text: u16) -> String {
    format!(
        r#"{{"resourceType":"Condition","id":"{id}","code":{{"text":"CNRY-{text}"}},"subject":{{"reference":"Patient/p"}},"note":"{}"}}"#,
        "x".repeat(usize::from(text) % 700)
    )
}

/// All resources as they stand, and the state's mark.
type Whole = (BTreeMap<String, String>, Option<String>);

fn whole(store: &ChartStore) -> Whole {
    let record = store.read();
    let rows = record.rows.iter().filter(|row| !row.gone);
    let all = rows.map(|row| {
        let raw = record.pages.raw(row.place).unwrap();
        (record.words.key(row).to_owned(), raw.to_string())
    });
    let mark = store.sync_state().searches.keys().next().cloned();
    let all: BTreeMap<_, _> = all.collect();
    assert_eq!(all.len(), store.len());
    (all, mark)
}

fn mark(store: &ChartStore, number: usize) {
    let search = crate::SearchState {
        as_of: jiff::Timestamp::UNIX_EPOCH,
        whole: true,
        last_updated: None,
        matches: 0,
        read_whole: None,
    };
    let searches = [(format!("{number:05}"), search)].into();
    store.set_sync_state(SyncState {
        searches,
        ..SyncState::default()
    });
}

#[derive(Debug, Clone)]
enum Step {
    Put(Vec<(u8, u16)>),
    Remove(u8),
    Commit,
    Checkpoint,
    Reopen,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => prop::collection::vec((0u8..8, any::<u16>()), 1..6).prop_map(Step::Put),
        1 => (0u8..8).prop_map(Step::Remove),
        3 => Just(Step::Commit),
        1 => Just(Step::Checkpoint),
        1 => Just(Step::Reopen),
    ];
    prop::collection::vec(step, 1..25)
}

/// Takes the steps; gives the states that may be found after a crash: the last one that was said to be
/// saved, and those that were being saved since.
fn run(disk: &FaultDisk, steps: &[Step]) -> Vec<Whole> {
    let mut possible = vec![Whole::default()];
    let Ok((mut store, _)) = ChartStore::open_on(Box::new(disk.clone()), key(1), &partition())
    else {
        return possible;
    };
    for (number, step) in steps.iter().enumerate() {
        match step {
            Step::Put(page) => {
                let page: Vec<_> = page
                    .iter()
                    .map(|(id, text)| condition(*id, *text))
                    .collect();
                store.apply(page.iter().map(String::as_str));
            }
            Step::Remove(id) => {
                store.remove(&format!("Condition/{id}"));
            }
            Step::Commit | Step::Checkpoint => {
                mark(&store, number);
                possible.push(whole(&store));
                let saved = if matches!(step, Step::Commit) {
                    store.commit()
                } else {
                    store.checkpoint()
                };
                if saved.is_ok() {
                    possible = possible.split_off(possible.len() - 1);
                }
            }
            Step::Reopen => {
                drop(store);
                let Ok((reopened, _)) =
                    ChartStore::open_on(Box::new(disk.clone()), key(1), &partition())
                else {
                    return possible;
                };
                store = reopened;
                assert!(possible.contains(&whole(&store)));
            }
        }
    }
    possible
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn after_a_crash_at_any_call_the_last_saved_state_is_there(
        steps in steps(),
        crash in 0usize..120,
        chances in prop::collection::vec(any::<usize>(), 1..400),
    ) {
        let disk = FaultDisk::default();
        disk.fail_at(Some(crash));
        let possible = run(&disk, &steps);
        let mut chances = chances.iter().cycle();
        let after = disk.crash(|of| chances.next().unwrap() % of);
        let (store, found) = open(&after);
        let state = whole(&store);
        prop_assert!(possible.contains(&state), "{found:?} {state:?}");
        if state != Whole::default() {
            prop_assert_eq!(found, Found::Saved);
        }
        // And it goes on from there.
        store.apply([condition(9, 1).as_str()]);
        store.checkpoint().unwrap();
        let (again, found) = open(&after);
        prop_assert_eq!((whole(&again), found), (whole(&store), Found::Saved));
    }

    #[test]
    fn after_one_failure_the_next_commit_saves_everything(steps in steps(), failure in 0usize..60) {
        let disk = FaultDisk::default();
        let (store, _) = open(&disk);
        disk.fail_at(Some(disk.calls() + failure));
        for step in &steps {
            match step {
                Step::Put(page) => {
                    let page: Vec<_> = page.iter().map(|(id, text)| condition(*id, *text)).collect();
                    store.apply(page.iter().map(String::as_str));
                }
                Step::Remove(id) => { store.remove(&format!("Condition/{id}")); }
                Step::Commit | Step::Reopen => { let _ = store.commit(); }
                Step::Checkpoint => { let _ = store.checkpoint(); }
            }
        }
        disk.fail_at(None);
        store.commit().unwrap();
        let after = disk.crash(|_| 0);
        let (again, found) = open(&after);
        prop_assert_eq!((whole(&again), found), (whole(&store), Found::Saved));
    }
}

/// A small store with two commits, a removal and an index.
fn small() -> (FaultDisk, Whole) {
    let disk = FaultDisk::default();
    let (store, found) = open(&disk);
    assert_eq!(found, Found::New);
    store.apply([condition(1, 10).as_str(), condition(2, 20).as_str()]);
    store.checkpoint().unwrap();
    store.apply([condition(3, 30).as_str(), condition(1, 11).as_str()]);
    store.remove("Condition/2");
    mark(&store, 1);
    store.commit().unwrap();
    let state = whole(&store);
    assert_eq!(state.0.len(), 2);
    (disk, state)
}

fn names(disk: &FaultDisk) -> Vec<String> {
    crate::disk::Disk::names(disk).unwrap()
}

/// Opens a disk that somebody changed: the record as it was, or an empty one that says why.
fn is_whole_or_empty(disk: &FaultDisk, state: &Whole) -> Found {
    let (store, found) = open(disk);
    match found {
        Found::Saved => assert_eq!(&whole(&store), state),
        Found::New | Found::Damaged | Found::OtherVersion => {
            assert_eq!(whole(&store), Whole::default());
        }
    }
    found
}

#[test]
fn every_flipped_bit_of_every_file_is_noticed_or_harmless() {
    let (disk, state) = small();
    let names = names(&disk);
    assert_eq!(names.len(), 3);
    for name in names {
        let file = disk.file(&name).unwrap();
        for bit in 0..file.len() * 8 {
            let copy = disk.copy();
            let mut bad = file.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            copy.put(&name, bad);
            let found = is_whole_or_empty(&copy, &state);
            // The index only saves time.
            assert_eq!(found == Found::Saved, name == "index", "{name} {bit}");
        }
    }
}

#[test]
fn every_truncation_and_every_missing_file_is_noticed_or_harmless() {
    let (disk, state) = small();
    for name in names(&disk) {
        let file = disk.file(&name).unwrap();
        for length in 0..file.len() {
            let copy = disk.copy();
            copy.put(&name, file[..length].to_vec());
            let found = is_whole_or_empty(&copy, &state);
            assert_eq!(found == Found::Saved, name == "index", "{name} {length}");
        }
        let copy = disk.copy();
        crate::disk::Disk::remove(&copy, &name).unwrap();
        is_whole_or_empty(&copy, &state);
    }
}

#[test]
fn what_was_never_said_to_be_saved_is_cut_off() {
    let (disk, state) = small();
    let name = names(&disk)
        .into_iter()
        .find(|name| name.starts_with("pages-"))
        .unwrap();
    let mut file = disk.file(&name).unwrap();
    file.extend_from_slice(b"half a page that the power cut off");
    disk.put(&name, file);
    assert_eq!(is_whole_or_empty(&disk, &state), Found::Saved);
    let (store, _) = open(&disk);
    store.apply([condition(4, 40).as_str()]);
    store.commit().unwrap();
    assert_eq!(whole(&open(&disk).0), whole(&store));
}

/// The frames of a file of pages.
fn frames(mut file: &[u8]) -> Vec<Vec<u8>> {
    let mut frames = Vec::new();
    while let Some((length, rest)) = file.split_first_chunk::<4>() {
        let (_, after) = rest.split_at(u32::from_be_bytes(*length) as usize);
        let (frame, _) = file.split_at(file.len() - after.len());
        frames.push(frame.to_vec());
        file = after;
    }
    frames
}

#[test]
fn pages_that_are_dropped_repeated_or_moved_are_noticed() {
    let (disk, _) = small();
    let name = names(&disk)
        .into_iter()
        .find(|name| name.starts_with("pages-"))
        .unwrap();
    let pages = frames(&disk.file(&name).unwrap());
    assert_eq!(pages.len(), 3);
    let arrangements: [&[usize]; 7] = [
        &[0, 1],
        &[1, 2],
        &[0, 2],
        &[1, 0, 2],
        &[0, 1, 1],
        &[0, 1, 2, 2],
        &[],
    ];
    for arrangement in arrangements {
        let copy = disk.copy();
        copy.put(
            &name,
            arrangement
                .iter()
                .flat_map(|page| pages[*page].clone())
                .collect(),
        );
        let (store, found) = open(&copy);
        // What follows the last page that counts is never looked at.
        let is_same = arrangement.starts_with(&[0, 1, 2]);
        assert_eq!(found == Found::Saved, is_same, "{arrangement:?}");
        assert_eq!(store.is_empty(), !is_same);
    }
}

#[test]
fn a_page_of_another_history_of_the_same_file_is_noticed() {
    let (disk, _) = small();
    let fork = disk.copy();
    for (disk, id) in [(&disk, 7), (&fork, 8)] {
        let (store, _) = open(disk);
        store.apply([condition(id, 0).as_str()]);
        store.commit().unwrap();
    }
    let name = names(&disk)
        .into_iter()
        .find(|name| name.starts_with("pages-"))
        .unwrap();
    // Sealed by the same key for the same place: only the chain tells them apart.
    disk.put(&name, fork.file(&name).unwrap());
    assert_eq!(open(&disk).1, Found::Damaged);
}

#[test]
fn an_index_of_another_history_is_not_believed_and_an_older_one_is_gone_on_from() {
    let (disk, _) = small();
    let fork = disk.copy();
    let older = disk.file("index").unwrap();
    for (disk, id) in [(&disk, 7), (&fork, 8)] {
        let (store, _) = open(disk);
        store.apply([condition(id, 0).as_str()]);
        store.checkpoint().unwrap();
    }
    let state = whole(&open(&disk).0);
    for index in [fork.file("index").unwrap(), older] {
        // Sealed by the same key, for as many pages or fewer.
        disk.put("index", index);
        let (store, found) = open(&disk);
        assert_eq!((whole(&store), found), (state.clone(), Found::Saved));
    }
}

#[test]
fn an_index_from_before_the_pages_were_made_anew_is_not_believed() {
    let disk = FaultDisk::default();
    let (store, _) = open(&disk);
    for text in 0..400 {
        store.apply([condition(1, 600 + text % 90).as_str()]);
    }
    store.apply([condition(2, 1).as_str()]);
    store.commit().unwrap();
    let before = disk.file("index").unwrap();
    store.checkpoint().unwrap();
    let state = whole(&store);
    disk.put("index", before);
    assert_eq!(whole(&open(&disk).0), state);
}

#[test]
fn a_load_that_is_cut_off_left_an_index_behind() {
    let disk = FaultDisk::default();
    let (store, _) = open(&disk);
    let mut indexes = std::collections::BTreeSet::new();
    for id in 0..64 {
        store.apply([condition(id, 0).as_str()]);
        store.commit().unwrap();
        indexes.extend(disk.file("index"));
    }
    // At 4, 8, 16, 32 and 64 pages.
    assert_eq!(indexes.len(), 5);
    assert_eq!(whole(&open(&disk).0), whole(&store));
}

#[test]
fn another_key_or_another_partition_opens_nothing() {
    let (disk, _) = small();
    let others = [
        (key(2), partition()),
        (key(1), Partition::new("connection", "user", "q")),
        (key(1), Partition::new("connection", "other", "p")),
        (key(1), Partition::new("other", "user", "p")),
    ];
    for (key, partition) in others {
        let copy = disk.copy();
        let (store, found) = ChartStore::open_on(Box::new(copy), key, &partition).unwrap();
        assert_eq!((store.len(), found), (0, Found::Damaged));
    }
}

#[test]
fn an_unknown_version_is_started_over_and_said() {
    let (disk, _) = small();
    let mut manifest = disk.file("manifest").unwrap();
    manifest[9] = 99;
    disk.put("manifest", manifest);
    let (store, found) = open(&disk);
    assert_eq!((store.len(), found), (0, Found::OtherVersion));
    assert_eq!(names(&disk), Vec::<String>::new());
    store.apply([condition(1, 1).as_str()]);
    store.commit().unwrap();
    assert_eq!(open(&disk).1, Found::Saved);
}

#[test]
fn nothing_of_the_record_can_be_read_on_the_disk() {
    let (disk, _) = small();
    for name in names(&disk) {
        let file = disk.file(&name).unwrap();
        for word in ["CNRY", "Condition", "Patient", "searches", "connection"] {
            let is_there = file
                .windows(word.len())
                .any(|bytes| bytes == word.as_bytes());
            assert!(!is_there, "{word} in {name}");
        }
    }
}

#[test]
fn what_is_no_longer_in_the_record_leaves_the_disk() {
    let disk = FaultDisk::default();
    let (store, _) = open(&disk);
    for text in 0..400 {
        store.apply([condition(1, 600 + text % 90).as_str()]);
        store.commit().unwrap();
    }
    let size = |disk: &FaultDisk| {
        names(disk)
            .iter()
            .map(|name| disk.file(name).unwrap().len())
            .sum::<usize>()
    };
    let before = size(&disk);
    let state = whole(&store);
    store.checkpoint().unwrap();
    assert!(size(&disk) * 20 < before, "{} of {before}", size(&disk));
    assert_eq!(whole(&store), state);
    assert_eq!(whole(&open(&disk).0), state);
}

#[test]
fn a_record_that_was_forgotten_is_not_written_again() {
    let (disk, state) = small();
    let (store, _) = open(&disk);
    store.forget().unwrap();
    assert_eq!(names(&disk), Vec::<String>::new());
    assert_eq!(whole(&store), state);
    store.apply([condition(5, 5).as_str()]);
    store.checkpoint().unwrap();
    assert_eq!(names(&disk), Vec::<String>::new());
}
