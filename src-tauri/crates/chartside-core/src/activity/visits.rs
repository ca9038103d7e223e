//! The records that are on screen, so that opening, closing and what is seen between are noted once.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use session_store::SessionId;

use super::noted::{Noted, What};
use crate::record::RecordId;

#[derive(Debug, Default)]
pub(super) struct Visits {
    open: Mutex<HashMap<RecordId, Visit>>,
}

#[derive(Debug)]
struct Visit {
    whose: Noted,
    seen: HashSet<(What, &'static str)>,
}

impl Visits {
    /// The record is on screen: a new visit, or the same once more.
    pub(super) fn begin(&self, id: RecordId, whose: Noted) -> Noted {
        let mut open = self.lock();
        if open.contains_key(&id) {
            return whose.but(What::RecordLoadedAgain);
        }
        let visit = Visit {
            whose: whose.clone(),
            seen: HashSet::new(),
        };
        open.insert(id, visit);
        whose
    }

    /// What to note where this was not seen in this visit yet.
    pub(super) fn first_time(&self, id: RecordId, what: What, kind: &'static str) -> Option<Noted> {
        let mut open = self.lock();
        let visit = open.get_mut(&id)?;
        let is_new = visit.seen.insert((what, kind));
        is_new.then(|| visit.whose.but(what).detail(kind))
    }

    /// What to note of something that is done in a visit.
    pub(super) fn within(&self, id: RecordId, what: What) -> Option<Noted> {
        Some(self.lock().get(&id)?.whose.but(what))
    }

    pub(super) fn end(&self, id: RecordId) -> Option<Noted> {
        let visit = self.lock().remove(&id)?;
        Some(visit.whose.but(What::RecordClosed))
    }

    /// The visits of the records of a session end.
    pub(super) fn end_session(&self, session: SessionId) -> Vec<Noted> {
        let mut open = self.lock();
        open.extract_if(|id, _| id.session() == session)
            .map(|(_, visit)| visit.whose.but(What::RecordClosed))
            .collect()
    }

    pub(super) fn end_all(&self) -> Vec<Noted> {
        let open = std::mem::take(&mut *self.lock());
        open.into_values()
            .map(|visit| visit.whose.but(What::RecordClosed))
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<RecordId, Visit>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
