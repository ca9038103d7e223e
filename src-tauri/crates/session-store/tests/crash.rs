//! A program that is killed while it writes loses nothing that it was told is kept.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use keyring_core::api::CredentialStoreApi as _;
use keyring_core::mock;
use session_store::{
    Custody, KEYRING_ITEM, KEYRING_SERVICE, KeyringSource, Secret, SecretName, Secrets, SessionId,
    Standing,
};

const FOLDER: &str = "SESSION_STORE_TEST_FOLDER";
const NAME: SecretName = SecretName::new(SessionId::from_bytes([3; 16]), "counter");

/// The same key in every program of the test.
fn keyring() -> KeyringSource {
    let store = mock::Store::new().unwrap();
    let entry = store.build(KEYRING_SERVICE, KEYRING_ITEM, None).unwrap();
    entry
        .set_secret(b"1.0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
        .unwrap();
    KeyringSource::new(move || Ok(store.clone()))
}

async fn counter(secrets: &Secrets) -> u32 {
    let secret = secrets.get(&NAME).await.unwrap();
    secret.map_or(0, |secret| {
        u32::from_be_bytes(secret.expose()[..4].try_into().unwrap())
    })
}

#[tokio::test]
#[ignore = "the program that is killed by the other test"]
async fn writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let secrets = Secrets::open(PathBuf::from(folder), keyring()).await;
    for count in counter(&secrets).await + 1.. {
        // Long enough that a write takes a while.
        let mut value = count.to_be_bytes().to_vec();
        value.resize(200_000, 7);
        secrets.put(&NAME, Secret::new(value)).await.unwrap();
        assert_eq!(secrets.custody(), Custody::Persistent);
        println!("kept {count}");
    }
}

#[tokio::test]
async fn killing_it_at_any_moment_loses_nothing_that_was_kept() {
    let dir = tempfile::tempdir().unwrap();
    for run in 0..20_u32 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--ignored",
                "--exact",
                "--nocapture",
                "writes_until_it_is_killed",
            ])
            .env(FOLDER, dir.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let counts = lines.filter_map(|line| {
            let line = line.unwrap();
            line.rsplit_once("kept ")
                .map(|(_, count)| count.parse::<u32>().unwrap())
        });
        let kept = counts.take(1 + run as usize % 7).last().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();

        let secrets = Secrets::open(dir.path().into(), keyring()).await;
        let whole = Standing {
            custody: Custody::Persistent,
            incident: None,
        };
        assert_eq!(secrets.standing(), whole, "run {run}");
        assert!(
            counter(&secrets).await >= kept,
            "run {run}: {kept} was kept"
        );
    }
}
