//! The records that are on screen, so that opening, closing and what is seen between are noted once.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use session_store::SessionId;

use super::noted::{Noted, What};

#[derive(Debug, Default)]
pub(super) struct Visits {
    open: Mutex<HashMap<SessionId, Visit>>,
}

#[derive(Debug)]
struct Visit {
    whose: Noted,
    seen: HashSet<(What, &'static str)>,
}

impl Visits {
    /// The record is on screen: a new visit, or the same once more.
    pub(super) fn begin(&self, id: SessionId, whose: Noted) -> Noted {
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
    pub(super) fn first_time(
        &self,
        id: SessionId,
        what: What,
        kind: &'static str,
    ) -> Option<Noted> {
        let mut open = self.lock();
        let visit = open.get_mut(&id)?;
        let is_new = visit.seen.insert((what, kind));
        is_new.then(|| visit.whose.but(what).detail(kind))
    }

    /// What to note of something that is done in a visit.
    pub(super) fn within(&self, id: SessionId, what: What) -> Option<Noted> {
        Some(self.lock().get(&id)?.whose.but(what))
    }

    pub(super) fn end(&self, id: SessionId) -> Option<Noted> {
        let visit = self.lock().remove(&id)?;
        Some(visit.whose.but(What::RecordClosed))
    }

    pub(super) fn end_all(&self) -> Vec<Noted> {
        let open = std::mem::take(&mut *self.lock());
        open.into_values()
            .map(|visit| visit.whose.but(What::RecordClosed))
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SessionId, Visit>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
