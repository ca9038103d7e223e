use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use keyring_core::{Error, mock};

use super::*;
use crate::SessionId;

mod damage;
mod keyring;
mod locked;
mod machine;
mod model;

use self::keyring::Keyring;

const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);

const REFRESH: SecretName = SecretName::new(SessionId::from_bytes([1; 16]), "refresh");
const LAUNCH: SecretName = SecretName::new(SessionId::from_bytes([2; 16]), "launch");

fn locked() -> Error {
    Error::NoStorageAccess("locked".into())
}

async fn put(secrets: &Secrets, name: &SecretName, value: &str) {
    secrets
        .put(name, Secret::from(value.to_owned()))
        .await
        .unwrap();
}

async fn get(secrets: &Secrets, name: &SecretName) -> Result<Option<String>, SecretsError> {
    let secret = secrets.get(name).await?;
    Ok(secret.map(|secret| String::from_utf8(secret.expose().to_vec()).unwrap()))
}

fn only(problem: CustodyProblem) -> Custody {
    Custody::SessionOnly(problem)
}

fn files(dir: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(dir.join("vault")) else {
        return Vec::new();
    };
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn keeps_secrets_over_a_restart() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let first = Secrets::open(dir.path().into(), keyring.source()).await;
    assert_eq!(first.custody(), Custody::Persistent);
    put(&first, &REFRESH, "one").await;
    put(&first, &REFRESH, "two").await;
    put(&first, &LAUNCH, "three").await;
    first.delete(&LAUNCH).await;

    let second = Secrets::open(dir.path().into(), keyring.source()).await;
    assert_eq!(get(&second, &REFRESH).await, Ok(Some("two".into())));
    assert_eq!(get(&second, &LAUNCH).await, Ok(None));
    assert_eq!(second.names().await, [REFRESH]);
    assert_eq!(
        second.standing(),
        Standing {
            custody: Custody::Persistent,
            incident: None
        }
    );
}

#[tokio::test]
async fn takes_secrets_far_longer_than_a_keyring_does() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
    let long = "x".repeat(crate::MAX_SECRET_BYTES);
    put(&secrets, &REFRESH, &long).await;
    assert_eq!(get(&secrets, &REFRESH).await, Ok(Some(long)));
    assert!(keyring.item().unwrap().len() < 128);
    let too_long = Secret::new(vec![0; crate::MAX_SECRET_BYTES + 1]);
    assert_eq!(
        secrets.put(&REFRESH, too_long).await,
        Err(SecretsError::TooLarge)
    );
}

#[tokio::test]
async fn hl7_008_009_090_295_no_byte_of_a_secret_or_of_the_key_is_in_any_file() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let canary = "CNRY-refresh-3f1c9a";
    let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
    put(&secrets, &REFRESH, canary).await;
    put(&secrets, &REFRESH, &format!("{canary}-2")).await;
    put(&secrets, &LAUNCH, canary).await;

    let item = String::from_utf8(keyring.item().unwrap()).unwrap();
    let key = STANDARD.decode(item.rsplit('.').next().unwrap()).unwrap();
    let wide: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let forms = [
        canary.as_bytes().to_vec(),
        wide,
        STANDARD.encode(canary).into_bytes()[..20].to_vec(),
        URL_SAFE_NO_PAD.encode(canary).into_bytes()[..20].to_vec(),
        REFRESH.session().as_bytes().to_vec(),
        key.clone(),
        STANDARD.encode(key).into_bytes(),
    ];
    for name in files(dir.path()) {
        let bytes = fs::read(dir.path().join("vault").join(&name)).unwrap();
        let found = forms
            .iter()
            .position(|form| bytes.windows(form.len()).any(|at| at == form));
        assert_eq!(found, None, "{name}");
    }
    assert!(!format!("{secrets:?}").contains("CNRY"));
}

