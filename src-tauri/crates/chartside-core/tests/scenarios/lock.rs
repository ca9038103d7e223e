//! The lock: what leaves the memory, what is answered meanwhile, and how the person comes back.

use std::time::Duration;

use chart::Section;
use chartside_core::ipc::{
    AppEvent, LockReason, RecordEvent, RecordRef, RowsQuery, SignInEvent, View,
};
use chartside_core::problem::{Problem, ProblemCode};
use chartside_core::{Checked, Policy};
use futures_util::StreamExt as _;
use sandbox_ehr::Profile;

use crate::support::{Desk, Will, World, finished, until_async};

const ASKED: LockReason = LockReason::Asked;

async fn signed_in(world: &World) -> (Desk, String) {
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    assert!(finished(&desk.load(&session).await));
    (desk, session)
}

async fn reason(desk: &Desk) -> Option<LockReason> {
    desk.app.overview().await.unwrap().lock.reason
}

fn rows(session: &str) -> RowsQuery {
    RowsQuery {
        record: session.to_owned(),
        view: View::Section {
            section: Section::Problems,
        },
        search: None,
        filter: None,
        from: 0,
        count: 1,
    }
}

fn code<T: std::fmt::Debug>(refused: Result<T, Problem>) -> ProblemCode {
    refused.unwrap_err().code
}

#[tokio::test]
async fn a_locked_app_answers_who_is_there_and_nothing_else() {
    let world = World::new().await;
    let (desk, session) = signed_in(&world).await;
    desk.app.lock().await.unwrap();
    for command in [
        "rows",
        "trend",
        "resource",
        "load_record",
        "load_part",
        "load_everything",
        "resume_load",
        "connect",
        "flows",
        "flow",
        "servers",
        "support_report",
        "sign_out",
        "forget_connection",
        "signed_in_as",
        "introspect_token",
        "paste_redirect",
        "set_client_secret",
        "reset_vault",
        "no_such_command",
    ] {
        assert_eq!(
            code(desk.app.permits(command)),
            ProblemCode::Locked,
            "{command}"
        );
    }
    for command in [
        "overview",
        "events",
        "unlock",
        "sign_out_everywhere",
        "retry_keyring",
    ] {
        assert!(desk.app.permits(command).is_ok(), "{command}");
    }
    let overview = desk.app.overview().await.unwrap();
    assert_eq!(overview.lock.reason, Some(ASKED));
    assert!(overview.connections.is_empty());
    // Without the hosts' question there is nothing to answer with, either.
    assert_eq!(
        code(desk.app.rows(rows(&session)).await),
        ProblemCode::SessionUnknown
    );
    let events = desk.load(&session).await;
    assert!(matches!(
        events.last(),
        Some(RecordEvent::Failed { problem }) if problem.code == ProblemCode::Locked
    ));
    assert!(desk.app.flows().await.unwrap().flows.is_empty());
}

#[tokio::test]
async fn unlocking_goes_on_where_it_was_without_asking_the_server_for_a_token() {
    let world = World::new().await;
    let (desk, session) = signed_in(&world).await;
    let mut events = Box::pin(desk.app.events());
    desk.app.lock().await.unwrap();
    assert!(matches!(
        events.next().await,
        Some(AppEvent::Locked { reason: ASKED })
    ));
    let before = world.token_requests();
    desk.app.unlock().await.unwrap();
    assert!(matches!(events.next().await, Some(AppEvent::Unlocked)));
    assert_eq!(desk.app.overview().await.unwrap().connections.len(), 1);
    assert!(finished(&desk.load(&session).await));
    assert_eq!(world.token_requests(), before);
    assert_eq!(world.sandbox.journal().complaints(), []);
}

#[tokio::test]
async fn a_session_that_cannot_be_renewed_survives_the_lock_while_its_token_is_good() {
    let world = World::new().await;
    let desk = world.start(Will::AllowWithout(vec!["_access"])).await;
    let session = desk.connect().await.unwrap();
    desk.app.lock().await.unwrap();
    desk.app.unlock().await.unwrap();
    assert!(finished(&desk.load(&session).await));
    desk.app.lock().await.unwrap();
    world.sandbox.advance_time(Duration::from_hours(2));
    desk.app.unlock().await.unwrap();
    let events = desk.load(&session).await;
    assert!(matches!(
        events.last(),
        Some(RecordEvent::Failed { problem }) if problem.code == ProblemCode::SignInNeeded
    ));
}

#[tokio::test]
async fn who_is_not_the_one_stays_outside() {
    let world = World::new().await;
    let (desk, _) = signed_in(&world).await;
    desk.app.lock().await.unwrap();
    *desk.person.checked.lock().unwrap() = Checked::Refused;
    assert_eq!(code(desk.app.unlock().await), ProblemCode::UnlockRefused);
    assert_eq!(reason(&desk).await, Some(ASKED));
    assert_eq!(code(desk.app.permits("rows")), ProblemCode::Locked);
    *desk.person.checked.lock().unwrap() = Checked::Same;
    desk.app.unlock().await.unwrap();
    assert_eq!(reason(&desk).await, None);
}

