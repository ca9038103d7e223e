//! Vaults that are damaged, newer, put back from a copy, or on a disk that refuses.

use super::*;
use crate::disk::faulty::{Dice, Fault, FaultyDisk};

#[tokio::test]
async fn a_vault_of_a_newer_version_is_not_written_over() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    put(
        &Secrets::open(dir.path().into(), keyring.source()).await,
        &REFRESH,
        "kept",
    )
    .await;
    let path = dir.path().join("vault/vault.bin");
    let mut file = fs::read(&path).unwrap();
    file[9] = 2;
    fs::write(&path, &file).unwrap();

    let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
    put(&secrets, &LAUNCH, "new").await;
    assert_eq!(secrets.custody(), only(CustodyProblem::VaultNewer));
    assert_eq!(fs::read(&path).unwrap(), file);
}

#[tokio::test]
async fn damage_is_reported_and_the_previous_generation_used() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
    put(&secrets, &REFRESH, "one").await;
    put(&secrets, &REFRESH, "two").await;
    fs::write(dir.path().join("vault/vault.bin"), b"damaged").unwrap();

    assert_eq!(get(&secrets, &REFRESH).await, Ok(Some("one".into())));
    assert_eq!(
        secrets.standing().incident,
        Some(Incident::RecoveredPrevious)
    );
    put(&secrets, &LAUNCH, "three").await;
    let again = Secrets::open(dir.path().into(), keyring.source()).await;
    assert_eq!(again.names().await, [REFRESH, LAUNCH]);
    assert_eq!(again.standing().incident, None, "reported once");
}

#[tokio::test]
async fn a_copy_put_back_from_before_the_last_start_is_noticed() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let first = Secrets::open(dir.path().into(), keyring.source()).await;
    put(&first, &REFRESH, "rotated long ago").await;
    let copy = fs::read(dir.path().join("vault/vault.bin")).unwrap();
    put(&first, &REFRESH, "two").await;
    put(&first, &REFRESH, "three").await;
    Secrets::open(dir.path().into(), keyring.source()).await;

    for name in ["vault.bin", "vault.prev"] {
        fs::write(dir.path().join("vault").join(name), &copy).unwrap();
    }
    let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
    let standing = Standing {
        custody: Custody::Persistent,
        incident: Some(Incident::StartedOver),
    };
    assert_eq!(secrets.standing(), standing);
    assert_eq!(get(&secrets, &REFRESH).await, Ok(None));
}

#[tokio::test]
async fn what_the_disk_refuses_is_kept_and_written_with_the_next_change() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
    put(&secrets, &REFRESH, "one").await;
    let obstacle = dir.path().join("vault/vault.tmp");
    fs::create_dir(&obstacle).unwrap();
    put(&secrets, &REFRESH, "two").await;
    assert_eq!(secrets.custody(), only(CustodyProblem::StorageFailed));
    assert_eq!(get(&secrets, &REFRESH).await, Ok(Some("two".into())));
    let reader = Secrets::open(dir.path().into(), keyring.source()).await;
    assert_eq!(
        get(&reader, &REFRESH).await,
        Ok(Some("one".into())),
        "the old one is still whole"
    );

    fs::remove_dir(&obstacle).unwrap();
    put(&secrets, &LAUNCH, "three").await;
    assert_eq!(secrets.custody(), Custody::Persistent);
    assert_eq!(get(&reader, &REFRESH).await, Ok(Some("two".into())));
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_means_memory_only() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, b"").unwrap();
    let secrets = Secrets::open(file, Keyring::new().source()).await;
    assert_eq!(secrets.custody(), only(CustodyProblem::StorageFailed));
    let obstacle = secrets.obstacle().await;
    assert_eq!(obstacle, Some(CustodyProblem::StorageFailed));
    put(&secrets, &REFRESH, "memory").await;
    assert_eq!(get(&secrets, &REFRESH).await, Ok(Some("memory".into())));
}

#[tokio::test]
async fn f18_f19_a_start_between_a_kill_and_a_power_cut_costs_nothing() {
    let (disk, keyring) = (FaultyDisk::new(None), Keyring::new());
    let folder = Folder::new("/vault".into(), "vault", "bin").on(Arc::new(disk.clone()));
    let open = || Secrets::open_in(folder.clone(), keyring.source());
    let killed = open().await;
    put(&killed, &REFRESH, "one").await;
    // Everything but the last call: the names are not durable.
    disk.plan(Some((10, Fault::Ends)));
    put(&killed, &REFRESH, "two").await;
    assert!(disk.has_ended());
    disk.restart();
    assert_eq!(get(&open().await, &REFRESH).await, Ok(Some("two".into())));

    // Cuts that keep none, some and all of the changes of names.
    for chance in 0..16 {
        disk.cut_power(&mut Dice(chance));
        let after = open().await;
        assert_eq!(after.standing().incident, None, "{chance}");
        assert_eq!(get(&after, &REFRESH).await, Ok(Some("two".into())));
    }
}

