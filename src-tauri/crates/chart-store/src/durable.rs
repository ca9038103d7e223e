//! The record on disk: opening, saving, forgetting. A store without a log does the same with nothing.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::io;
use std::path::Path;

use crate::disk::{Disk, Folder};
use crate::index;
use crate::key::{Partition, RecordKey};
use crate::log::{Held, Log, LogError, State, Unusable, Visit};
use crate::page::Pages;
use crate::record::Record;
use crate::replay::replay;
use crate::store::{ChartStore, lock};
use crate::sync::SyncState;

/// What was there when a record was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nothing: it is the first visit.
    New,
    /// The record as it was last saved.
    Saved,
    /// A record that was damaged: it is gone, and an empty one takes its place.
    Damaged,
    /// A record that another version of this program wrote: it is gone, and an empty one takes its
    /// place.
    OtherVersion,
}

/// Why the record is not on disk, by what the caller can do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another program has this record open. Go on in memory.
    #[error("the record is open elsewhere")]
    InUse,
    /// The disk is full, read-only or failing. What is in memory stays; the next commit tries again.
    #[error("the record cannot be stored")]
    StorageFailed(#[source] io::Error),
    /// The record is larger than may be kept. What is in memory stays.
    #[error("the record is too large to be stored")]
    TooLarge,
    /// The cryptographic library failed.
    #[error("the record cannot be sealed")]
    SealFailed,
}

impl From<LogError> for StoreError {
    fn from(error: LogError) -> Self {
        match error {
            LogError::Io(error) if error.kind() == io::ErrorKind::WouldBlock => Self::InUse,
            LogError::Io(error) => Self::StorageFailed(error),
            LogError::TooLarge => Self::TooLarge,
            LogError::Seal(_) => Self::SealFailed,
        }
    }
}

impl ChartStore {
    /// Opens the record of a partition in a folder of its own under `dir`, as it was last saved. What
    /// cannot be opened with this key and partition is not shown: it is thrown away, and said.
    pub fn open(
        dir: &Path,
        key: RecordKey,
        partition: &Partition,
    ) -> Result<(Self, Found), StoreError> {
        let folder = Folder::open(&dir.join(key.folder_name())).map_err(LogError::Io)?;
        Self::open_on(Box::new(folder), key, partition)
    }

    pub(crate) fn open_on(
        disk: Box<dyn Disk>,
        key: RecordKey,
        partition: &Partition,
    ) -> Result<(Self, Found), StoreError> {
        let mut log = Log::new(disk, key, partition.clone());
        let opened = log.open()?;
        let (restored, found) = match opened {
            Ok(Some(held)) => match restore(held) {
                Some(restored) => (Some(restored), Found::Saved),
                None => (None, Found::Damaged),
            },
            Ok(None) => (None, Found::New),
            Err(Unusable::Damaged) => (None, Found::Damaged),
            Err(Unusable::OtherVersion) => (None, Found::OtherVersion),
        };
        let mut store = ChartStore::new(Some(partition.patient()));
        if let Some(restored) = restored {
            store.take(restored);
        } else {
            log.start_over();
            log.tidy();
        }
        *lock(&store.log) = Some(log);
        Ok((store, found))
    }

    fn take(&mut self, restored: Restored) {
        let Restored {
            record,
            sync,
            before,
        } = restored;
        self.before = Some(before);
        let whole = sync.searches.iter().filter(|(_, search)| search.whole);
        self.known = whole.map(|(kind, _)| kind.clone()).collect();
        *self.write() = record;
        *lock(&self.sync) = sync;
    }

    /// What the record may take on disk at most: beyond it, [`StoreError::TooLarge`].
    pub fn limit(&self, bytes: u64) {
        if let Some(log) = lock(&self.log).as_mut() {
            log.limit(bytes);
        }
    }

    /// Lets go of the disk and of the key: nothing is written from here on, and the record can be opened
    /// again. A commit that runs is waited for. What is in memory stays until the store is dropped.
    pub fn let_go(&self) {
        drop(lock(&self.log).take());
    }

