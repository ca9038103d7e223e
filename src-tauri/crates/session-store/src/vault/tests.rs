use std::fs;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::*;
use crate::disk::faulty::{Fault, FaultyDisk};
use crate::{Secret, SecretName, SessionId};

struct Scene {
    _dir: tempfile::TempDir,
    folder: Folder,
    key: VaultKey,
}

fn scene() -> Scene {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::new(dir.path().into(), "vault", "bin");
    Scene {
        _dir: dir,
        folder,
        key: VaultKey::from_bytes(&[5; 32]).unwrap(),
    }
}

fn scene_on(disk: &FaultyDisk) -> Scene {
    let on_disk = scene();
    let folder = on_disk.folder.clone().on(Arc::new(disk.clone()));
    Scene { folder, ..on_disk }
}

impl Scene {
    fn open(&self, floor: u64) -> Result<Opened, CustodyProblem> {
        let lock = self.folder.lock().unwrap();
        open(&self.folder, &lock, &self.key, floor)
    }

    fn store(&self, generation: u64, value: &str) {
        assert_eq!(self.try_store(generation, value), Ok(generation));
    }

    fn try_store(&self, generation: u64, value: &str) -> Result<u64, CustodyProblem> {
        let lock = self.folder.lock().map_err(|error| storage_failed(&error))?;
        let contents = contents(value);
        store(&self.folder, &lock, &self.key, generation - 1, &contents)
    }

    fn sealed(&self, generation: u64, value: &str) -> Vec<u8> {
        let plain = contents::encode(&contents(value)).unwrap();
        seal::seal(&self.key, generation, &plain).unwrap()
    }

    /// Makes the folder hold just these two files.
    fn set(&self, current: Option<&[u8]>, previous: Option<&[u8]>) {
        drop(self.folder.lock().unwrap());
        for (path, bytes) in [
            (self.folder.current(), current),
            (self.folder.previous(), previous),
        ] {
            match bytes {
                Some(bytes) => fs::write(path, bytes).unwrap(),
                None => drop(fs::remove_file(path)),
            }
        }
    }
}

fn contents(value: &str) -> Contents {
    let name = SecretName::new(SessionId::from_bytes([1; 16]), "kind");
    Contents::from([(name, Arc::new(Secret::from(value.to_owned())))])
}

fn value(opened: &Opened) -> Option<String> {
    let secret = opened.contents.values().next()?;
    Some(String::from_utf8(secret.expose().to_vec()).unwrap())
}

#[test]
fn every_flipped_bit_leads_to_the_previous_generation_or_to_a_clean_error() {
    let scene = scene();
    let (new, old) = (scene.sealed(2, "new"), scene.sealed(1, "old"));
    for bit in 0..new.len() * 8 {
        let mut bad = new.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        scene.set(Some(&bad), Some(&old));
        match scene.open(2) {
            Ok(opened) => {
                assert_eq!(value(&opened).as_deref(), Some("old"), "bit {bit}");
                assert_eq!(
                    opened.incident,
                    Some(Incident::RecoveredPrevious),
                    "bit {bit}"
                );
                assert!(
                    !scene.folder.current().exists(),
                    "the damaged file is moved aside"
                );
            }
            // Only the two bytes of the version can look like a newer one.
            Err(problem) => {
                assert_eq!(problem, CustodyProblem::VaultNewer, "bit {bit}");
                assert!((64..80).contains(&bit), "bit {bit}");
                assert_eq!(
                    fs::read(scene.folder.current()).unwrap(),
                    bad,
                    "nothing is touched"
                );
            }
        }
    }
}

#[test]
fn every_truncation_leads_to_the_previous_generation() {
    let scene = scene();
    let (new, old) = (scene.sealed(2, "new"), scene.sealed(1, "old"));
    for length in 0..new.len() {
        scene.set(Some(&new[..length]), Some(&old));
        let opened = scene.open(2).unwrap();
        assert_eq!(value(&opened).as_deref(), Some("old"), "{length} bytes");
        assert_eq!(
            opened.incident,
            Some(Incident::RecoveredPrevious),
            "{length} bytes"
        );
    }
}

#[test]
fn begins_anew_where_both_files_are_damaged_and_deletes_neither() {
    let scene = scene();
    scene.set(Some(b"damaged"), Some(b"too"));
    let opened = scene.open(7).unwrap();
    assert_eq!(
        (value(&opened), opened.incident),
        (None, Some(Incident::StartedOver))
    );
    assert_eq!(opened.generation, 7);
    let aside = |n: u32| {
        fs::read(
            scene
                .folder
                .current()
                .with_extension(format!("corrupt-{n}")),
        )
    };
    assert_eq!(
        (aside(1).unwrap(), aside(2).unwrap()),
        (b"damaged".to_vec(), b"too".to_vec())
    );
}

