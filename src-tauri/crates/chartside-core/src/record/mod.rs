//! Reading a patient's record: plan, fetch, and the windows of rows that screens ask for.

mod fetch;
mod gap;
mod keep;
mod kept;
mod learnt;
mod load;
mod loading;
mod name;
mod network;
mod opened;
mod panels;
mod patients;
mod plan;
mod progress;
mod references;
mod related;
mod renew;
mod rows;
mod syncing;
mod trend;
mod trial;
mod who;
mod whose;
mod wish;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chart_store::{ChartStore, Partition};
use session_store::SessionId;
use tokio_util::sync::CancellationToken;

use crate::ipc::Keeping;
use progress::Progress;

pub(crate) use keep::Keep;
pub use keep::RecordFolder;
pub(crate) use learnt::Learnt;
pub(crate) use load::load;
use loading::StoppedTypes;
pub(crate) use name::RecordId;
pub(crate) use network::Network;
pub(crate) use opened::OpenRecord;
pub(crate) use plan::{RecordRules, TYPES};
pub(crate) use rows::{facets, resource, rows, search};
pub(crate) use trend::trend;
pub(crate) use whose::Whose;
pub(crate) use wish::Wish;

/// The records in memory, one for each patient that was opened in this run, and their loads.
#[derive(Debug, Default)]
pub(crate) struct Records {
    inner: Mutex<Inner>,
    /// Records are opened one after the other.
    opening: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Inner {
    open: HashMap<RecordId, Record>,
    loads: HashMap<RecordId, CancellationToken>,
    /// Documents that are being fetched, one for each record.
    readings: HashMap<RecordId, CancellationToken>,
    /// How far the newest load of each came, and where it was stopped.
    reached: HashMap<RecordId, (Progress, StoppedTypes)>,
}

#[derive(Debug)]
struct Record {
    partition: Partition,
    store: Arc<ChartStore>,
    keeping: Keeping,
}

/// A record in memory, as a load is given it.
#[derive(Debug, Clone)]
pub(crate) struct HeldRecord {
    pub(crate) store: Arc<ChartStore>,
    pub(crate) keeping: Keeping,
}

/// A record that was taken out of memory: whoever takes it lets go of its disk.
#[derive(Debug)]
#[must_use]
pub(crate) struct Closed {
    pub(crate) partition: Partition,
    pub(crate) store: Arc<ChartStore>,
}

impl Records {
    /// Begins a load, which ends when the token says so. One load a record: a page that is gone does
    /// not say that it is, so the newest load stands and the one before it ends.
    pub(crate) fn begin_load(&self, id: RecordId) -> CancellationToken {
        let running = CancellationToken::new();
        let before = self.lock().loads.insert(id, running.clone());
        if let Some(before) = before {
            before.cancel();
        }
        running
    }

    /// Ends the loads of a session.
    pub(crate) fn end_loads(&self, session: SessionId) {
        let inner = &mut *self.lock();
        let ended = inner.loads.extract_if(|id, _| id.session() == session);
        ended.for_each(|(_, running)| running.cancel());
        let ended = inner.readings.extract_if(|id, _| id.session() == session);
        ended.for_each(|(_, running)| running.cancel());
    }

    /// Begins to read a document, which ends when the token says so. The one before it ends now: a
    /// person reads one at a time.
    pub(crate) fn begin_reading(&self, id: RecordId) -> CancellationToken {
        let running = CancellationToken::new();
        let before = self.lock().readings.insert(id, running.clone());
        if let Some(before) = before {
            before.cancel();
        }
        running
    }

    /// Ends the reading of a document.
    pub(crate) fn end_reading(&self, id: RecordId) {
        if let Some(running) = self.lock().readings.remove(&id) {
            running.cancel();
        }
    }

    /// Waits until no record is being opened.
    pub(crate) async fn turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.opening.lock().await
    }

    /// The record of this name, where it is this one that is in memory.
    pub(crate) fn held(&self, id: RecordId, partition: &Partition) -> Option<HeldRecord> {
        let inner = self.lock();
        let held = inner.open.get(&id)?;
        (held.partition == *partition).then(|| held.handle())
    }

    /// Puts a record that was opened in the place of the one of this name, which is given back. The record
    /// itself is given back where its load was ended meanwhile.
    pub(crate) fn put(
        &self,
        id: RecordId,
        opened: HeldRecord,
        partition: Partition,
        running: &CancellationToken,
    ) -> Option<Closed> {
        let mut inner = self.lock();
        let record = Record {
            partition,
            store: opened.store,
            keeping: opened.keeping,
        };
        if running.is_cancelled() {
            return Some(record.closed());
        }
        let before = inner.open.insert(id, record);
        before.map(Record::closed)
    }

    /// Notes that a record is kept elsewhere than before.
    pub(crate) fn now_kept(&self, id: RecordId, store: &Arc<ChartStore>, keeping: Keeping) {
        let mut inner = self.lock();
        if let Some(record) = inner.open.get_mut(&id)
            && Arc::ptr_eq(&record.store, store)
        {
            record.keeping = keeping;
        }
    }

    /// The record of this name that was opened.
    pub(crate) fn get(&self, id: RecordId) -> Option<Arc<ChartStore>> {
        let inner = self.lock();
        inner.open.get(&id).map(|record| Arc::clone(&record.store))
    }

    /// How far the load came that runs no more. `None`: there was none.
    pub(super) fn reached(&self, id: RecordId) -> Option<Progress> {
        let inner = self.lock();
        inner.reached.get(&id).map(|(progress, _)| progress.clone())
    }

