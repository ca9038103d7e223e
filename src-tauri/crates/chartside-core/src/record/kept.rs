//! A record between memory and disk: opened for a load, shown as it was kept, closed, forgotten.

use std::sync::Arc;

use chart::Section;
use chart_store::{ChartStore, Partition};
use session_store::SessionId;
use tokio_util::sync::CancellationToken;

use super::keep::{Opened, not_kept};
use super::progress::Progress;
use super::{Closed, HeldRecord, RecordId, Whose};
use crate::activity::{Noted, What};
use crate::app::App;
use crate::ipc::{
    Keeping, NotKept, RecordEvent, RecordRef, SectionCounts, SectionNews, SectionState,
};
use crate::problem::Problem;
use crate::session::{SealedSession, seal};

/// What a screen shows of a section.
pub(crate) fn section_state(
    store: &ChartStore,
    progress: &Progress,
    section: Section,
) -> SectionState {
    let counts = store.counts(section);
    let counts = SectionCounts {
        current: counts.current,
        historical: counts.historical,
        not_a_fact: counts.not_a_fact,
    };
    let changes = store.changes_by_section().remove(&section);
    SectionState {
        news: changes.map(|changes| SectionNews {
            new: changes.new,
            changed: changes.changed,
            removed: changes.removed,
        }),
        ..progress.section(section, counts, store.revision(section))
    }
}

/// The record as it was kept. `None`: nothing was, or nobody could say whose it is.
pub(crate) fn as_kept(store: &ChartStore) -> Option<RecordEvent> {
    let banner = store.banner()?;
    let sync = store.sync_state();
    let progress = Progress::kept(&sync, |kind| store.count_of_type(kind) > 0);
    let states = Section::ALL
        .iter()
        .map(|section| section_state(store, &progress, *section));
    Some(RecordEvent::Kept {
        banner,
        sections: states.collect(),
        resources: u32::try_from(store.len()).unwrap_or(u32::MAX),
        as_of: sync.as_of.map(|as_of| as_of.to_string()),
        complete: sync.complete && progress.is_complete(),
    })
}

impl App {
    /// The record of a partition, for the load that runs: from memory, from the disk, or a new one.
    /// `None`: the load was ended.
    pub(crate) async fn open_store(
        &self,
        id: RecordId,
        partition: Partition,
        running: &CancellationToken,
    ) -> Option<HeldRecord> {
        let (app, running) = (self.clone(), running.clone());
        // In a task of its own: a screen that goes away meanwhile must not leave the folder locked.
        let opened = tokio::spawn(async move {
            let _turn = app.records().turn().await;
            if running.is_cancelled() || app.guard().is_locked() {
                return None;
            }
            if let Some(held) = app.records().held(id, &partition) {
                return Some(held);
            }
            let Opened { store, keeping } = app.open_kept(id.session(), &partition).await;
            let store = Arc::new(store);
            let opened = HeldRecord { store, keeping };
            let closed = app.records().put(id, opened.clone(), partition, &running);
            let stays = closed
                .as_ref()
                .is_none_or(|closed| !Arc::ptr_eq(&closed.store, &opened.store));
            app.let_go(closed).await;
            stays.then_some(opened)
        });
        opened.await.ok().flatten()
    }

    /// Lets go of the disk and the keys of records that were closed.
    pub(crate) async fn let_go(&self, closed: impl IntoIterator<Item = Closed>) {
        for Closed { partition, store } in closed {
            self.keep().leave(&partition, store, self.now()).await;
        }
    }

    /// Takes a record out of memory.
    pub(crate) async fn put_away(&self, id: RecordId) {
        let closed = self.records().close(id);
        let _turn = self.records().turn().await;
        self.let_go(closed).await;
    }

    /// Takes the records of a session out of memory.
    pub(crate) async fn put_away_session(&self, session: SessionId) {
        let closed = self.records().close_session(session);
        let _turn = self.records().turn().await;
        self.let_go(closed).await;
    }

    /// Destroys everything that is kept of the records of a session, in memory and on disk.
    pub(crate) async fn destroy_records(&self, session: SessionId) -> Result<(), Problem> {
        self.put_away_session(session).await;
        self.destroy_all_kept(session).await
    }

    /// What cannot be kept any more is not left there half.
    pub(crate) async fn cannot_keep(
        &self,
        whose: &Whose,
        store: &Arc<ChartStore>,
        error: &chart_store::StoreError,
    ) -> Keeping {
        let (id, partition) = (whose.record, whose.partition());
        let because = not_kept(error);
        if because == NotKept::TooLarge {
            let store = Arc::clone(store);
            self.let_go([Closed {
                partition: partition.clone(),
                store,
            }])
            .await;
            drop(self.destroy_kept(id.session(), &partition).await);
        }
        let keeping = Keeping::Memory { because };
        self.records().now_kept(id, store, keeping);
        keeping
    }

    async fn forget_sealed_patient(&self, id: RecordId) {
        let secrets = &self.ports().secrets;
        if let Ok(Some(mut sealed)) = SealedSession::load(secrets, id.session()).await {
            sealed.forget_patient(id.choice());
            seal(secrets, self.announcer(), id.session(), &sealed).await;
        }
    }

    /// Destroy what is kept of a patient on this computer.
    pub async fn forget_patient(&self, record: RecordRef) -> Result<(), Problem> {
        let id = RecordId::parse(&record.record)?;
        let opened = self.open_record(id).await;
        let noted = match self.whose(id, &opened).await {
            Some(whose) => Noted::new(What::PatientForgotten).about(&whose),
            None => self.noted_of(id.session(), What::PatientForgotten).await,
        };
        self.put_away(id).await;
        let forgotten = match self.whose(id, &opened).await {
            Some(whose) => self.destroy_kept(id.session(), &whose.partition()).await,
            None => Ok(()),
        };
        match opened {
            Ok(opened) => opened.session().forget_patient(id.choice()).await,
            Err(_) => self.forget_sealed_patient(id).await,
        }
        self.log().closed(id);
        self.log().note(noted.ended(&forgotten));
        forgotten
    }
}
