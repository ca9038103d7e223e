//! F20: a disk that is full, over its quota or read-only costs nothing that is on it, and what could
//! not be written is written as soon as it can be.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may panic and say what it skipped"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use keyring_core::api::CredentialStoreApi as _;
use keyring_core::mock;
use session_store::{
    Custody, CustodyProblem, KEYRING_ITEM, KEYRING_SERVICE, KeyringSource, Secret, SecretName,
    Secrets, SecretsError, SessionId,
};

const FOLDER: &str = "SESSION_STORE_TEST_FOLDER";
const TOKEN: SecretName = SecretName::new(SessionId::from_bytes([4; 16]), "token");
const OTHER: SecretName = SecretName::new(SessionId::from_bytes([4; 16]), "other");
const FULL: Custody = Custody::SessionOnly(CustodyProblem::StorageFailed);

async fn open(folder: &Path) -> Secrets {
    let store = mock::Store::new().unwrap();
    let entry = store.build(KEYRING_SERVICE, KEYRING_ITEM, None).unwrap();
    entry
        .set_secret(b"1.0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
        .unwrap();
    let source = KeyringSource::new(move || Ok(store.clone()));
    Secrets::open(folder.to_owned(), source).await
}

/// Says where secrets are kept afterwards.
async fn put(secrets: &Secrets, name: &SecretName, value: &[u8]) -> Custody {
    secrets
        .put(name, Secret::new(value.to_vec()))
        .await
        .unwrap();
    secrets.custody()
}

async fn get(secrets: &Secrets, name: &SecretName) -> Option<Vec<u8>> {
    let secret = secrets.get(name).await.unwrap()?;
    Some(secret.expose().to_vec())
}

#[test]
fn f20_a_file_that_may_not_grow_costs_nothing() {
    let dir = tempfile::tempdir().unwrap();
    // Without the trap the first write beyond the limit would end the program.
    let limited = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
    // What it says goes through a pipe: to a file it could not be written either.
    let output = Command::new("sh")
        .args(["-c", limited])
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "writes_beyond_its_limit"])
        .env(FOLDER, dir.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[tokio::test]
#[ignore = "runs in the other test, under a limit"]
async fn writes_beyond_its_limit() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let secrets = open(&folder).await;
    assert_eq!(put(&secrets, &TOKEN, b"one").await, Custody::Persistent);
    let large = vec![7; 5_000];
    assert_eq!(put(&secrets, &TOKEN, &large).await, FULL);
    assert_eq!(put(&secrets, &OTHER, b"as well").await, FULL);
    assert_eq!(get(&secrets, &TOKEN).await, Some(large), "in memory");
    let other = open(&folder).await;
    assert_eq!(get(&other, &TOKEN).await, Some(b"one".to_vec()), "on disk");

    assert_eq!(put(&secrets, &TOKEN, b"two").await, Custody::Persistent);
    assert_eq!(get(&other, &TOKEN).await, Some(b"two".to_vec()));
    assert_eq!(get(&other, &OTHER).await, Some(b"as well".to_vec()));
}

/// A small file system of its own; `None` where one may not be made.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mounted = Self::run(
            "mount",
            &["-t", "tmpfs", "-o", "size=64k", "tmpfs"],
            dir.path(),
        );
        mounted.then(|| Self(dir))
    }

    fn remount(&self, how: &str) {
        let options = format!("remount,{how}");
        assert!(Self::run("mount", &["-o", &options], self.0.path()));
    }

    fn run(program: &str, arguments: &[&str], dir: &Path) -> bool {
        let output = Command::new(program).args(arguments).arg(dir).output();
        output.is_ok_and(|output| output.status.success())
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Self::run("umount", &["-l"], self.0.path());
    }
}

fn small_disk() -> Option<SmallDisk> {
    let disk = SmallDisk::mount();
    if disk.is_none() {
        println!("skipped: no file system can be mounted here");
    }
    disk
}

#[tokio::test]
async fn f20_a_full_disk_costs_nothing_and_is_written_to_when_there_is_room() {
    let Some(disk) = small_disk() else { return };
    let secrets = open(disk.0.path()).await;
    assert_eq!(put(&secrets, &TOKEN, b"one").await, Custody::Persistent);
    let filler = disk.0.path().join("filler");
    while fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(&filler)
        .and_then(|mut file| std::io::Write::write_all(&mut file, &[0; 4_096]))
        .is_ok()
    {}
    assert_eq!(put(&secrets, &TOKEN, &[7; 9_000]).await, FULL);
    assert_eq!(get(&secrets, &TOKEN).await, Some(vec![7; 9_000]));
    let other = open(disk.0.path()).await;
    assert_eq!(other.custody(), Custody::Persistent, "it can be read");
    assert_eq!(get(&other, &TOKEN).await, Some(b"one".to_vec()));

    fs::remove_file(filler).unwrap();
    assert_eq!(put(&secrets, &OTHER, b"x").await, Custody::Persistent);
    assert_eq!(get(&other, &TOKEN).await, Some(vec![7; 9_000]));
}

/// What is on it is not used either: a token that is refreshed could not be kept, and the next start
/// would present the one before.
#[tokio::test]
async fn f20_a_read_only_profile_is_said_and_nothing_is_forgotten() {
    let Some(disk) = small_disk() else { return };
    let first = open(disk.0.path()).await;
    assert_eq!(put(&first, &TOKEN, b"one").await, Custody::Persistent);
    disk.remount("ro");
    assert_eq!(put(&first, &TOKEN, b"two").await, FULL);
    let second = open(disk.0.path()).await;
    assert_eq!(second.custody(), FULL);
    let unknown = SecretsError::Unreadable(CustodyProblem::StorageFailed);
    assert_eq!(second.get(&TOKEN).await.err(), Some(unknown));

    disk.remount("rw");
    assert_eq!(first.retry().await, Custody::Persistent);
    assert_eq!(second.retry().await, Custody::Persistent);
    assert_eq!(get(&second, &TOKEN).await, Some(b"two".to_vec()));
}