#[tokio::test]
async fn f19_damage_at_any_byte_of_either_file_or_of_both_never_leads_to_a_new_key() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let first = Secrets::open(dir.path().into(), keyring.source()).await;
    put(&first, &REFRESH, "one").await;
    put(&first, &REFRESH, "two").await;
    let paths = ["vault.bin", "vault.prev"].map(|name| dir.path().join("vault").join(name));
    let whole = paths.clone().map(|path| fs::read(path).unwrap());
    let item = keyring.item().unwrap();
    for byte in 0..whole[0].len() {
        for (damaged, cut) in [(0..1, false), (1..2, false), (0..2, false), (0..2, true)] {
            for (index, path) in paths.iter().enumerate() {
                let mut bytes = whole[index].clone();
                if damaged.contains(&index) {
                    bytes[byte] ^= 0x55;
                    bytes.truncate(if cut { byte } else { bytes.len() });
                }
                fs::write(path, bytes).unwrap();
            }
            let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
            let read = get(&secrets, &REFRESH).await;
            let at = format!("{damaged:?} {byte} {cut}: {:?}", secrets.standing());
            match (secrets.custody(), secrets.standing().incident) {
                (Custody::Persistent, None) => {
                    assert_eq!((read, damaged.start), (Ok(Some("two".into())), 1), "{at}");
                }
                (Custody::Persistent, Some(Incident::RecoveredPrevious)) => {
                    assert_eq!((read, damaged.end), (Ok(Some("one".into())), 1), "{at}");
                }
                (Custody::Persistent, Some(Incident::StartedOver)) => {
                    assert_eq!((read, damaged.len()), (Ok(None), 2), "{at}");
                }
                (Custody::SessionOnly(problem), _) => {
                    assert_eq!(read, Err(SecretsError::Unreadable(problem)), "{at}");
                }
            }
            let kept = keyring.item().unwrap();
            assert_eq!(
                kept.rsplit(|it| *it == b'.').next(),
                item.rsplit(|it| *it == b'.').next()
            );
        }
    }
}

/// Each write to the keyring puts the key at risk: once per run, and only where it says more.
#[tokio::test]
async fn the_keyring_learns_at_a_start_how_far_the_vault_has_come() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let generation = || {
        let item = String::from_utf8(keyring.item().unwrap()).unwrap();
        item.split('.').nth(1).unwrap().to_owned()
    };
    let open = || Secrets::open(dir.path().into(), keyring.source());
    let secrets = open().await;
    assert_eq!(generation(), "0", "of the key that was just made");
    put(&secrets, &REFRESH, "one").await;
    assert_eq!(generation(), "0", "not with a change");
    let secrets = open().await;
    assert_eq!(generation(), "2");
    let shown = format!("{secrets:?}");
    assert!(shown.contains("State { floor: 2, .. }"), "{shown}");
    put(&secrets, &REFRESH, "two").await;
    open().await;
    assert_eq!(
        generation(),
        "2",
        "one generation is what recovery may cost"
    );
    put(&secrets, &REFRESH, "three").await;
    open().await;
    assert_eq!(generation(), "4");
}

#[tokio::test]
async fn a_vault_that_is_given_up_and_cannot_be_moved_aside_stays_and_that_is_said() {
    let (disk, keyring) = (FaultyDisk::new(None), Keyring::new());
    let folder = Folder::new("/vault".into(), "vault", "bin").on(Arc::new(disk.clone()));
    let first = Secrets::open_in(folder.clone(), keyring.source()).await;
    put(&first, &REFRESH, "old").await;
    assert_eq!(first.obstacle().await, None);
    let other = format!("1.0.{}", STANDARD.encode([9; 32]));
    keyring.entry().set_secret(other.as_bytes()).unwrap();

    let secrets = Secrets::open_in(folder.clone(), keyring.source()).await;
    let vault = disk.look(&folder.current());
    // The call that moves the file.
    disk.plan(Some((5, Fault::Fails)));
    assert_eq!(secrets.reset().await, only(CustodyProblem::VaultDamaged));
    assert_eq!(disk.look(&folder.current()), vault);
    assert_eq!(secrets.reset().await, Custody::Persistent);
    assert_eq!(secrets.names().await, []);
}