#[cfg(unix)]
#[tokio::test]
async fn hl7_009_only_the_owner_can_read_the_vault() {
    use std::os::unix::fs::PermissionsExt as _;
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
    put(&secrets, &REFRESH, "one").await;
    let vault = dir.path().join("vault");
    assert_eq!(
        fs::metadata(&vault).unwrap().permissions().mode() & 0o777,
        0o700
    );
    for name in files(dir.path()) {
        let mode = fs::metadata(vault.join(&name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn without_a_keyring_nothing_is_written_until_a_retry_finds_one() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    keyring.set_present(false);
    let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
    assert_eq!(secrets.custody(), only(CustodyProblem::KeyringMissing));
    assert_eq!(secrets.obstacle().await, None);
    put(&secrets, &REFRESH, "memory").await;
    assert_eq!(get(&secrets, &REFRESH).await, Ok(Some("memory".into())));
    assert_eq!(
        get(&secrets, &LAUNCH).await,
        Ok(None),
        "there is no vault that could hold it"
    );
    assert_eq!(files(dir.path()), ["vault.lock"]);

    keyring.set_present(true);
    assert_eq!(secrets.retry().await, Custody::Persistent);
    let again = Secrets::open(dir.path().into(), keyring.source()).await;
    assert_eq!(get(&again, &REFRESH).await, Ok(Some("memory".into())));
}

#[tokio::test]
async fn a_locked_keyring_hides_the_vault_and_does_not_deny_it() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let first = Secrets::open(dir.path().into(), keyring.source()).await;
    put(&first, &REFRESH, "kept").await;
    put(&first, &LAUNCH, "to be deleted").await;

    keyring.fail_once(locked());
    let second = Secrets::open(dir.path().into(), keyring.source()).await;
    assert_eq!(second.custody(), only(CustodyProblem::KeyringLocked));
    let obstacle = second.obstacle().await;
    assert_eq!(obstacle, Some(CustodyProblem::KeyringLocked));
    let unknown = Err(SecretsError::Unreadable(CustodyProblem::KeyringLocked));
    assert_eq!(get(&second, &REFRESH).await, unknown);
    second.delete(&LAUNCH).await;
    assert_eq!(get(&second, &LAUNCH).await, Ok(None));

    assert_eq!(second.retry().await, Custody::Persistent);
    assert_eq!(get(&second, &REFRESH).await, Ok(Some("kept".into())));
    assert_eq!(
        second.names().await,
        [REFRESH],
        "what was deleted meanwhile is gone"
    );
}

#[tokio::test]
async fn a_lost_entry_never_leads_to_a_new_key_over_a_vault() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    put(
        &Secrets::open(dir.path().into(), keyring.source()).await,
        &REFRESH,
        "kept",
    )
    .await;
    let item = keyring.item().unwrap();
    keyring.entry().delete_credential().unwrap();

    let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
    put(&secrets, &LAUNCH, "new").await;
    assert_eq!(
        secrets.retry().await,
        only(CustodyProblem::KeyringEntryLost)
    );
    assert_eq!(keyring.item(), None, "no key was made");

    keyring.entry().set_secret(&item).unwrap();
    assert_eq!(secrets.retry().await, Custody::Persistent);
    assert_eq!(secrets.names().await, [REFRESH, LAUNCH]);
}

#[tokio::test]
async fn another_key_in_the_keyring_counts_as_lost_and_reset_moves_the_old_vault_aside() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    put(
        &Secrets::open(dir.path().into(), keyring.source()).await,
        &REFRESH,
        "old",
    )
    .await;
    let old = fs::read(dir.path().join("vault/vault.bin")).unwrap();
    let other = format!("1.0.{}", STANDARD.encode([9; 32]));
    keyring.entry().set_secret(other.as_bytes()).unwrap();

    let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
    assert_eq!(secrets.custody(), only(CustodyProblem::KeyringEntryLost));
    put(&secrets, &LAUNCH, "new").await;
    assert_eq!(secrets.reset().await, Custody::Persistent);
    assert_eq!(secrets.names().await, [LAUNCH]);
    assert_eq!(
        fs::read(dir.path().join("vault/vault.corrupt-1")).unwrap(),
        old
    );
}

#[tokio::test]
async fn reset_leaves_a_vault_alone_that_can_be_opened_or_only_waits_for_its_keyring() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let first = Secrets::open(dir.path().into(), keyring.source()).await;
    put(&first, &REFRESH, "kept").await;
    assert_eq!(first.reset().await, Custody::Persistent);
    keyring.set_present(false);
    let second = Secrets::open(dir.path().into(), keyring.source()).await;
    assert_eq!(second.reset().await, only(CustodyProblem::KeyringMissing));
    assert_eq!(get(&first, &REFRESH).await, Ok(Some("kept".into())));
}

#[tokio::test(start_paused = true)]
async fn a_silent_keyring_is_given_up_after_a_while_and_taken_when_it_answers() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let release = keyring.hang();
    let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
    assert_eq!(secrets.custody(), only(CustodyProblem::KeyringSilent));
    put(&secrets, &REFRESH, "memory").await;

    let mut standing = secrets.watch();
    tokio::time::resume();
    release.send(()).unwrap();
    standing
        .wait_for(|standing| standing.custody == Custody::Persistent)
        .await
        .unwrap();
    let again = Secrets::open(dir.path().into(), keyring.source()).await;
    assert_eq!(get(&again, &REFRESH).await, Ok(Some("memory".into())));
}

#[tokio::test(start_paused = true)]
async fn a_retry_does_not_queue_behind_a_call_that_hangs() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let hanging = keyring.hang();
    let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
    assert_eq!(secrets.custody(), only(CustodyProblem::KeyringSilent));
    tokio::time::resume();
    keyring.hanging.notified().await;
    assert_eq!(secrets.retry().await, Custody::Persistent);
    drop(hanging);
}

#[tokio::test]
async fn a_keyring_that_forgets_at_once_is_not_trusted_with_a_vault() {
    let dir = tempfile::tempdir().unwrap();
    let forgetful = KeyringSource::new(|| Ok(mock::Store::new()?));
    let secrets = Secrets::open(dir.path().into(), forgetful).await;
    assert_eq!(secrets.custody(), only(CustodyProblem::KeyringMissing));
    assert_eq!(files(dir.path()), ["vault.lock"]);
}

#[tokio::test]
async fn a_first_use_that_fails_in_the_keyring_makes_no_vault() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let store = keyring.store.clone();
    let refuses = KeyringSource::new(move || Ok(store.clone())).with_modifier("target", "none");
    let secrets = Secrets::open(dir.path().into(), refuses).await;
    assert_eq!(secrets.custody(), only(CustodyProblem::KeyringMissing));
    assert_eq!(files(dir.path()), ["vault.lock"]);
}

#[tokio::test]
async fn another_item_keeps_another_folder_apart() {
    let (one, two, keyring) = (
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
        Keyring::new(),
    );
    let usual = Secrets::open(one.path().into(), keyring.source()).await;
    let item = keyring.item();
    let other = keyring.source().with_item("vault-key-2");
    let other = Secrets::open(two.path().into(), other).await;
    assert_eq!(
        (usual.custody(), other.custody()),
        (Custody::Persistent, Custody::Persistent)
    );
    assert_eq!(keyring.item(), item);
}