#[tokio::test]
async fn a_computer_that_cannot_ask_lets_in_unless_its_policy_says_no() {
    let mut world = World::new().await;
    let (desk, _) = signed_in(&world).await;
    *desk.person.checked.lock().unwrap() = Checked::Unavailable;
    desk.app.lock().await.unwrap();
    desk.app.unlock().await.unwrap();

    world.decides(Policy::parse(br#"{"version":1,"requireUnlockCheck":true}"#).unwrap());
    let desk = world.start(Will::WalkAway).await;
    *desk.person.checked.lock().unwrap() = Checked::Unavailable;
    desk.app.lock().await.unwrap();
    assert_eq!(
        code(desk.app.unlock().await),
        ProblemCode::UnlockUnavailable
    );
    assert_eq!(reason(&desk).await, Some(ASKED));
}

#[tokio::test]
async fn an_app_that_was_locked_when_it_was_closed_is_locked_when_it_is_started() {
    let world = World::new().await;
    let (desk, session) = signed_in(&world).await;
    desk.app.lock().await.unwrap();
    drop(desk);
    let desk = world.start(Will::WalkAway).await;
    desk.app.restore_lock().await;
    assert_eq!(reason(&desk).await, Some(LockReason::Restarted));
    desk.app.unlock().await.unwrap();
    assert!(finished(&desk.load(&session).await));
    let desk = world.start(Will::WalkAway).await;
    desk.app.restore_lock().await;
    assert_eq!(reason(&desk).await, None);
}

#[tokio::test]
async fn a_keyring_that_comes_late_brings_the_lock_with_it() {
    let world = World::new().await;
    let (desk, _) = signed_in(&world).await;
    desk.app.lock().await.unwrap();
    drop(desk);
    world.lock_keyring(true);
    let desk = world.start(Will::WalkAway).await;
    desk.app.restore_lock().await;
    assert_eq!(reason(&desk).await, None);
    world.lock_keyring(false);
    desk.app.retry_keyring().await.unwrap();
    until_async(async || reason(&desk).await == Some(LockReason::Restarted)).await;
    desk.app.unlock().await.unwrap();
    assert_eq!(reason(&desk).await, None);
}

#[tokio::test]
async fn f2_links_that_come_while_it_is_locked_are_followed_afterwards() {
    let world = World::new().await;
    let desk = world.start(Will::WalkAway).await;
    let link = desk.left_with_a_link().await;
    desk.app.lock().await.unwrap();
    let mut events = Box::pin(desk.app.events());
    assert!(matches!(events.next().await, Some(AppEvent::Locked { .. })));
    desk.app.redirect(link).await;
    assert!(futures_util::poll!(events.next()).is_pending());
    desk.app.unlock().await.unwrap();
    assert!(matches!(events.next().await, Some(AppEvent::Unlocked)));
    assert!(matches!(
        events.next().await,
        Some(AppEvent::SignedIn { .. })
    ));
}

#[tokio::test]
async fn f2_a_link_that_waited_too_long_is_refused_in_words() {
    let world = World::new().await;
    let desk = world.start(Will::WalkAway).await;
    let link = desk.left_with_a_link().await;
    desk.app.lock().await.unwrap();
    desk.app.redirect(link).await;
    world.sandbox.advance_time(Duration::from_mins(10));
    let mut events = Box::pin(desk.app.events());
    assert!(matches!(events.next().await, Some(AppEvent::Locked { .. })));
    desk.app.unlock().await.unwrap();
    assert!(matches!(events.next().await, Some(AppEvent::Unlocked)));
    assert!(matches!(
        events.next().await,
        Some(AppEvent::LinkRefused { problem }) if problem.code == ProblemCode::LinkExpired
    ));
}

#[tokio::test]
async fn a_sign_in_that_comes_back_by_a_port_ends_only_when_somebody_is_there() {
    let world = World::new().await;
    let (desk, _) = signed_in(&world).await;
    let mut request = desk.request();
    request.way = Some(chartside_core::ipc::RedirectWay::Loopback);
    desk.person.change_mind(Will::WalkAway);
    let mut sign_in = Box::pin(desk.app.connect(request));
    while desk.person.opened.lock().unwrap().len() < 2 {
        drop(futures_util::poll!(sign_in.next()));
        tokio::task::yield_now().await;
    }
    desk.app.lock().await.unwrap();
    let before = world.token_requests();
    let opened = desk.person.opened.lock().unwrap()[1].clone();
    let link = desk.person.browse(&opened, &Will::Allow).await;
    let page = chartside_core::http::client().unwrap().client();
    let answer = page.get(link).send().await.unwrap();
    assert!(answer.status().is_success());
    let rest = tokio::spawn(sign_in.collect::<Vec<SignInEvent>>());
    assert_eq!(world.token_requests(), before);
    desk.app.unlock().await.unwrap();
    let events = rest.await.unwrap();
    assert!(matches!(events.last(), Some(SignInEvent::Connected { .. })));
}

#[tokio::test]
async fn who_is_locked_out_can_still_sign_out() {
    let world = World::new().await;
    let (desk, session) = signed_in(&world).await;
    desk.app.lock().await.unwrap();
    *desk.person.checked.lock().unwrap() = Checked::Refused;
    assert!(desk.app.sign_out_everywhere().await.unwrap().revoked);
    let overview = desk.app.overview().await.unwrap();
    assert!(!overview.lock.locked);
    assert!(!overview.connections[0].signed_in);
    assert_eq!(overview.connections[0].patient, None);
    let events = desk.load(&session).await;
    assert!(matches!(
        events.last(),
        Some(RecordEvent::Failed { problem }) if problem.code == ProblemCode::SignInNeeded
    ));
    assert_eq!(world.sandbox.journal().complaints(), []);
}

#[tokio::test]
async fn nobody_signs_out_what_cannot_be_read() {
    let world = World::new().await;
    let (desk, _) = signed_in(&world).await;
    desk.app.lock().await.unwrap();
    world.lock_keyring(true);
    assert_eq!(
        code(desk.app.sign_out_everywhere().await),
        ProblemCode::StorageFailed
    );
    assert_eq!(reason(&desk).await, Some(ASKED));
    world.lock_keyring(false);
    assert!(desk.app.sign_out_everywhere().await.unwrap().revoked);
}

/// Looks at the clock every five seconds, as the app does, while so much time passes.
async fn passes(world: &World, desk: &Desk, time: Duration) {
    for _ in 0..time.as_secs() / 5 {
        world.sandbox.advance_time(Duration::from_secs(5));
        desk.app.look_at_clock().await;
    }
}

#[tokio::test]
async fn nobody_for_ten_minutes_locks_and_half_a_minute_before_that_is_said() {
    let world = World::new().await;
    let (desk, _) = signed_in(&world).await;
    desk.app.look_at_clock().await;
    let mut events = Box::pin(desk.app.events());
    passes(&world, &desk, Duration::from_secs(570)).await;
    assert!(matches!(
        events.next().await,
        Some(AppEvent::LockingSoon { seconds: 25..=30 })
    ));
    desk.app.active().await.unwrap();
    assert!(matches!(events.next().await, Some(AppEvent::LockPutOff)));
    passes(&world, &desk, Duration::from_secs(565)).await;
    assert_eq!(reason(&desk).await, None);
    passes(&world, &desk, Duration::from_secs(35)).await;
    assert_eq!(reason(&desk).await, Some(LockReason::Idle));
}

#[tokio::test]
async fn patients_have_fifteen_minutes_and_a_policy_makes_that_shorter() {
    let profile = r#"{"user":{"kind":"patient"}}"#;
    let profile = serde_json::from_str::<Profile>(profile).unwrap_or_default();
    let mut world = World::with(profile).await;
    world.decides(Policy::parse(br#"{"version":1,"idleLockMinutes":2}"#).unwrap());
    let (desk, _) = signed_in(&world).await;
    desk.app.look_at_clock().await;
    passes(&world, &desk, Duration::from_secs(115)).await;
    assert_eq!(reason(&desk).await, None);
    passes(&world, &desk, Duration::from_secs(10)).await;
    assert_eq!(reason(&desk).await, Some(LockReason::Idle));
}

#[tokio::test]
async fn f31_a_computer_that_slept_is_locked_when_it_wakes() {
    let world = World::new().await;
    let (desk, _) = signed_in(&world).await;
    desk.app.look_at_clock().await;
    world.sandbox.advance_time(Duration::from_mins(2));
    desk.app.look_at_clock().await;
    assert_eq!(reason(&desk).await, Some(LockReason::Slept));
}

#[tokio::test]
async fn an_app_that_knows_nobody_does_not_lock_by_itself() {
    let world = World::new().await;
    let desk = world.start(Will::WalkAway).await;
    desk.app.lock_with(LockReason::System).await;
    assert_eq!(reason(&desk).await, None);
    desk.app.lock().await.unwrap();
    assert_eq!(reason(&desk).await, Some(ASKED));
}

#[tokio::test]
async fn without_a_keyring_the_session_survives_the_lock() {
    let world = World::new().await.without_keyring();
    let (desk, session) = signed_in(&world).await;
    desk.app.lock().await.unwrap();
    let load = desk.app.load_record(RecordRef {
        record: session.clone(),
    });
    drop(load);
    desk.app.unlock().await.unwrap();
    assert!(finished(&desk.load(&session).await));
}
