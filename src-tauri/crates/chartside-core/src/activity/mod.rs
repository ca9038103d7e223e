//! The activity log: what was done with this app, for whoever has to answer for it.
//!
//! To note something costs the caller a message to a task ([`writer`]) and never waits for the disk.
//! What is noted are words of the program, the server, and who and whose record as keyed digests; the
//! identifiers themselves end in that task. Must never know: values of a record, tokens, addresses with
//! queries, words shown to people.

mod kept;
mod noted;
mod shown;
mod visits;
mod writer;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use session_store::SessionId;
use smart_app_launch::FhirBaseUrl;
use tokio::sync::{mpsc, oneshot};

pub(crate) use noted::{Noted, What};
use visits::Visits;
use writer::{Order, Writer};

use crate::app::{App, session_id};
use crate::ipc::{
    ActivityExported, ActivityPage, ActivityQuery, LockReason, RecordRef, SessionSummary, View,
};
use crate::ports::{Clock, Ports};
use crate::problem::{Problem, ProblemCode};
use crate::record::{RecordId, TYPES, Whose};
use crate::session::OpenSession;

/// What may wait to be written. A page that fires links in a loop must not fill the memory.
const WAITING: usize = 1024;

/// Where the log is, and where copies of it go.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    pub(crate) log: PathBuf,
    pub(crate) exports: PathBuf,
}

/// Takes notes. A clone is another handle to the same.
#[derive(Clone)]
pub(crate) struct Activity {
    shared: Arc<Shared>,
}

struct Shared {
    clock: Arc<dyn Clock>,
    orders: mpsc::Sender<Order>,
    /// There was more than could wait.
    overran: Arc<AtomicBool>,
    visits: Visits,
}

impl std::fmt::Debug for Activity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Activity")
    }
}

impl Activity {
    /// Begins to take notes; nobody writes them down where there is no place for it. To be called
    /// inside a tokio runtime.
    pub(crate) fn begin(ports: &Ports, places: Option<Places>) -> Self {
        let (orders, received) = mpsc::channel(WAITING);
        let overran = Arc::new(AtomicBool::new(false));
        if let Some(places) = places {
            let writer = Writer::new(ports, places, Arc::clone(&overran));
            tokio::spawn(writer.run(received));
        }
        let activity = Self {
            shared: Arc::new(Shared {
                clock: Arc::clone(&ports.clock),
                orders,
                overran,
                visits: Visits::default(),
            }),
        };
        activity.note(Noted::new(What::AppStarted));
        activity
    }

    /// Notes that something was done now.
    pub(crate) fn note(&self, noted: Noted) {
        let order = Order::Note(Box::new(noted), self.shared.clock.now());
        if let Err(mpsc::error::TrySendError::Full(_)) = self.shared.orders.try_send(order) {
            self.shared.overran.store(true, Ordering::Relaxed);
        }
    }

    /// A record is on screen.
    pub(crate) fn opened(&self, whose: &Whose) {
        let noted = Noted::new(What::RecordOpened).about(whose);
        self.note(self.shared.visits.begin(whose.record, noted));
    }

    /// A section is on screen: noted once a visit.
    fn viewed(&self, id: RecordId, what: What, kind: &'static str) {
        if let Some(noted) = self.shared.visits.first_time(id, what, kind) {
            self.note(noted);
        }
    }

    /// A record is gone from the screen.
    pub(crate) fn closed(&self, id: RecordId) {
        if let Some(noted) = self.shared.visits.end(id) {
            self.note(noted);
        }
    }

    /// The records of a session are gone from the screen.
    pub(crate) fn closed_session(&self, session: SessionId) {
        for noted in self.shared.visits.end_session(session) {
            self.note(noted);
        }
    }

    /// All records are gone from the screen.
    pub(crate) fn closed_all(&self) {
        for noted in self.shared.visits.end_all() {
            self.note(noted);
        }
    }

    /// Nobody is there any more.
    pub(crate) fn locked(&self, reason: LockReason) {
        let reason = match reason {
            LockReason::Asked => "asked",
            LockReason::Idle => "idle",
            LockReason::Slept => "slept",
            LockReason::System => "system",
            LockReason::Restarted => "restarted",
        };
        self.note(Noted::new(What::Locked).detail(reason));
    }

    /// How a sign-in ended.
    pub(crate) fn signed_in(&self, server: &str, outcome: Result<&OpenSession, &Problem>) {
        let noted = Noted::new(What::SignIn).at(server);
        self.note(match outcome {
            Ok(opened) => noted.of(opened),
            Err(problem) => noted.because(problem),
        });
    }

