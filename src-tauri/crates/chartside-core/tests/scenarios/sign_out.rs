//! Signing out and in again while something of the session still runs.

use std::time::Duration;

use crate::support::{Will, World, until};
use chartside_core::App;
use chartside_core::ipc::{RecordEvent, RecordRef, SessionRef};
use chartside_core::problem::ProblemCode;
use futures_util::StreamExt as _;
use sandbox_ehr::Profile;
use tokio::task::JoinHandle;

fn slow() -> Profile {
    serde_json::from_str(r#"{"fhir":{"delay_ms":300},"token_delay_milliseconds":300}"#).unwrap()
}

fn shown(session: &str) -> RecordRef {
    RecordRef {
        record: session.to_owned(),
    }
}

fn named(session: &str) -> SessionRef {
    SessionRef {
        session: session.to_owned(),
    }
}

/// A load that nobody stops, as that of a page that was closed.
fn load_in_the_background(app: &App, session: &str) -> JoinHandle<Vec<RecordEvent>> {
    let events = app.load_record(shown(session));
    tokio::spawn(events.collect())
}

fn is_over(events: &[RecordEvent]) -> bool {
    matches!(
        events.last(),
        Some(RecordEvent::Finished { .. } | RecordEvent::Failed { .. })
    )
}

#[tokio::test]
async fn a_new_load_ends_the_one_before() {
    let world = World::with(slow()).await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let mut first = Box::pin(desk.app.load_record(shown(&session)));
    assert!(first.next().await.is_some());
    assert!(is_over(&desk.load(&session).await));
    let rest: Vec<_> = first.collect().await;
    assert!(!is_over(&rest));
}

#[tokio::test]
async fn a_load_that_runs_does_not_undo_a_sign_out() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    world.sandbox.set_profile(slow());
    // The load has to refresh first: the sign-out comes while the new tokens are on their way.
    world.sandbox.advance_time(Duration::from_hours(2));
    let load = load_in_the_background(&desk.app, &session);
    until(|| world.token_requests() == 2).await;
    assert!(desk.app.sign_out(named(&session)).await.unwrap().revoked);
    assert!(!is_over(&load.await.unwrap()));

    for desk in [desk, world.start(Will::WalkAway).await] {
        let connection = &desk.app.overview().await.unwrap().connections[0];
        assert!(!connection.signed_in && connection.patient.is_none());
        let failed = desk.load(&session).await;
        assert!(
            matches!(&failed[..], [RecordEvent::Failed { problem }] if problem.code == ProblemCode::SignInNeeded)
        );
    }
}

#[tokio::test]
async fn an_opening_that_runs_does_not_undo_a_sign_out() {
    let world = World::new().await;
    let session = world.start(Will::Allow).await.connect().await.unwrap();
    for _ in 0..20 {
        let desk = world.start(Will::WalkAway).await;
        let load = load_in_the_background(&desk.app, &session);
        tokio::task::yield_now().await;
        desk.app.sign_out(named(&session)).await.unwrap();
        load.await.unwrap();
        let overview = desk.app.overview().await.unwrap();
        assert!(!overview.connections[0].signed_in);
        assert_eq!(
            world.start(Will::Allow).await.connect().await,
            Ok(session.clone())
        );
    }
}

#[tokio::test]
async fn what_is_left_of_the_old_session_does_not_end_the_new_one() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    world.sandbox.set_profile(slow());
    world.sandbox.advance_time(Duration::from_hours(2));
    world.sandbox.revoke_refresh_tokens();
    let load = load_in_the_background(&desk.app, &session);
    until(|| world.token_requests() == 2).await;
    let again = desk.connect_as(desk.again(&session)).await;
    assert_eq!(again, Ok(session.clone()));
    load.await.unwrap();

    for desk in [desk, world.start(Will::WalkAway).await] {
        assert!(desk.app.overview().await.unwrap().connections[0].signed_in);
        let events = desk.load(&session).await;
        assert!(matches!(
            events.last(),
            Some(RecordEvent::Finished { complete: true, .. })
        ));
    }
}

#[tokio::test]
async fn signing_in_again_ends_the_old_tokens_at_the_server() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.connect_as(desk.again(&session)).await.unwrap();
    until(|| world.sandbox.journal().requests_to("/auth/revoke").len() == 1).await;
    assert!(is_over(&desk.load(&session).await));
    assert_eq!(world.sandbox.journal().complaints(), []);
}

#[tokio::test]
async fn a_sign_out_that_cannot_be_written_is_said() {
    let world = World::new().await;
    let session = world.start(Will::Allow).await.connect().await.unwrap();
    world.lock_keyring(true);
    let desk = world.start(Will::WalkAway).await;
    let refused = desk.app.sign_out(named(&session)).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::StorageFailed);
    // It is made up for when the keyring opens.
    world.lock_keyring(false);
    assert!(desk.app.retry_keyring().await.unwrap().persistent);
    let desk = world.start(Will::WalkAway).await;
    assert!(!desk.app.overview().await.unwrap().connections[0].signed_in);
}

#[tokio::test]
async fn a_repeated_sign_in_is_the_same_connection_and_another_patient_another_one() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    assert_eq!(desk.connect().await, Ok(session.clone()));
    desk.app.sign_out(named(&session)).await.unwrap();
    assert_eq!(desk.connect().await, Ok(session.clone()));

    let other = world.start(Will::AllowLast).await;
    let others = other.connect().await.unwrap();
    assert_ne!(others, session);
    assert_eq!(other.app.overview().await.unwrap().connections.len(), 2);
    let refused = other.connect_as(other.again(&session)).await;
    assert_eq!(refused, Err(ProblemCode::PatientChanged));
}

#[tokio::test]
async fn whether_the_patient_is_another_one_is_not_guessed() {
    let world = World::new().await;
    let session = world.start(Will::Allow).await.connect().await.unwrap();
    world.lock_keyring(true);
    let desk = world.start(Will::AllowLast).await;
    assert_eq!(
        desk.connect_as(desk.again(&session)).await,
        Err(ProblemCode::KeyringLocked)
    );
    // What was granted and is not used is given back.
    until(|| {
        !world
            .sandbox
            .journal()
            .requests_to("/auth/revoke")
            .is_empty()
    })
    .await;
    // A sign-in that continues nothing needs no vault.
    assert!(desk.connect().await.is_ok());
}
