//! The lock of the app: the key is given away, and nothing is lost by it.

use super::*;

async fn opened(dir: &Path, keyring: &Keyring) -> Secrets {
    Secrets::open(dir.into(), keyring.source()).await
}

#[tokio::test]
async fn nothing_is_read_while_locked_and_all_of_it_afterwards() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let secrets = opened(dir.path(), &keyring).await;
    put(&secrets, &REFRESH, "one").await;
    secrets.lock().await;
    let unreadable = Err(SecretsError::Unreadable(CustodyProblem::Locked));
    assert_eq!(get(&secrets, &REFRESH).await, unreadable);
    assert_eq!(secrets.names().await, []);
    assert_eq!(secrets.unlock().await, Custody::Persistent);
    assert_eq!(get(&secrets, &REFRESH).await, Ok(Some("one".into())));
}

#[tokio::test]
async fn the_key_is_in_memory_again_only_after_unlocking() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let secrets = opened(dir.path(), &keyring).await;
    secrets.lock().await;
    // Neither a retry nor a reset fetches it.
    assert_eq!(secrets.retry().await, Custody::Persistent);
    assert_eq!(secrets.reset().await, Custody::Persistent);
    let state = secrets.inner.state.lock().await;
    assert!(state.key.is_none() && state.candidate.is_none());
    drop(state);
    secrets.unlock().await;
    assert!(secrets.inner.state.lock().await.key.is_some());
}

#[tokio::test]
async fn where_secrets_are_kept_is_the_same_while_locked() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let secrets = opened(dir.path(), &keyring).await;
    let watched = secrets.watch();
    secrets.lock().await;
    let _ = get(&secrets, &REFRESH).await;
    put(&secrets, &LAUNCH, "late").await;
    assert_eq!(secrets.custody(), Custody::Persistent);
    assert!(!watched.has_changed().unwrap());
}

#[tokio::test]
async fn what_comes_while_locked_is_written_when_unlocked() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let secrets = opened(dir.path(), &keyring).await;
    put(&secrets, &REFRESH, "old").await;
    secrets.lock().await;
    let before = fs::read(dir.path().join("vault/vault.bin")).unwrap();
    put(&secrets, &LAUNCH, "late").await;
    secrets.delete(&REFRESH).await;
    let locked = fs::read(dir.path().join("vault/vault.bin")).unwrap();
    assert_eq!(before, locked);
    secrets.unlock().await;
    let restarted = opened(dir.path(), &keyring).await;
    assert_eq!(get(&restarted, &LAUNCH).await, Ok(Some("late".into())));
    assert_eq!(get(&restarted, &REFRESH).await, Ok(None));
}

#[tokio::test]
async fn what_could_not_be_saved_before_is_saved_by_locking() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let secrets = opened(dir.path(), &keyring).await;
    let state = &secrets.inner.state;
    let late = Some(Arc::new(Secret::from("kept".to_owned())));
    state.lock().await.unsaved.insert(REFRESH.clone(), late);
    secrets.lock().await;
    assert!(state.lock().await.unsaved.is_empty());
    let restarted = opened(dir.path(), &keyring).await;
    assert_eq!(get(&restarted, &REFRESH).await, Ok(Some("kept".into())));
}

#[tokio::test]
async fn a_keyring_that_is_locked_by_then_is_said_and_can_be_tried_again() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    let secrets = opened(dir.path(), &keyring).await;
    put(&secrets, &REFRESH, "one").await;
    secrets.lock().await;
    keyring.fail_once(locked());
    assert_eq!(secrets.unlock().await, only(CustodyProblem::KeyringLocked));
    assert_eq!(secrets.retry().await, Custody::Persistent);
    assert_eq!(get(&secrets, &REFRESH).await, Ok(Some("one".into())));
}

#[tokio::test]
async fn without_a_keyring_nothing_is_lost_by_locking() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    keyring.set_present(false);
    let secrets = opened(dir.path(), &keyring).await;
    put(&secrets, &REFRESH, "one").await;
    secrets.lock().await;
    secrets.unlock().await;
    assert_eq!(get(&secrets, &REFRESH).await, Ok(Some("one".into())));
}

#[tokio::test]
async fn locking_asks_no_keyring_for_a_key_that_it_gives_away_at_once() {
    let (dir, keyring) = (tempfile::tempdir().unwrap(), Keyring::new());
    keyring.set_present(false);
    let secrets = Secrets::open(dir.path().into(), keyring.source()).await;
    put(&secrets, &REFRESH, "memory").await;
    keyring.set_present(true);
    secrets.lock().await;
    assert_eq!(keyring.item(), None);
    assert_eq!(secrets.unlock().await, Custody::Persistent);
    assert_eq!(get(&secrets, &REFRESH).await, Ok(Some("memory".into())));
}