    /// `true` where the record is kept on disk.
    pub fn is_durable(&self) -> bool {
        lock(&self.log).is_some()
    }

    /// Makes everything that was applied so far durable. After an error what was saved before stays
    /// saved, and nothing in between.
    pub fn commit(&self) -> Result<(), StoreError> {
        let mut log = lock(&self.log);
        let Some(log) = log.as_mut() else {
            return Ok(());
        };
        self.commit_to(log)?;
        if log.is_far_beyond_index() {
            // It only saves time: everything is saved without it.
            let _ = self.write_index(log);
        }
        Ok(())
    }

    fn commit_to(&self, log: &mut Log) -> Result<(), StoreError> {
        // Read together, so that the state never speaks of pages that are not there.
        let record = self.read();
        let state = State {
            visit: Visit {
                number: record.visit,
                known: self.known.clone(),
                removed: record.removed.clone(),
            },
            sync: self.sync_state(),
        };
        let first = usize::try_from(log.committed()).unwrap_or(usize::MAX);
        let pages = record.pages.since(first).to_vec();
        drop(record);
        Ok(log.commit(&pages, &state)?)
    }

    /// As [`ChartStore::commit`]; also throws away what is of no use any more and writes the index, so
    /// that the record opens at once. For the end of a load: it costs a tenth of a second on a large record.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        let mut log = lock(&self.log);
        self.compact(log.as_mut());
        let Some(log) = log.as_mut() else {
            return Ok(());
        };
        self.commit_to(log)?;
        self.write_index(log)
    }

    /// Writes the index of what is on disk; not where more arrived since it was written there.
    fn write_index(&self, log: &mut Log) -> Result<(), StoreError> {
        let Some(covered) = log.end() else {
            return Ok(());
        };
        let record = self.sorted();
        let is_same = record.pages.len() as u64 == covered.pages && !record.is_unsorted();
        if !is_same || log.indexed() == Some(covered.pages) {
            return Ok(());
        }
        let index = index::encode(&record, covered).map_err(|_| StoreError::TooLarge)?;
        drop(record);
        Ok(log.write_index(&index)?)
    }

    fn compact(&self, log: Option<&mut Log>) {
        let mut record = self.write();
        if !record.is_wasteful() {
            return;
        }
        // Where it does not succeed, the record stays as large as it is.
        if let Ok(compacted) = record.compacted() {
            *record = compacted;
            if let Some(log) = log {
                log.start_over();
            }
        }
    }

    /// Takes the record off the disk. What is in memory stays until the store is dropped, and is not
    /// written again. Whoever destroys the key, too, has forgotten the record for good.
    pub fn forget(&self) -> Result<(), StoreError> {
        match lock(&self.log).take() {
            Some(log) => log.destroy().map_err(StoreError::StorageFailed),
            None => Ok(()),
        }
    }
}

/// A record that was saved, and the visit in which it was.
struct Restored {
    record: Record,
    sync: SyncState,
    before: Visit,
}

/// The record that a log held.
fn restore(held: Held) -> Option<Restored> {
    let pages = Pages::from_closed(held.pages);
    let (mut record, covered) = match held.index {
        Some((index, covered)) => match index::decode(&index, pages) {
            Ok(record) => (record, covered),
            Err(pages) => (Record::on(pages), 0),
        },
        None => (Record::on(pages), 0),
    };
    replay(&mut record, covered)?;
    let before = held.state.visit;
    record.visit = before.number.saturating_add(1);
    Some(Restored {
        record,
        sync: held.state.sync,
        before,
    })
}

/// Removes the records under `dir` whose folders are not among `wanted`: nobody has their keys. Gives
/// how many there were.
pub fn sweep(dir: &Path, wanted: &HashSet<String, impl BuildHasher>) -> io::Result<usize> {
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(error),
    };
    let mut removed = 0;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() && !wanted.contains(&name) {
            std::fs::remove_dir_all(entry.path())?;
            removed += 1;
        }
    }
    Ok(removed)
}
