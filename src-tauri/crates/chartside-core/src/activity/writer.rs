//! The one who writes. Everything happens here one after the other, so a page shows what was noted
//! before it was asked for.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use audit_trail::{
    Anchor, Damage, DigestKey, Entry, Export, Limits, Trail, TrailError, Verification,
};
use jiff::Timestamp;
use session_store::{Custody, Secrets};
use tokio::sync::{mpsc, oneshot};
use tokio::task::spawn_blocking;
use tokio::time::Instant;

use super::kept::{self, Memory};
use super::noted::{Noted, What};
use super::{Places, shown};
use crate::ipc::{ActivityExported, ActivityPage, ActivityQuery, ActivityState};
use crate::ports::{Clock, Ports};
use crate::problem::{Problem, ProblemCode};

/// The vault is written once for everything that happens in so long.
const SETTLES: Duration = Duration::from_secs(2);
/// Copies of the same second.
const COPIES: u32 = 9;

type Answer<T> = oneshot::Sender<Result<T, Problem>>;

/// What the writer is asked for.
pub(super) enum Order {
    Note(Box<Noted>, Timestamp),
    Page(ActivityQuery, Answer<ActivityPage>),
    Export(Answer<ActivityExported>),
    Flush(Answer<()>),
}

/// Owns the log.
pub(super) struct Writer {
    trail: Trail,
    exports: PathBuf,
    secrets: Secrets,
    clock: Arc<dyn Clock>,
    overran: Arc<AtomicBool>,
    key: Option<DigestKey>,
    /// What the vault keeps was read, and the log checked with it.
    anchored: bool,
    memory: Memory,
    /// When the vault is to be written.
    due: Option<Instant>,
    failing: Option<Problem>,
}

impl Writer {
    pub(super) fn new(ports: &Ports, places: Places, overran: Arc<AtomicBool>) -> Self {
        Self {
            trail: Trail::new(places.log, Limits::default()),
            exports: places.exports,
            secrets: ports.secrets.clone(),
            clock: Arc::clone(&ports.clock),
            overran,
            key: DigestKey::random().ok(),
            anchored: false,
            memory: Memory::default(),
            due: None,
            failing: None,
        }
    }

    /// Until nobody is left who could ask.
    pub(super) async fn run(mut self, mut orders: mpsc::Receiver<Order>) {
        self.begin().await;
        loop {
            let order = match self.due {
                Some(due) => tokio::time::timeout_at(due, orders.recv()).await,
                None => Ok(orders.recv().await),
            };
            match order {
                Ok(Some(order)) => self.follow(order).await,
                Ok(None) => return self.keep().await,
                Err(_) => self.keep().await,
            }
        }
    }

    async fn follow(&mut self, order: Order) {
        match order {
            Order::Note(noted, at) => {
                if self.overran.swap(false, Ordering::Relaxed) {
                    self.write(Noted::new(What::EntriesLost), at).await;
                }
                self.write(*noted, at).await;
            }
            // Whoever asked may be gone.
            Order::Page(query, answer) => drop(answer.send(self.page(query).await)),
            Order::Export(answer) => drop(answer.send(self.export().await)),
            Order::Flush(answer) => {
                self.keep().await;
                let _ = answer.send(Ok(()));
            }
        }
    }

    /// Without a vault the log is what it is: its end is taken as found.
    async fn begin(&mut self) {
        self.adopt().await;
        if !self.anchored {
            self.check().await;
        }
    }

    /// Reads what the vault keeps, as soon as it can be read, and checks the log with it.
    async fn adopt(&mut self) {
        let persistent = matches!(self.secrets.custody(), Custody::Persistent);
        if self.anchored && self.key.is_none() {
            // It was given away with the lock; while that lasts, the vault gives nothing.
            let key = kept::key(&self.secrets, None).await;
            self.key = key.ok().flatten();
        }
        if self.anchored || !persistent {
            return;
        }
        let Ok(memory) = kept::memory(&self.secrets).await else {
            return;
        };
        let Ok(key) = kept::key(&self.secrets, self.key.take()).await else {
            self.key = DigestKey::random().ok();
            return;
        };
        self.key = key;
        let (before, kept_before) = (self.memory.damage, memory.damage);
        self.memory = memory;
        self.memory.damage = kept_before.or(before);
        self.anchored = true;
        self.check().await;
    }

    /// Checks the whole log.
    async fn check(&mut self) {
        let Some(checked) = self.verified().await else {
            return;
        };
        if let Some(damage) = checked.damage {
            self.found(damage).await;
        } else if let Some(last) = checked.last {
            self.knows(last);
        }
    }

    /// The whole log, checked with the end that is known.
    async fn verified(&mut self) -> Option<Verification> {
        let anchor = self.memory.anchor.clone();
        self.blocking(move |trail| trail.verify(anchor.as_ref()))
            .await
    }

    /// The log is not what it was. Another program may have set it aside meanwhile, which the vault
    /// then says.
    async fn found(&mut self, damage: Damage) {
        if self.memory.damage.is_some() {
            return;
        }
        if self.anchored
            && let Ok(kept) = kept::memory(&self.secrets).await
            && kept.epoch > self.memory.epoch
        {
            self.memory = kept;
            let checked = self.verified().await;
            let found = checked.and_then(|checked| checked.damage);
            self.memory.damage = self.memory.damage.or(found);
        } else {
            tracing::warn!(?damage, "the activity log is not what it was");
            self.memory.damage = Some(damage);
        }
        self.keep().await;
    }

    fn knows(&mut self, last: Anchor) {
        if self.memory.anchor.as_ref() != Some(&last) {
            self.memory.anchor = Some(last);
            self.due.get_or_insert_with(|| Instant::now() + SETTLES);
        }
    }

