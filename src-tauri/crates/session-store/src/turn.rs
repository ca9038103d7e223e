//! Turns of programs at one session.
//!
//! A rotating server takes a refresh token once. Two programs that present the same one end the
//! session, so whoever refreshes holds the turn from the reading of the token to the sealing of the
//! next one. It is a lock of the operating system, which ends with the program that holds it.

use std::io;
use std::time::Duration;

use thiserror::Error;
use tokio::task::spawn_blocking;

use crate::folder::{Folder, FolderLock};
use crate::vault::storage_failed;
use crate::{Custody, CustodyProblem, Secrets, SessionId};

const PAUSE: Duration = Duration::from_millis(20);

/// The right of this program to change one session. It ends when it is dropped.
#[derive(Debug)]
pub struct SessionTurn {
    /// `None`: no other program can see the session.
    place: Option<Place>,
}

#[derive(Debug)]
struct Place {
    folder: Folder,
    session: SessionId,
    _lock: FolderLock,
}

impl SessionTurn {
    /// Notes that something is done with `what`, which may be used up by it. The note outlives the program.
    pub async fn mark(&self, what: &[u8]) {
        let what = what.to_owned();
        self.beside(move |folder, name| folder.leave_note(name, &what))
            .await;
    }

    /// Takes the note away: what was done is known to be done.
    pub async fn unmark(&self) {
        self.beside(|folder, name| folder.leave_note(name, &[]))
            .await;
    }

    /// The note of a turn in which nobody came to take it away; empty where there is none.
    pub async fn left_behind(&self) -> Vec<u8> {
        let note = self.beside(Folder::note).await;
        note.unwrap_or_default()
    }

    /// A note that cannot be written or read costs a better explanation, and nothing else.
    async fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Folder, &str) -> io::Result<T> + Send + 'static,
    ) -> Option<T> {
        let place = self.place.as_ref()?;
        let (folder, name) = (place.folder.clone(), format!("{}.inflight", place.session));
        spawn_blocking(move || work(&folder, &name))
            .await
            .ok()?
            .ok()
    }
}

/// Another program kept the turn for longer than was waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("another program does not give up its turn at the session")]
pub struct TurnTaken;

impl Secrets {
    /// Waits until no other program has its turn at this session, at most for `patience`.
    ///
    /// Where nothing is kept on disk, or the disk takes no lock, there is nobody to wait for.
    pub async fn turn(
        &self,
        session: SessionId,
        patience: Duration,
    ) -> Result<SessionTurn, TurnTaken> {
        let alone = match self.custody() {
            Custody::Persistent | Custody::SessionOnly(CustodyProblem::StorageFailed) => false,
            Custody::SessionOnly(_) => true,
        };
        if alone {
            return Ok(SessionTurn { place: None });
        }
        let waited = tokio::time::timeout(patience, wait(self.folder(), session)).await;
        match waited.map_err(|_| TurnTaken)? {
            Ok(lock) => Ok(SessionTurn {
                place: Some(Place {
                    folder: self.folder().clone(),
                    session,
                    _lock: lock,
                }),
            }),
            Err(error) => {
                storage_failed(&error);
                Ok(SessionTurn { place: None })
            }
        }
    }
}

async fn wait(folder: &Folder, session: SessionId) -> io::Result<FolderLock> {
    loop {
        let (folder, name) = (folder.clone(), format!("{session}.lock"));
        let attempt = spawn_blocking(move || folder.try_lock(&name)).await;
        if let Some(lock) = attempt.map_err(io::Error::other)?? {
            return Ok(lock);
        }
        tokio::time::sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use keyring_core::{Error, mock};

    use super::*;
    use crate::KeyringSource;

    const ONE: SessionId = SessionId::from_bytes([1; 16]);
    const OTHER: SessionId = SessionId::from_bytes([2; 16]);
    const AT_ONCE: Duration = Duration::from_millis(50);
    const LONG: Duration = Duration::from_mins(1);

    /// Two programs with the same folder and the same keyring.
    async fn programs(dir: &tempfile::TempDir) -> (Secrets, Secrets) {
        let store = mock::Store::new().unwrap();
        let source = || {
            let store = store.clone();
            KeyringSource::new(move || Ok(store.clone()))
        };
        (
            Secrets::open(dir.path().into(), source()).await,
            Secrets::open(dir.path().into(), source()).await,
        )
    }

    #[tokio::test]
    async fn f16_a_program_waits_for_the_turn_of_another_at_the_same_session() {
        let dir = tempfile::tempdir().unwrap();
        let (first, second) = programs(&dir).await;
        let turn = first.turn(ONE, LONG).await.unwrap();
        assert_eq!(second.turn(ONE, AT_ONCE).await.unwrap_err(), TurnTaken);
        assert!(second.turn(OTHER, AT_ONCE).await.is_ok(), "another session");
        drop(turn);
        assert!(second.turn(ONE, LONG).await.is_ok());
    }

    #[tokio::test]
    async fn f16_a_turn_does_not_keep_the_vault_from_being_read_and_written() {
        let dir = tempfile::tempdir().unwrap();
        let (first, second) = programs(&dir).await;
        let _turn = first.turn(ONE, LONG).await.unwrap();
        let name = crate::SecretName::new(ONE, "k");
        second
            .put(&name, crate::Secret::from("kept".to_owned()))
            .await
            .unwrap();
        assert!(first.get(&name).await.unwrap().is_some());
    }

    #[tokio::test]
    async fn f24_without_a_keyring_nobody_is_waited_for_and_nothing_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let source = KeyringSource::new(|| Err(Error::NoDefaultStore));
        let secrets = Secrets::open(dir.path().into(), source).await;
        let _turn = secrets.turn(ONE, AT_ONCE).await.unwrap();
        assert!(secrets.turn(ONE, AT_ONCE).await.is_ok());
        let locks = std::fs::read_dir(dir.path().join("vault"));
        let names = locks.into_iter().flatten().flatten();
        assert!(
            names
                .map(|entry| entry.file_name())
                .all(|name| name == "vault.lock")
        );
    }

    #[tokio::test]
    async fn a_note_outlives_the_turn_until_it_is_taken_away() {
        let dir = tempfile::tempdir().unwrap();
        let (first, other) = programs(&dir).await;
        let turn = first.turn(ONE, LONG).await.unwrap();
        assert!(turn.left_behind().await.is_empty());
        turn.mark(b"first").await;
        drop(turn);
        let turn = other.turn(ONE, LONG).await.unwrap();
        assert_eq!(turn.left_behind().await, b"first");
        turn.unmark().await;
        assert!(turn.left_behind().await.is_empty());
        let elsewhere = other.turn(OTHER, LONG).await.unwrap();
        elsewhere.mark(b"second").await;
        assert!(turn.left_behind().await.is_empty());
    }
}
