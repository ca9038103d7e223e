//! New versions of the app: looked for once a day, offered with what is new in them, taken by the person,
//! and installed when nobody is signed in or when the app ends. Must never know: the update server, its
//! key, and how a package is installed on which system.

mod kept;
mod share;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::app::App;
use crate::ipc::{
    AppEvent, NewVersion, TakeUpdate, UpdateStage, UpdateWay, UpdateWhen, Updates as Shown,
};
use crate::problem::{Problem, ProblemCode};
use crate::program::{Release, UpdateError};

pub(crate) use kept::Kept;

/// How often the update server is asked without a person wanting it.
const ONCE_IN: SignedDuration = SignedDuration::from_hours(24);
/// The start of the app is not the time to look for another one.
const AFTER_START: Duration = Duration::from_mins(1);
/// How often it is looked whether it is time.
const LOOK_EACH: Duration = Duration::from_hours(1);
/// Longest notes that are shown, in characters.
const LONGEST_NOTES: usize = 10_000;

/// What is known of new versions.
#[derive(Debug, Default)]
pub(crate) struct Updates {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    stage: UpdateStage,
    offered: Option<NewVersion>,
    asked_at: Option<Timestamp>,
    problem: Option<Problem>,
}

impl Updates {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `true`: this stage was begun; `false`: something else is under way.
    fn begins(&self, stage: UpdateStage) -> bool {
        let mut known = self.lock();
        let free = known.stage == UpdateStage::Idle;
        if free {
            known.stage = stage;
            known.problem = None;
        }
        free
    }
}

/// The commands, and what the shell begins.
impl App {
    /// Looks for a new version once a day from here on, where that is this app's business.
    pub fn watch_updates(&self) {
        let app = self.downgrade();
        tokio::spawn(async move {
            tokio::time::sleep(AFTER_START).await;
            while let Some(app) = Self::upgrade(&app) {
                app.look_for_updates().await;
                drop(app);
                tokio::time::sleep(LOOK_EACH).await;
            }
        });
    }

    /// Looks for a new version, where it is time to.
    pub async fn look_for_updates(&self) {
        if self.update_way() != UpdateWay::Itself {
            return;
        }
        let asked_at = self.kept_of_updates().await.asked_at;
        let is_due = asked_at.is_none_or(|asked| {
            let since = self.now().duration_since(asked);
            // A clock that was set back must not put it off for years.
            since.is_negative() || since >= ONCE_IN
        });
        if is_due {
            self.ask_for_updates(false).await;
        }
    }

    /// Ask the update server now.
    pub async fn check_updates(&self) -> Result<Shown, Problem> {
        if self.update_way() == UpdateWay::Itself {
            self.ask_for_updates(true).await;
        }
        Ok(self.shown_updates())
    }

    /// Take the version that is offered.
    #[expect(
        clippy::unused_async,
        reason = "every command is awaited by its adapters"
    )]
    pub async fn take_update(&self, take: TakeUpdate) -> Result<Shown, Problem> {
        let now = take.when == UpdateWhen::Now;
        if now && self.is_in_session() {
            return Err(Problem::new(ProblemCode::UpdateInSession));
        }
        let updates = self.updates();
        if updates.lock().stage == UpdateStage::Ready {
            if now {
                self.ports().program.start_again();
            }
        } else if updates.lock().offered.is_some()
            && self.update_way() == UpdateWay::Itself
            && updates.begins(UpdateStage::Fetching)
        {
            let app = self.clone();
            tokio::spawn(async move { app.fetch_update(now).await });
        }
        Ok(self.shown_updates())
    }

    pub(crate) fn shown_updates(&self) -> Shown {
        let way = self.update_way();
        let state = self.updates().lock();
        Shown {
            way,
            stage: state.stage,
            offered: state.offered.clone(),
            asked_at: state.asked_at.map(|asked| asked.to_string()),
            problem: state.problem.clone(),
        }
    }

    fn update_way(&self) -> UpdateWay {
        match self.ports().program.way() {
            UpdateWay::Itself if !self.policy().permits_updates() => UpdateWay::Policy,
            way @ (UpdateWay::Itself
            | UpdateWay::Packages
            | UpdateWay::NotConfigured
            | UpdateWay::Policy) => way,
        }
    }

    /// Somebody is signed in, or about to be, or away from a locked app.
    fn is_in_session(&self) -> bool {
        self.sessions().any_open() || !self.waiting().is_empty() || self.guard().is_locked()
    }

    async fn kept_of_updates(&self) -> Kept {
        kept::read(self.settings().updates.clone()).await
    }

    async fn ask_for_updates(&self, by_hand: bool) {
        if !self.updates().begins(UpdateStage::Asking) {
            return;
        }
        let now = self.now();
        let found = self.ports().program.newest().await;
        let kept = Kept {
            asked_at: Some(now),
            ..self.kept_of_updates().await
        };
        kept::write(self.settings().updates.clone(), kept).await;
        {
            let mut state = self.updates().lock();
            state.stage = UpdateStage::Idle;
            match found {
                Ok(found) => {
                    state.asked_at = Some(now);
                    // Whoever asks gets what there is; who does not, waits until it is offered here.
                    let found = found.filter(|it| by_hand || share::is_among(kept.place, it));
                    state.offered = found.map(shown);
                }
                Err(error) => state.problem = Some(problem(error)).filter(|_| by_hand),
            }
        }
        self.tell_of_updates();
    }

    async fn fetch_update(&self, now: bool) {
        self.tell_of_updates();
        let fetched = self.ports().program.fetch().await;
        let installs = now && fetched.is_ok() && !self.is_in_session();
        {
            let mut state = self.updates().lock();
            match fetched {
                Ok(()) => {
                    state.stage = UpdateStage::Ready;
                    // Somebody signed in meanwhile: it waits for the end of the app.
                    state.problem =
                        (now && !installs).then(|| Problem::new(ProblemCode::UpdateInSession));
                }
                Err(error) => {
                    state.stage = UpdateStage::Idle;
                    state.problem = Some(problem(error));
                }
            }
        }
        self.tell_of_updates();
        if installs {
            self.ports().program.start_again();
        }
    }

    fn tell_of_updates(&self) {
        let updates = self.shown_updates();
        self.announce(AppEvent::UpdatesChanged { updates });
    }
}

fn problem(error: UpdateError) -> Problem {
    let code = match error {
        UpdateError::Unreachable => ProblemCode::UpdateUnreachable,
        UpdateError::Refused | UpdateError::TooLarge => ProblemCode::UpdateRefused,
    };
    Problem::new(code).logged(&error)
}

/// The notes are the update server's words, which nobody signed: they are text, and not without end.
fn shown(release: Release) -> NewVersion {
    let notes = release.notes.map(|notes| {
        let text = notes.chars().filter(|c| *c == '\n' || !c.is_control());
        text.take(LONGEST_NOTES).collect::<String>()
    });
    NewVersion {
        version: release.version,
        notes: notes.filter(|notes| !notes.trim().is_empty()),
    }
}