    /// Writes what is remembered into the vault.
    async fn keep(&mut self) {
        self.due = None;
        if !self.anchored {
            return;
        }
        let Ok(kept) = kept::memory(&self.secrets).await else {
            // It is locked: what is known now is kept with the first entry after that.
            return;
        };
        let merged = self.memory.clone().merged(kept);
        self.memory.damage = merged.damage;
        self.memory.epoch = merged.epoch;
        if kept::keep(&self.secrets, &merged).await.is_err() {
            tracing::warn!("the vault does not take the end of the activity log");
        }
    }

    async fn write(&mut self, noted: Noted, at: Timestamp) {
        self.adopt().await;
        let locks = noted.is_lock();
        let entry = noted.entry(at, self.key.as_ref());
        let known = self.memory.anchor.clone();
        let appended = self
            .blocking(move |trail| trail.append(entry, known.as_ref()))
            .await;
        if locks && self.anchored {
            self.key = None;
        }
        let Some(appended) = appended else { return };
        if let Some(damage) = appended.found {
            self.found(damage).await;
        }
        self.knows(appended.last);
    }

    async fn page(&mut self, query: ActivityQuery) -> Result<ActivityPage, Problem> {
        self.adopt().await;
        if query.before.is_none() {
            self.check().await;
        }
        let (before, limit) = (query.before.map(u64::from), shown::limit(&query));
        let wanted = move |entry: &Entry| shown::is_wanted(&query, entry);
        let page = self
            .blocking(move |trail| trail.page(before, limit, wanted))
            .await;
        let page = page.ok_or_else(|| self.problem())?;
        Ok(shown::page(page, self.state(), self.failing.clone()))
    }

    fn state(&self) -> ActivityState {
        let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
        match self.memory.damage {
            Some(Damage::Changed { at }) => ActivityState::Changed { at: number(at) },
            Some(Damage::Cut { after }) => ActivityState::Cut {
                after: number(after),
            },
            None if self.anchored => ActivityState::Intact,
            None => ActivityState::Unanchored,
        }
    }

    async fn export(&mut self) -> Result<ActivityExported, Problem> {
        self.adopt().await;
        self.check().await;
        let (anchor, known) = (self.memory.anchor.clone(), self.memory.damage);
        let (exports, at) = (self.exports.clone(), self.clock.now());
        let copied = self
            .blocking(move |trail| copy(trail, exports, anchor.as_ref(), known, at))
            .await;
        let (file, found) = copied.ok_or_else(|| self.problem())?;
        let damage = self.memory.damage.or(found);
        match damage {
            Some(damage) => self.begin_anew(damage, at).await?,
            None => self.write(Noted::new(What::LogExported), at).await,
        }
        let acknowledged = damage.is_some();
        Ok(ActivityExported { file, acknowledged })
    }

    /// The person has it in a file: what does not verify is set aside.
    async fn begin_anew(&mut self, damage: Damage, at: Timestamp) -> Result<(), Problem> {
        let code = match damage {
            Damage::Changed { .. } => "changed",
            Damage::Cut { .. } => "cut",
        };
        let noted = Noted::new(What::LogAcknowledged).coded(code);
        let entry = noted.entry(at, self.key.as_ref());
        let known = self.memory.anchor.clone();
        let anew = self
            .blocking(move |trail| trail.begin_anew(entry, known.as_ref()))
            .await;
        self.memory.anchor = Some(anew.ok_or_else(|| self.problem())?);
        self.memory.damage = None;
        self.memory.epoch = self.memory.epoch.saturating_add(1);
        self.keep().await;
        Ok(())
    }

    fn problem(&self) -> Problem {
        let failing = self.failing.clone();
        failing.unwrap_or_else(|| Problem::new(ProblemCode::ActivityLogFailed))
    }

    /// Does what waits for the disk where waiting is allowed. `None`: it failed, and why is in the log
    /// of the program and remembered.
    async fn blocking<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&Trail) -> Result<T, TrailError> + Send + 'static,
    ) -> Option<T> {
        let trail = self.trail.clone();
        match spawn_blocking(move || work(&trail)).await {
            Ok(Ok(done)) => {
                self.failing = None;
                Some(done)
            }
            Ok(Err(error)) => {
                self.failed(&error);
                None
            }
            Err(error) => {
                self.failed(&error);
                None
            }
        }
    }

    fn failed(&mut self, error: &dyn std::error::Error) {
        if self.failing.is_none() {
            let problem = Problem::new(ProblemCode::ActivityLogFailed);
            self.failing = Some(problem.logged(error));
        }
    }
}

/// Writes the log to a file of its own; gives its name and what was found.
fn copy(
    trail: &Trail,
    exports: PathBuf,
    anchor: Option<&Anchor>,
    known: Option<Damage>,
    at: Timestamp,
) -> Result<(String, Option<Damage>), TrailError> {
    std::fs::create_dir_all(&exports)?;
    let export = Export { anchor, known, at };
    let stem = format!("chartside-activity-{}", at.strftime("%Y-%m-%dT%H%M%SZ"));
    let mut place = exports;
    for copy in 1..=COPIES {
        let name = if copy == 1 {
            format!("{stem}.jsonl")
        } else {
            format!("{stem}-{copy}.jsonl")
        };
        place.push(&name);
        match trail.export(&place, &export) {
            Err(TrailError::Storage(error))
                if error.kind() == std::io::ErrorKind::AlreadyExists =>
            {
                place.pop();
            }
            exported => return exported.map(|found| (name, found.damage)),
        }
    }
    Err(std::io::Error::from(std::io::ErrorKind::AlreadyExists).into())
}