    /// What of it was stopped at a limit, and where it goes on.
    pub(super) fn stopped(&self, id: RecordId) -> StoppedTypes {
        let inner = self.lock();
        let stopped = inner.reached.get(&id).map(|(_, stopped)| stopped.clone());
        stopped.unwrap_or_default()
    }

    /// Keeps how far a load came, unless it was ended.
    pub(super) fn reach(
        &self,
        id: RecordId,
        running: &CancellationToken,
        reached: Progress,
        stopped: StoppedTypes,
    ) {
        let mut inner = self.lock();
        if !running.is_cancelled() {
            inner.reached.insert(id, (reached, stopped));
        }
    }

    /// Takes a record out of memory, and ends its load.
    pub(crate) fn close(&self, id: RecordId) -> Option<Closed> {
        let mut inner = self.lock();
        inner.reached.remove(&id);
        let running = [inner.loads.remove(&id), inner.readings.remove(&id)];
        for running in running.into_iter().flatten() {
            running.cancel();
        }
        inner.open.remove(&id).map(Record::closed)
    }

    /// Takes the records of a session out of memory, and ends their loads.
    pub(crate) fn close_session(&self, session: SessionId) -> Vec<Closed> {
        self.end_loads(session);
        let mut inner = self.lock();
        inner.reached.retain(|id, _| id.session() != session);
        let closed = inner.open.extract_if(|id, _| id.session() == session);
        closed.map(|(_, record)| record.closed()).collect()
    }

    /// Takes all records out of memory, and ends all loads.
    pub(crate) fn close_all(&self) -> Vec<Closed> {
        let inner = std::mem::take(&mut *self.lock());
        for running in inner
            .loads
            .into_values()
            .chain(inner.readings.into_values())
        {
            running.cancel();
        }
        inner.open.into_values().map(Record::closed).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Record {
    fn handle(&self) -> HeldRecord {
        HeldRecord {
            store: Arc::clone(&self.store),
            keeping: self.keeping,
        }
    }

    fn closed(self) -> Closed {
        Closed {
            partition: self.partition,
            store: self.store,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SESSION: RecordId = RecordId::in_context(SessionId::from_bytes([1; 16]));
    const CHOSEN: RecordId = RecordId::chosen(
        SessionId::from_bytes([1; 16]),
        SessionId::from_bytes([2; 16]),
    );

    fn partition(patient: &str) -> Partition {
        Partition::new("c", "u", patient)
    }

    fn opened() -> HeldRecord {
        HeldRecord {
            store: Arc::new(ChartStore::new(Some("p"))),
            keeping: Keeping::Disk,
        }
    }

    #[test]
    fn a_new_load_ends_the_one_before_and_keeps_the_record() {
        let records = Records::default();
        let first = records.begin_load(SESSION);
        assert!(
            records
                .put(SESSION, opened(), partition("p"), &first)
                .is_none()
        );
        let held = records.held(SESSION, &partition("p")).unwrap();
        let second = records.begin_load(SESSION);
        assert!(first.is_cancelled() && !second.is_cancelled());
        let late = opened();
        let back = records.put(SESSION, late.clone(), partition("p"), &first);
        assert!(Arc::ptr_eq(&back.unwrap().store, &late.store));
        let still = records.held(SESSION, &partition("p")).unwrap();
        assert!(Arc::ptr_eq(&held.store, &still.store));
    }

    #[test]
    fn another_patients_record_or_another_users_is_another() {
        let records = Records::default();
        let running = records.begin_load(SESSION);
        let own = opened();
        assert!(
            records
                .put(SESSION, own.clone(), partition("p"), &running)
                .is_none()
        );
        for other in [partition("q"), Partition::new("c", "v", "p")] {
            assert!(records.held(SESSION, &other).is_none());
        }
        let other = opened();
        let before = records.put(SESSION, other.clone(), partition("q"), &running);
        assert!(Arc::ptr_eq(&before.unwrap().store, &own.store));
        assert!(Arc::ptr_eq(&other.store, &records.get(SESSION).unwrap()));
        assert!(records.held(SESSION, &partition("p")).is_none());
    }

    #[test]
    fn two_patients_of_a_session_have_a_record_each_and_go_with_it() {
        let records = Records::default();
        let (first, second) = (records.begin_load(SESSION), records.begin_load(CHOSEN));
        assert!(!first.is_cancelled());
        let put = |id, patient, running: &CancellationToken| {
            records.put(id, opened(), partition(patient), running)
        };
        assert!(put(SESSION, "p", &first).is_none());
        assert!(put(CHOSEN, "q", &second).is_none());
        assert!(records.close(CHOSEN).is_some());
        assert!(records.get(CHOSEN).is_none() && second.is_cancelled());
        assert!(records.get(SESSION).is_some() && !first.is_cancelled());
        let second = records.begin_load(CHOSEN);
        assert!(put(CHOSEN, "q", &second).is_none());
        assert_eq!(records.close_session(SESSION.session()).len(), 2);
        assert!(records.get(CHOSEN).is_none() && records.get(SESSION).is_none());
        assert!(first.is_cancelled() && second.is_cancelled());
    }

    #[test]
    fn a_load_that_runs_does_not_bring_back_a_record_that_was_closed() {
        let records = Records::default();
        let running = records.begin_load(SESSION);
        assert!(records.close(SESSION).is_none());
        assert!(
            records
                .put(SESSION, opened(), partition("p"), &running)
                .is_some()
        );
        assert!(records.get(SESSION).is_none());
    }
}