#[test]
fn an_end_at_any_call_of_the_disk_leaves_the_old_or_the_new_generation() {
    let mut seen = Vec::new();
    for calls in 1.. {
        let disk = FaultyDisk::new(None);
        let scene = scene_on(&disk);
        scene.store(1, "older");
        scene.store(2, "old");
        disk.plan(Some((calls, Fault::Ends)));
        let kept = scene.try_store(3, "new");
        let ended = disk.has_ended();
        disk.restart();
        let opened = scene.open(2).unwrap();
        assert_eq!(opened.incident, None, "an end is no damage: {calls}");
        seen.push(value(&opened).unwrap());
        if !ended {
            assert_eq!(kept, Ok(3), "there were {} calls", calls - 1);
            break;
        }
    }
    seen.dedup();
    assert_eq!(seen, ["old", "new"]);
}

#[test]
fn a_crash_while_the_temporary_file_is_written_changes_nothing() {
    let scene = scene();
    scene.store(1, "old");
    let new = scene.sealed(2, "new");
    for length in 0..=new.len() {
        fs::write(scene.folder.current().with_extension("tmp"), &new[..length]).unwrap();
        assert_eq!(
            value(&scene.open(1).unwrap()).as_deref(),
            Some("old"),
            "{length} bytes"
        );
    }
    scene.store(2, "newer");
    assert_eq!(value(&scene.open(2).unwrap()).as_deref(), Some("newer"));
}

#[test]
fn a_vault_of_another_key_is_not_touched() {
    let scene = scene();
    let other = VaultKey::from_bytes(&[6; 32]).unwrap();
    let foreign = seal::seal(&other, 1, &Zeroizing::new(Vec::new())).unwrap();
    scene.set(Some(&foreign), Some(b"damaged"));
    assert_eq!(scene.open(0).err(), Some(CustodyProblem::KeyringEntryLost));
    assert_eq!(fs::read(scene.folder.current()).unwrap(), foreign);
}

#[test]
fn an_older_copy_is_not_taken_for_the_vault() {
    let scene = scene();
    let (old, older) = (scene.sealed(3, "old"), scene.sealed(2, "older"));
    scene.set(Some(&old), Some(&older));
    assert_eq!(value(&scene.open(3).unwrap()).as_deref(), Some("old"));
    let opened = scene.open(5).unwrap();
    assert_eq!(
        (value(&opened), opened.incident),
        (None, Some(Incident::StartedOver))
    );
}

#[test]
fn a_second_program_waits_for_the_lock() {
    let scene = scene();
    let lock = scene.folder.lock().unwrap();
    let folder = scene.folder.clone();
    let second = std::thread::spawn(move || folder.lock().map(drop));
    drop(lock);
    second.join().unwrap().unwrap();
}

#[test]
fn every_flipped_bit_of_the_previous_file_leads_to_a_clean_error_or_to_a_new_beginning_that_is_said()
 {
    let scene = scene();
    let (new, old) = (scene.sealed(2, "new"), scene.sealed(1, "old"));
    for bit in 0..old.len() * 8 {
        let mut bad = old.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        scene.set(Some(&new), Some(&bad));
        let opened = scene.open(2).unwrap();
        let found = (value(&opened), opened.incident);
        assert_eq!(found, (Some("new".into()), None), "bit {bit}");

        scene.set(None, Some(&bad));
        let refused = match bit {
            // Version 0, which there never was: damage.
            72 => None,
            64..80 => Some(CustodyProblem::VaultNewer),
            // The mark of the key.
            80..144 => Some(CustodyProblem::KeyringEntryLost),
            _ => None,
        };
        let opened = scene.open(2);
        if let Some(problem) = refused {
            assert_eq!(opened.err(), Some(problem), "bit {bit}");
            assert_eq!(fs::read(scene.folder.previous()).unwrap(), bad, "untouched");
        } else {
            let opened = opened.unwrap();
            let found = (value(&opened), opened.incident);
            assert_eq!(found, (None, Some(Incident::StartedOver)), "bit {bit}");
            assert!(!scene.folder.previous().exists(), "moved aside: bit {bit}");
        }
    }
}

#[test]
fn every_truncation_of_the_previous_file_leads_to_the_current_one_or_to_a_new_beginning_that_is_said()
 {
    let scene = scene();
    let (new, old) = (scene.sealed(2, "new"), scene.sealed(1, "old"));
    for length in 0..old.len() {
        let cut = &old[..length];
        scene.set(Some(&new), Some(cut));
        assert_eq!(value(&scene.open(2).unwrap()).as_deref(), Some("new"));
        for current in [None, new.get(..length)] {
            scene.set(current, Some(cut));
            let opened = scene.open(2).unwrap();
            let found = (value(&opened), opened.incident);
            assert_eq!(found, (None, Some(Incident::StartedOver)), "{length} bytes");
        }
    }
}