    async fn ask<T>(
        &self,
        order: impl FnOnce(oneshot::Sender<Result<T, Problem>>) -> Order,
    ) -> Result<T, Problem> {
        let (sender, answer) = oneshot::channel();
        let sent = self.shared.orders.send(order(sender)).await;
        let none = || Problem::new(ProblemCode::ActivityLogFailed);
        sent.map_err(|_| none())?;
        answer.await.unwrap_or_else(|_| Err(none()))
    }
}

/// The commands.
impl App {
    /// A page of the activity log.
    pub async fn activity(&self, query: ActivityQuery) -> Result<ActivityPage, Problem> {
        let log = self.log();
        log.ask(|answer| Order::Page(query, answer)).await
    }

    /// Write the activity log to a file. A log that was changed or cut is set aside by it.
    pub async fn export_activity(&self) -> Result<ActivityExported, Problem> {
        self.log().ask(Order::Export).await
    }

    /// Note that the record was printed.
    #[expect(
        clippy::unused_async,
        reason = "every command is awaited by its adapters"
    )]
    pub async fn printed(&self, record: RecordRef) -> Result<(), Problem> {
        let id = RecordId::parse(&record.record)?;
        let noted = self.log().shared.visits.within(id, What::Printed);
        self.log()
            .note(noted.ok_or_else(|| Problem::new(ProblemCode::SessionUnknown))?);
        Ok(())
    }

    /// The app ends: returns when what is to be written is written.
    pub async fn stop(&self) {
        let closed = self.records().close_all();
        self.let_go(closed).await;
        self.log().closed_all();
        self.log().note(Noted::new(What::AppStopped));
        // Without an answer there is nobody who writes.
        let _ = self.log().ask(Order::Flush).await;
    }

    /// Notes what is asked of a record, by kind.
    pub(crate) fn note_view(&self, record: &str, view: View) {
        if let Ok(id) = RecordId::parse(record) {
            self.log().viewed(id, What::SectionViewed, name_of(view));
        }
    }

    /// Notes what was done with a document.
    pub(crate) fn note_document(&self, id: RecordId, what: What) {
        if let Some(noted) = self.log().shared.visits.within(id, what) {
            self.log().note(noted);
        }
    }

    /// Notes that a single entry is looked at, by type.
    pub(crate) fn note_entry(&self, record: &str, key: &str) {
        let kind = key.split_once('/').map_or(key, |(kind, _)| kind);
        let known = TYPES.iter().find(|planned| planned.resource_type == kind);
        let kind = known.map_or("other", |planned| planned.resource_type);
        if let Ok(id) = RecordId::parse(record) {
            self.log().viewed(id, What::EntryViewed, kind);
        }
    }

    /// Notes that a copy of a record was made in this form, or why not.
    pub(crate) fn note_exported(
        &self,
        record: &str,
        form: &'static str,
        problem: Option<&Problem>,
    ) {
        let what = What::RecordExported;
        let id = RecordId::parse(record).ok();
        let noted = id.and_then(|id| self.log().shared.visits.within(id, what));
        let noted = noted.unwrap_or_else(|| Noted::new(what)).detail(form);
        self.log().note(match problem {
            Some(problem) => noted.because(problem),
            None => noted,
        });
    }

    /// Notes how a sign-in with this server ended.
    pub(crate) fn note_sign_in(&self, base: &str, ended: Result<&SessionSummary, &Problem>) {
        let opened = match ended {
            Ok(session) => session_id(&session.session)
                .ok()
                .and_then(|id| self.sessions().get(id)),
            Err(problem) => return self.log().signed_in(base, Err(problem)),
        };
        match opened {
            Some(opened) => self.log().signed_in(base, Ok(&opened)),
            None => self.log().note(Noted::new(What::SignIn).at(base)),
        }
    }

    /// Notes how something with an EHR's launch ended.
    pub(crate) fn note_launch(&self, iss: &FhirBaseUrl, problem: Option<&Problem>) {
        let noted = Noted::new(What::LaunchReceived).at(iss.as_str());
        self.log().note(match problem {
            Some(problem) => noted.because(problem),
            None => noted,
        });
    }
}

fn name_of(view: View) -> &'static str {
    let section = match view {
        View::Section { section }
        | View::NotFacts { section }
        | View::Latest { section }
        | View::News { section } => section,
        View::Timeline => return "timeline",
    };
    section.name()
}
