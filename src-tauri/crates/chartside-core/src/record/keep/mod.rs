//! Keeping records on this computer: each in a folder of its own, sealed with a key of its own that the
//! vault holds ([ADR 0022](../../../../../../docs/adr/0022-kept-records.md)). Where there is no vault that lasts, or the computer's
//! policy says so, records are in memory only. Must never know: FHIR searches, and any screen.

mod keys;
mod saving;

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chart_store::{ChartStore, Found, Partition, RecordKey, StoreError};
use jiff::{SignedDuration, Timestamp};
use session_store::{Custody, SessionId};
use tokio::task::spawn_blocking;

use keys::RecordKeys;
pub(crate) use saving::Saving;

use crate::app::App;
use crate::ipc::{Keeping, NotKept};
use crate::problem::{Problem, ProblemCode};

/// What one record may take on disk, unless the settings say less: far above the largest known.
const LARGEST: u64 = 256 << 20;

/// Who comes back to a record within this time, in the same run of the app, goes on with the same visit:
/// a lock in between must not make what is new old.
const VISIT: SignedDuration = SignedDuration::from_hours(8);

/// Where records are kept.
#[derive(Debug, Clone)]
pub struct RecordFolder {
    folder: PathBuf,
    largest: u64,
}

impl RecordFolder {
    /// A folder that is there for nothing else.
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            largest: LARGEST,
        }
    }

    /// What one record may take there, in bytes.
    #[must_use]
    pub fn with_largest(mut self, bytes: u64) -> Self {
        self.largest = bytes;
        self
    }
}

/// What is known of the folder in this run.
#[derive(Debug, Default)]
pub(crate) struct Keep {
    /// Keys and folders change together, in one turn. `true`: what belongs to nobody was removed.
    turn: Arc<tokio::sync::Mutex<bool>>,
    /// When records were left, by partition.
    left: Mutex<HashMap<[u8; 32], Timestamp>>,
}

impl Keep {
    fn left(&self) -> MutexGuard<'_, HashMap<[u8; 32], Timestamp>> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets go of a record that nobody looks at any more: key and disk, and not only when the last
    /// reader is gone.
    pub(crate) async fn leave(
        &self,
        partition: &Partition,
        store: Arc<ChartStore>,
        now: Timestamp,
    ) {
        self.left().insert(*partition.digest(), now);
        // A commit that runs is waited for.
        let _ = spawn_blocking(move || store.let_go()).await;
    }

    fn goes_on(&self, partition: &Partition, now: Timestamp) -> bool {
        let left = self.left().get(partition.digest()).copied();
        left.is_some_and(|left| now >= left && now.duration_since(left) < VISIT)
    }
}

/// A record that was opened, and where it is kept.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) store: ChartStore,
    pub(crate) keeping: Keeping,
}

impl Opened {
    fn in_memory(partition: &Partition, because: NotKept) -> Self {
        Self {
            store: ChartStore::new(Some(partition.patient())),
            keeping: Keeping::Memory { because },
        }
    }
}

impl App {
    /// Opens what is kept of a record, or begins to keep it. Where it cannot be kept, it is in memory.
    pub(crate) async fn open_kept(&self, session: SessionId, partition: &Partition) -> Opened {
        match self.try_open_kept(session, partition).await {
            Ok(store) => Opened {
                store,
                keeping: Keeping::Disk,
            },
            Err(because) => Opened::in_memory(partition, because),
        }
    }

    async fn try_open_kept(
        &self,
        session: SessionId,
        partition: &Partition,
    ) -> Result<ChartStore, NotKept> {
        let place = self
            .settings()
            .records
            .as_ref()
            .ok_or(NotKept::StorageFailed)?
            .clone();
        if !self.policy().keeps_records() {
            return Err(NotKept::Policy);
        }
        if self.is_in_safe_mode() {
            return Err(NotKept::SafeMode);
        }
        let mut swept = self.keep().turn.lock().await;
        if !*swept {
            *swept = self.sweep(&place.folder).await;
        }
        let key = self.key_of(&place, session, partition).await?;
        let (own, whose) = (place.clone(), partition.clone());
        let opened = spawn_blocking(move || ChartStore::open(&own.folder, key, &whose)).await;
        drop(swept);
        let (mut store, found) = match opened {
            Ok(Ok(opened)) => opened,
            Ok(Err(error)) => return Err(not_kept(&error)),
            Err(_) => return Err(NotKept::StorageFailed),
        };
        match found {
            Found::New | Found::Saved => {}
            Found::Damaged | Found::OtherVersion => {
                tracing::warn!(?found, "a kept record was thrown away");
            }
        }
        store.limit(place.largest);
        if self.keep().goes_on(partition, self.now()) {
            store.go_on_with_visit();
        }
        Ok(store)
    }

