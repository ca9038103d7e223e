//! The lock: while nobody is there, no key, no token and no record is in memory, and nothing is given
//! out but the question who is there.
//!
//! Locking goes down in one order: commands are refused and the screens told first, so that the record
//! leaves the screen at once; then records, sessions and connections leave the memory; the vault's key
//! goes last, when everything that is sealed with it is sealed. A marker in the vault keeps an app that
//! is started again locked. Must never know: who locks the screen of the computer, and any screen.

mod held;
mod idle;
mod marker;

use std::sync::{Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use jiff::SignedDuration;
use tokio::sync::{Mutex as Turns, watch};

use held::HeldLinks;
use idle::{Idle, Seen};

use crate::activity::{Noted, What};
use crate::app::{App, Inner};
use crate::ipc::{AppEvent, LockReason, LockState, SignedOut};
use crate::ports::Checked;
use crate::problem::{Problem, ProblemCode};

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(5);
/// The longest that a clinician may be away.
const CLINICIAN: SignedDuration = SignedDuration::from_mins(10);
/// The same for patients who read their own record.
const PATIENT: SignedDuration = SignedDuration::from_mins(15);
/// What is answered while the app is locked.
const WHILE_LOCKED: [&str; 8] = [
    "overview",
    "events",
    "active",
    "lock",
    "unlock",
    "sign_out_everywhere",
    "retry_keyring",
    "mark",
];

/// Whether the app is locked, and what waits for the end of it.
#[derive(Debug)]
pub(crate) struct Lock {
    reason: watch::Sender<Option<LockReason>>,
    /// What is in memory changes with the lock in one turn.
    turns: Turns<()>,
    /// One question at a time.
    asking: Turns<()>,
    idle: Mutex<Option<Idle>>,
    held: HeldLinks,
}

impl Default for Lock {
    fn default() -> Self {
        Self {
            reason: watch::Sender::new(None),
            turns: Turns::default(),
            asking: Turns::default(),
            idle: Mutex::default(),
            held: HeldLinks::default(),
        }
    }
}

impl Lock {
    pub(crate) fn state(&self) -> LockState {
        let reason = *self.reason.borrow();
        LockState {
            locked: reason.is_some(),
            reason,
        }
    }

    pub(crate) fn is_locked(&self) -> bool {
        self.reason.borrow().is_some()
    }

    /// Keeps a link that comes while nobody is there. `false`: it is not locked, and the link goes on.
    pub(crate) fn holds(&self, link: &str, app: &App) -> bool {
        let reason = self.reason.borrow();
        let locked = reason.is_some();
        if locked {
            self.held.keep(link.to_owned(), app.moment());
        }
        locked
    }

    /// Waits until the app is not locked.
    pub(crate) async fn opened(&self) {
        let mut reason = self.reason.subscribe();
        // The sender is here: it does not go away.
        let _ = reason.wait_for(Option::is_none).await;
    }

    /// `false`: it was locked already.
    fn close(&self, reason: LockReason) -> bool {
        self.reason.send_if_modified(|now| {
            let opened = now.is_none();
            if opened {
                *now = Some(reason);
            }
            opened
        })
    }

    fn open(&self) {
        self.reason.send_replace(None);
    }

    fn idle(&self) -> MutexGuard<'_, Option<Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The commands. Each does what it does in a task of its own: a screen that goes away meanwhile must not
/// leave half of it undone.
impl App {
    /// Somebody is there.
    #[expect(clippy::unused_async, reason = "every command is awaited")]
    pub async fn active(&self) -> Result<(), Problem> {
        if !self.guard().is_locked() && self.stays_awake() {
            self.announce(AppEvent::LockPutOff);
        }
        Ok(())
    }

    /// Lock the app.
    pub async fn lock(&self) -> Result<(), Problem> {
        self.lock_with(LockReason::Asked).await;
        Ok(())
    }

    /// Locks the app. When this returns, nothing that the lock protects is in memory.
    pub async fn lock_with(&self, reason: LockReason) {
        if reason != LockReason::Asked && !self.has_something_to_lock().await {
            return;
        }
        if self.guard().close(reason) {
            tracing::info!(?reason, "locked");
            self.note_locked(reason);
            self.announce(AppEvent::Locked { reason });
        }
        let app = self.clone();
        let _ = tokio::spawn(async move { app.empty().await }).await;
    }

    /// Ask the system who is there, and go on where it was.
    pub async fn unlock(&self) -> Result<(), Problem> {
        let app = self.clone();
        let let_in = tokio::spawn(async move { app.let_in().await }).await;
        let_in.unwrap_or_else(|_| Err(Problem::new(ProblemCode::Internal)))
    }

    /// End all sessions here and, where servers offer it, there. It needs nobody's word: who may not
    /// read the record may end the reading of it.
    pub async fn sign_out_everywhere(&self) -> Result<SignedOut, Problem> {
        let app = self.clone();
        let signed_out = tokio::spawn(async move { app.end_all().await }).await;
        signed_out.unwrap_or_else(|_| Err(Problem::new(ProblemCode::Internal)))
    }
}

/// For the hosts.
impl App {
    /// Whether a command is answered now. Hosts ask before they call.
    ///
    /// # Errors
    /// [`ProblemCode::Locked`].
    pub fn permits(&self, command: &str) -> Result<(), Problem> {
        if self.guard().is_locked() && !WHILE_LOCKED.contains(&command) {
            return Err(Problem::new(ProblemCode::Locked));
        }
        Ok(())
    }

    /// Locks an app that was locked when it was closed. To be called before any command.
    pub async fn restore_lock(&self) {
        let turn = self.guard().turns.lock().await;
        let reason = LockReason::Restarted;
        if marker::is_set(&self.ports().secrets).await && self.guard().close(reason) {
            self.note_locked(reason);
            self.announce(AppEvent::Locked { reason });
            drop(turn);
            self.empty().await;
        }
    }

    /// Looks at the clock from here on, and locks the app when nobody did anything for long enough or
    /// the computer slept.
    pub fn watch_clock(&self) {
        self.stays_awake();
        tokio::spawn(watch_clock(self.downgrade()));
    }

    /// One look at the clock.
    pub async fn look_at_clock(&self) {
        let limit = self.idle_limit();
        let now = self.moment();
        let seen = self
            .guard()
            .idle()
            .get_or_insert(Idle::new(now))
            .look(now, limit);
        if self.guard().is_locked() {
            return;
        }
        match seen {
            Seen::Nothing => {}
            Seen::Slept => self.lock_with(LockReason::Slept).await,
            Seen::Idle => self.lock_with(LockReason::Idle).await,
            Seen::IdleSoon { seconds } => {
                if self.has_something_to_lock().await {
                    self.announce(AppEvent::LockingSoon { seconds });
                }
            }
        }
    }
}

impl App {
    /// `true`: the app was about to lock.
    fn stays_awake(&self) -> bool {
        let now = self.moment();
        let mut idle = self.guard().idle();
        idle.replace(Idle::new(now)).is_some_and(Idle::is_warned)
    }

    /// How long nobody may be there. A policy can only make it shorter.
    fn idle_limit(&self) -> SignedDuration {
        let usual = if self.sessions().are_all_of_patients() {
            PATIENT
        } else {
            CLINICIAN
        };
        self.policy()
            .idle_limit()
            .map_or(usual, |limit| limit.min(usual))
    }

    /// An app that knows nobody has nothing to hide.
    async fn has_something_to_lock(&self) -> bool {
        self.sessions().any_open() || !self.ports().connections.list().await.is_empty()
    }

    async fn empty(&self) {
        let _turn = self.guard().turns.lock().await;
        if !self.guard().is_locked() {
            return;
        }
        let closed = self.records().close_all();
        // One that is being opened now is not put there any more.
        drop(self.records().turn().await);
        self.let_go(closed).await;
        self.forget_closed();
        self.sessions().close().await;
        self.recorded().forget();
        let ports = self.ports();
        ports.http.forget_connections();
        marker::set(&ports.secrets).await;
        ports.secrets.lock().await;
    }

    async fn let_in(&self) -> Result<(), Problem> {
        let _asking = self.guard().asking.lock().await;
        if !self.guard().is_locked() {
            return Ok(());
        }
        let needed = self.policy().requires_unlock_check();
        match self.ports().person.check().await {
            Checked::Refused => return Err(self.not_let_in(ProblemCode::UnlockRefused)),
            Checked::Unavailable if needed => {
                return Err(self.not_let_in(ProblemCode::UnlockUnavailable));
            }
            Checked::Same | Checked::Unavailable => {}
        }
        let turn = self.guard().turns.lock().await;
        self.ports().secrets.unlock().await;
        self.open_again().await;
        drop(turn);
        self.follow_held_links().await;
        Ok(())
    }

    fn note_locked(&self, reason: LockReason) {
        self.log().closed_all();
        self.log().locked(reason);
    }

    fn not_let_in(&self, code: ProblemCode) -> Problem {
        let problem = Problem::new(code);
        self.log()
            .note(Noted::new(What::UnlockRefused).because(&problem));
        problem
    }

    async fn open_again(&self) {
        marker::clear(&self.ports().secrets).await;
        self.stays_awake();
        self.guard().open();
        tracing::info!("unlocked");
        self.log().note(Noted::new(What::Unlocked));
        self.announce(AppEvent::Unlocked);
    }

    async fn end_all(&self) -> Result<SignedOut, Problem> {
        let turn = self.guard().turns.lock().await;
        let secrets = &self.ports().secrets;
        secrets.unlock().await;
        let ended = self.end_each().await;
        if ended.is_err() && self.guard().is_locked() {
            secrets.lock().await;
        }
        let revoked = ended?;
        self.recorded().forget();
        if self.guard().is_locked() {
            self.open_again().await;
            drop(turn);
            self.follow_held_links().await;
        }
        Ok(SignedOut { revoked })
    }

    /// `true`: every server confirmed it. A vault that cannot be read is left as it is: what is not
    /// known cannot be ended at the servers.
    async fn end_each(&self) -> Result<bool, Problem> {
        if let Some(obstacle) = self.ports().secrets.obstacle().await {
            return Err(Problem::new(ProblemCode::StorageFailed).logged(&obstacle));
        }
        let mut revoked = true;
        for connection in self.ports().connections.list().await {
            self.put_away_session(connection.session).await;
            let noted = self.noted_of(connection.session, What::SignedOut).await;
            let ended = self.sessions().end(self.ports(), connection.session).await;
            drop(self.destroy_records(connection.session).await);
            self.log().closed_session(connection.session);
            self.log().note(noted.ended(&ended));
            revoked &= ended?;
        }
        Ok(revoked)
    }

    async fn follow_held_links(&self) {
        let (fresh, old) = self.guard().held.take(self.moment());
        for _ in 0..old {
            let problem = Problem::new(ProblemCode::LinkExpired);
            self.announce(AppEvent::LinkRefused { problem });
        }
        for link in fresh {
            self.redirect(link).await;
        }
    }
}

async fn watch_clock(inner: Weak<Inner>) {
    let mut ticks = tokio::time::interval(LOOK);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let Some(app) = App::upgrade(&inner) else {
            return;
        };
        app.look_at_clock().await;
    }
}
