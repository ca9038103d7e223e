//! New versions: looked for, offered, taken, and never installed while somebody is signed in.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use chartside_core::ipc::{SessionRef, TakeUpdate, UpdateStage, UpdateWay, UpdateWhen, Updates};
use chartside_core::problem::ProblemCode;
use chartside_core::{Policy, Program, Release, UpdateError};
use futures_util::future::BoxFuture;

use crate::support::{Desk, Will, World, until, until_async};

/// A program whose update server is this.
struct Computer {
    release: Mutex<Result<Option<Release>, UpdateError>>,
    fetched: Result<(), UpdateError>,
    asked: AtomicUsize,
    started_again: AtomicUsize,
}

impl Computer {
    fn offered(share: u8) -> Self {
        let release = Release {
            version: "9.9.9".to_owned(),
            notes: Some("- One.\n\u{1b}[31m<b>Two</b>\r\n".to_owned()),
            share,
        };
        Self {
            release: Mutex::new(Ok(Some(release))),
            fetched: Ok(()),
            asked: AtomicUsize::default(),
            started_again: AtomicUsize::default(),
        }
    }

    fn started_again(&self) -> usize {
        self.started_again.load(Ordering::SeqCst)
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Program for Computer {
    fn way(&self) -> UpdateWay {
        UpdateWay::Itself
    }

    fn newest(&self) -> BoxFuture<'_, Result<Option<Release>, UpdateError>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { self.release.lock().unwrap().clone() })
    }

    fn fetch(&self) -> BoxFuture<'_, Result<(), UpdateError>> {
        Box::pin(std::future::ready(self.fetched))
    }

    fn start_again(&self) {
        self.started_again.fetch_add(1, Ordering::SeqCst);
    }
}

async fn world(computer: Computer) -> (World, Arc<Computer>) {
    let computer = Arc::new(computer);
    let world = World::new().await;
    (world.with_program(Arc::clone(&computer) as _), computer)
}

/// Takes what is offered and waits until nothing is under way.
async fn take(desk: &Desk, when: UpdateWhen) -> Result<Updates, ProblemCode> {
    let begun = desk.app.take_update(TakeUpdate { when }).await;
    begun.map_err(|problem| problem.code)?;
    until_async(async || now(desk).await.stage != UpdateStage::Fetching).await;
    Ok(now(desk).await)
}

async fn now(desk: &Desk) -> Updates {
    desk.app.overview().await.unwrap().updates
}

#[tokio::test]
async fn a_new_version_is_offered_with_its_notes_as_plain_text() {
    let (world, _) = world(Computer::offered(100)).await;
    let desk = world.start(Will::Allow).await;
    desk.app.look_for_updates().await;
    let updates = now(&desk).await;
    let offered = updates.offered.unwrap();
    assert_eq!(offered.version, "9.9.9");
    assert_eq!(offered.notes.unwrap(), "- One.\n[31m<b>Two</b>\n");
    assert!(updates.asked_at.is_some());
}

#[tokio::test]
async fn the_server_is_asked_once_a_day_also_over_restarts_and_whenever_somebody_wants_it() {
    let (world, computer) = world(Computer::offered(100)).await;
    for _ in 0..2 {
        let desk = world.start(Will::Allow).await;
        desk.app.look_for_updates().await;
        desk.app.look_for_updates().await;
    }
    assert_eq!(computer.asked(), 1);
    let desk = world.start(Will::Allow).await;
    desk.app.check_updates().await.unwrap();
    assert_eq!(computer.asked(), 2);
}

#[tokio::test]
async fn outside_of_the_share_it_is_offered_to_who_asks() {
    let (world, _) = world(Computer::offered(0)).await;
    let desk = world.start(Will::Allow).await;
    desk.app.look_for_updates().await;
    assert_eq!(now(&desk).await.offered, None);
    let updates = desk.app.check_updates().await.unwrap();
    assert_eq!(updates.offered.unwrap().version, "9.9.9");
}

#[tokio::test]
async fn a_policy_switches_it_off() {
    let (mut world, computer) = world(Computer::offered(100)).await;
    world.decides(Policy::parse(br#"{"version": 1, "allowUpdates": false}"#).unwrap());
    let desk = world.start(Will::Allow).await;
    desk.app.look_for_updates().await;
    let updates = desk.app.check_updates().await.unwrap();
    assert_eq!((updates.way, updates.offered), (UpdateWay::Policy, None));
    assert_eq!(computer.asked(), 0);
}

#[tokio::test]
async fn nothing_is_installed_while_somebody_is_signed_in() {
    let (world, computer) = world(Computer::offered(100)).await;
    let desk = world.start(Will::Allow).await;
    desk.app.check_updates().await.unwrap();
    let session = desk.connect().await.unwrap();
    let refused = take(&desk, UpdateWhen::Now).await.unwrap_err();
    assert_eq!(refused, ProblemCode::UpdateInSession);
    // To be installed at the end it may be fetched.
    let updates = take(&desk, UpdateWhen::AtEnd).await.unwrap();
    assert_eq!(updates.stage, UpdateStage::Ready);
    assert_eq!(
        take(&desk, UpdateWhen::Now).await,
        Err(ProblemCode::UpdateInSession)
    );
    assert_eq!(computer.started_again(), 0);
    desk.app.sign_out(SessionRef { session }).await.unwrap();
    take(&desk, UpdateWhen::Now).await.unwrap();
    assert_eq!(computer.started_again(), 1);
}

#[tokio::test]
async fn by_a_click_it_is_fetched_and_the_app_starts_again() {
    let (world, computer) = world(Computer::offered(100)).await;
    let desk = world.start(Will::Allow).await;
    // What nobody offered cannot be taken.
    let updates = take(&desk, UpdateWhen::Now).await.unwrap();
    assert_eq!(
        (updates.stage, computer.started_again()),
        (UpdateStage::Idle, 0)
    );
    desk.app.check_updates().await.unwrap();
    let updates = take(&desk, UpdateWhen::Now).await.unwrap();
    assert_eq!(updates.stage, UpdateStage::Ready);
    until(|| computer.started_again() == 1).await;
}

#[tokio::test]
async fn what_is_wrong_is_said_to_who_asked_and_not_to_others() {
    let refused = Computer {
        fetched: Err(UpdateError::Refused),
        ..Computer::offered(100)
    };
    let (world, computer) = world(refused).await;
    let desk = world.start(Will::Allow).await;
    desk.app.check_updates().await.unwrap();
    let updates = take(&desk, UpdateWhen::Now).await.unwrap();
    assert_eq!(updates.problem.unwrap().code, ProblemCode::UpdateRefused);
    assert_eq!(
        (updates.stage, computer.started_again()),
        (UpdateStage::Idle, 0)
    );

    *computer.release.lock().unwrap() = Err(UpdateError::Unreachable);
    let asked = desk.app.check_updates().await.unwrap();
    assert_eq!(asked.problem.unwrap().code, ProblemCode::UpdateUnreachable);
    let other = world.folder.path().join("updates.json");
    std::fs::remove_file(other).unwrap();
    let desk = world.start(Will::Allow).await;
    desk.app.look_for_updates().await;
    assert_eq!(now(&desk).await.problem, None);
}