    /// The key of a partition; a new one where it has none. A key is in the vault before anything is
    /// sealed with it.
    async fn key_of(
        &self,
        place: &RecordFolder,
        session: SessionId,
        partition: &Partition,
    ) -> Result<RecordKey, NotKept> {
        let secrets = &self.ports().secrets;
        if secrets.custody() != Custody::Persistent {
            return Err(NotKept::Keychain);
        }
        let mut keys = RecordKeys::load(secrets)
            .await
            .map_err(|_| NotKept::Keychain)?;
        if let Some(key) = keys.find(session, partition) {
            return Ok(key);
        }
        let key = RecordKey::random().map_err(|_| NotKept::StorageFailed)?;
        let gone = keys.add(session, partition, key);
        keys.save(secrets).await.map_err(|_| NotKept::Keychain)?;
        if secrets.custody() != Custody::Persistent {
            // A record whose key is in memory only could never be opened again.
            drop(keys.remove(session, partition));
            let _ = keys.save(secrets).await;
            return Err(NotKept::Keychain);
        }
        // What cannot be removed now is removed at the next start: it has no key any more.
        let _ = remove(place, gone).await;
        keys.find(session, partition).ok_or(NotKept::Keychain)
    }

    /// Destroys what is kept of one record: first the key, then the files.
    pub(crate) async fn destroy_kept(
        &self,
        session: SessionId,
        partition: &Partition,
    ) -> Result<(), Problem> {
        self.destroy(|keys| keys.remove(session, partition)).await
    }

    /// The same of all records of a session.
    pub(crate) async fn destroy_all_kept(&self, session: SessionId) -> Result<(), Problem> {
        self.destroy(|keys| keys.remove_session(session)).await
    }

    async fn destroy(
        &self,
        goes: impl FnOnce(&mut RecordKeys) -> Vec<String>,
    ) -> Result<(), Problem> {
        let _turn = self.keep().turn.lock().await;
        let secrets = &self.ports().secrets;
        let failed =
            |error: &dyn std::error::Error| Problem::new(ProblemCode::StorageFailed).logged(error);
        let mut keys = RecordKeys::load(secrets)
            .await
            .map_err(|error| failed(&error))?;
        let folders = goes(&mut keys);
        if folders.is_empty() {
            return Ok(());
        }
        keys.save(secrets).await.map_err(|error| failed(&error))?;
        let Some(place) = self.settings().records.as_ref() else {
            return Ok(());
        };
        remove(place, folders).await.map_err(|error| failed(&error))
    }

    /// Removes what belongs to nobody, and everything where the policy says so. To be called once, at
    /// the start; opening a record makes up for it where the vault cannot be read yet.
    pub(crate) async fn tidy_kept(&self) {
        let Some(place) = self.settings().records.as_ref() else {
            return;
        };
        // What made the app come to a bad end may be in there.
        if self.is_in_safe_mode() && !self.policy().destroys_records() {
            return;
        }
        let mut swept = self.keep().turn.lock().await;
        if !*swept {
            *swept = self.sweep(&place.folder).await;
        }
    }

    /// `false`: nobody knows now what belongs to whom.
    async fn sweep(&self, folder: &Path) -> bool {
        let secrets = &self.ports().secrets;
        let wanted = if self.policy().destroys_records() {
            let _ = RecordKeys::default().save(secrets).await;
            HashSet::new()
        } else {
            if secrets.custody() != Custody::Persistent {
                return false;
            }
            match RecordKeys::load(secrets).await {
                Ok(keys) => keys.folders(),
                Err(_) => return false,
            }
        };
        let folder = folder.to_owned();
        let removed = spawn_blocking(move || chart_store::sweep(&folder, &wanted)).await;
        match removed {
            Ok(Ok(0)) => {}
            Ok(Ok(count)) => tracing::info!(count, "records without a key were removed"),
            Ok(Err(error)) => tracing::warn!(kind = ?error.kind(), "records cannot be removed"),
            Err(_) => return false,
        }
        true
    }
}

async fn remove(place: &RecordFolder, folders: Vec<String>) -> io::Result<()> {
    let place = place.folder.clone();
    let removed = spawn_blocking(move || {
        folders
            .iter()
            .try_for_each(|folder| match std::fs::remove_dir_all(place.join(folder)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                Ok(()) | Err(_) => Ok(()),
            })
    });
    removed
        .await
        .unwrap_or_else(|error| Err(io::Error::other(error)))
}

/// Why a record is not on disk, for the person.
pub(crate) fn not_kept(error: &StoreError) -> NotKept {
    tracing::warn!(%error, "a record is not kept");
    match error {
        StoreError::InUse => NotKept::OpenElsewhere,
        StoreError::TooLarge => NotKept::TooLarge,
        StoreError::StorageFailed(_) | StoreError::SealFailed => NotKept::StorageFailed,
    }
}
