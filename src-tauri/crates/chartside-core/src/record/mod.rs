//! Reading a patient's record: plan, fetch, and the windows of rows that screens ask for.

mod fetch;
mod load;
mod name;
mod opened;
mod patients;
mod plan;
mod progress;
mod related;
mod rows;
mod trend;
mod who;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chart_store::ChartStore;
use session_store::SessionId;
use tokio_util::sync::CancellationToken;

pub(crate) use load::load;
pub(crate) use name::RecordId;
pub(crate) use opened::OpenRecord;
pub(crate) use plan::TYPES;
pub(crate) use rows::{facets, resource, rows, search};
pub(crate) use trend::trend;

/// The records in memory, one for each patient that was opened in this run, and their loads.
#[derive(Debug, Default)]
pub(crate) struct Records {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    open: HashMap<RecordId, Record>,
    loads: HashMap<RecordId, CancellationToken>,
    /// Documents that are being fetched, one for each record.
    readings: HashMap<RecordId, CancellationToken>,
}

#[derive(Debug)]
struct Record {
    patient: String,
    store: Arc<ChartStore>,
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

    /// The record of this name for the load that runs: a new one where there is none, or where the one
    /// that is there is another patient's. `None`: the load has been ended.
    pub(crate) fn open(
        &self,
        id: RecordId,
        patient: &str,
        running: &CancellationToken,
    ) -> Option<Arc<ChartStore>> {
        let mut inner = self.lock();
        if running.is_cancelled() {
            return None;
        }
        let held = inner.open.get(&id);
        if let Some(record) = held.filter(|record| record.patient == patient) {
            return Some(Arc::clone(&record.store));
        }
        let store = Arc::new(ChartStore::new(Some(patient)));
        let record = Record {
            patient: patient.to_owned(),
            store: Arc::clone(&store),
        };
        inner.open.insert(id, record);
        Some(store)
    }

    /// The record of this name that was opened.
    pub(crate) fn get(&self, id: RecordId) -> Option<Arc<ChartStore>> {
        let inner = self.lock();
        inner.open.get(&id).map(|record| Arc::clone(&record.store))
    }

    /// Forgets a record, and ends its load.
    pub(crate) fn close(&self, id: RecordId) {
        let mut inner = self.lock();
        inner.open.remove(&id);
        let running = [inner.loads.remove(&id), inner.readings.remove(&id)];
        for running in running.into_iter().flatten() {
            running.cancel();
        }
    }

    /// Forgets the records of a session, and ends their loads.
    pub(crate) fn close_session(&self, session: SessionId) {
        self.end_loads(session);
        self.lock().open.retain(|id, _| id.session() != session);
    }

    /// Forgets all records, and ends all loads.
    pub(crate) fn close_all(&self) {
        let inner = std::mem::take(&mut *self.lock());
        for running in inner
            .loads
            .into_values()
            .chain(inner.readings.into_values())
        {
            running.cancel();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
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

    #[test]
    fn a_new_load_ends_the_one_before_and_keeps_the_record() {
        let records = Records::default();
        let first = records.begin_load(SESSION);
        let store = records.open(SESSION, "p", &first).unwrap();
        let second = records.begin_load(SESSION);
        assert!(first.is_cancelled() && !second.is_cancelled());
        assert!(records.open(SESSION, "p", &first).is_none());
        assert!(Arc::ptr_eq(
            &store,
            &records.open(SESSION, "p", &second).unwrap()
        ));
    }

    #[test]
    fn another_patient_gets_another_record() {
        let records = Records::default();
        let running = records.begin_load(SESSION);
        let store = records.open(SESSION, "p", &running).unwrap();
        let other = records.open(SESSION, "q", &running).unwrap();
        assert!(!Arc::ptr_eq(&store, &other));
        assert!(Arc::ptr_eq(&other, &records.get(SESSION).unwrap()));
    }

    #[test]
    fn two_patients_of_a_session_have_a_record_each_and_go_with_it() {
        let records = Records::default();
        let (first, second) = (records.begin_load(SESSION), records.begin_load(CHOSEN));
        assert!(!first.is_cancelled());
        let store = records.open(SESSION, "p", &first).unwrap();
        let other = records.open(CHOSEN, "q", &second).unwrap();
        assert!(!Arc::ptr_eq(&store, &other));
        records.close(CHOSEN);
        assert!(records.get(CHOSEN).is_none() && second.is_cancelled());
        assert!(records.get(SESSION).is_some() && !first.is_cancelled());
        let second = records.begin_load(CHOSEN);
        records.open(CHOSEN, "q", &second).unwrap();
        records.close_session(SESSION.session());
        assert!(records.get(CHOSEN).is_none() && records.get(SESSION).is_none());
        assert!(first.is_cancelled() && second.is_cancelled());
    }

    #[test]
    fn a_load_that_runs_does_not_bring_back_a_record_that_was_closed() {
        let records = Records::default();
        let running = records.begin_load(SESSION);
        records.close(SESSION);
        assert!(records.open(SESSION, "p", &running).is_none());
        assert!(records.get(SESSION).is_none());
    }
}
