//! Reading a patient's record: plan, fetch, and the windows of rows that screens ask for.

mod fetch;
mod load;
mod plan;
mod progress;
mod rows;
mod who;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chart_store::ChartStore;
use session_store::SessionId;
use tokio_util::sync::CancellationToken;

pub(crate) use load::load;
pub(crate) use plan::TYPES;
pub(crate) use rows::{resource, rows, trend};

/// The records in memory, one for each session that was opened in this run, and their loads.
#[derive(Debug, Default)]
pub(crate) struct Records {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    open: HashMap<SessionId, Record>,
    loads: HashMap<SessionId, CancellationToken>,
}

#[derive(Debug)]
struct Record {
    patient: String,
    store: Arc<ChartStore>,
}

impl Records {
    /// Begins a load, which ends when the token says so. One load a session: a page that is gone does
    /// not say that it is, so the newest load stands and the one before it ends.
    pub(crate) fn begin_load(&self, session: SessionId) -> CancellationToken {
        let running = CancellationToken::new();
        let before = self.lock().loads.insert(session, running.clone());
        if let Some(before) = before {
            before.cancel();
        }
        running
    }

    /// Ends the load of a session.
    pub(crate) fn end_load(&self, session: SessionId) {
        if let Some(running) = self.lock().loads.remove(&session) {
            running.cancel();
        }
    }

    /// The record of a session for the load that runs: a new one where there is none, or where the one
    /// that is there is another patient's. `None`: the load has been ended.
    pub(crate) fn open(
        &self,
        session: SessionId,
        patient: &str,
        running: &CancellationToken,
    ) -> Option<Arc<ChartStore>> {
        let mut inner = self.lock();
        if running.is_cancelled() {
            return None;
        }
        let held = inner.open.get(&session);
        if let Some(record) = held.filter(|record| record.patient == patient) {
            return Some(Arc::clone(&record.store));
        }
        let store = Arc::new(ChartStore::new(Some(patient)));
        let record = Record {
            patient: patient.to_owned(),
            store: Arc::clone(&store),
        };
        inner.open.insert(session, record);
        Some(store)
    }

    /// The record of a session that was opened.
    pub(crate) fn get(&self, session: SessionId) -> Option<Arc<ChartStore>> {
        let inner = self.lock();
        inner
            .open
            .get(&session)
            .map(|record| Arc::clone(&record.store))
    }

    /// Forgets the record of a session, and ends its load.
    pub(crate) fn close(&self, session: SessionId) {
        let mut inner = self.lock();
        inner.open.remove(&session);
        if let Some(running) = inner.loads.remove(&session) {
            running.cancel();
        }
    }

    /// Forgets all records, and ends all loads.
    pub(crate) fn close_all(&self) {
        let inner = std::mem::take(&mut *self.lock());
        for running in inner.loads.into_values() {
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

    const SESSION: SessionId = SessionId::from_bytes([1; 16]);

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
    fn a_load_that_runs_does_not_bring_back_a_record_that_was_closed() {
        let records = Records::default();
        let running = records.begin_load(SESSION);
        records.close(SESSION);
        assert!(records.open(SESSION, "p", &running).is_none());
        assert!(records.get(SESSION).is_none());
    }
}
