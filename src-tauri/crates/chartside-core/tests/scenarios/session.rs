//! Keeping a session: restart, refresh, revocation, sign-out.

use std::time::Duration;

use crate::support::{Will, World, failure, finished};
use chartside_core::ipc::{AppEvent, RowsQuery, SessionRef, View};
use chartside_core::problem::ProblemCode;
use futures_util::StreamExt as _;
use sandbox_ehr::Profile;

#[tokio::test]
async fn a_session_survives_a_restart_without_a_browser() {
    for name in ["default", "oracle-health", "greenway-like"] {
        let world = World::with(Profile::find(name).unwrap()).await;
        if name == "greenway-like" {
            // Found by its CapabilityStatement, it names no issuer: who signed in stays unproved and unused.
            world.judge.excuse(201);
        }
        let session = world.start(Will::Allow).await.connect().await.unwrap();
        for restart in 1..=3 {
            world.sandbox.advance_time(Duration::from_hours(2));
            let desk = world.start(Will::WalkAway).await;
            let overview = desk.app.overview().await.unwrap();
            assert!(overview.connections[0].signed_in);
            assert_eq!(overview.connections[0].session, session);
            assert!(finished(&desk.load(&session).await), "{name}");
            assert!(desk.person.opened.lock().unwrap().is_empty());
            assert_eq!(world.token_requests(), 1 + restart, "{name}");
        }
        assert_eq!(world.sandbox.journal().complaints(), [], "{name}");
    }
}

#[tokio::test]
async fn the_list_of_connections_shows_the_patient_from_sealed_storage_only() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let desk = world.start(Will::WalkAway).await;
    let patient = desk.app.overview().await.unwrap().connections[0]
        .patient
        .clone()
        .unwrap();
    let files = world.files();
    let family = patient.split(',').next().unwrap().as_bytes();
    assert!(
        !files
            .windows(family.len())
            .any(|window| window.eq_ignore_ascii_case(family))
    );
    assert!(!files.windows(5).any(|window| window == b"CNRY-"));
}

#[tokio::test]
async fn many_requests_at_expiry_cause_one_refresh() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    world.sandbox.advance_time(Duration::from_hours(2));
    let loads = futures_util::future::join_all((0..8).map(|_| desk.load(&session))).await;
    // One load a session: the newest goes on.
    let whole: Vec<_> = loads.iter().map(|events| finished(events)).collect();
    assert_eq!(whole, [vec![false; 7], vec![true]].concat());
    assert_eq!(world.token_requests(), 2);
}

#[tokio::test]
async fn a_refresh_that_failed_answers_everyone_who_waited_for_it() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    world.sandbox.advance_time(Duration::from_hours(2));
    let down = r#"{"token_delay_milliseconds":200,"faults":[{"at":"token","act":{"answer":{"status":500}}}]}"#;
    world
        .sandbox
        .set_profile(serde_json::from_str(down).unwrap());
    let loads = futures_util::future::join_all((0..8).map(|_| desk.load(&session))).await;
    assert_eq!(failure(&loads[7]), Some(ProblemCode::ServerFailed));
    assert_eq!(world.token_requests(), 2);
    // Who asks anew is asked for anew.
    desk.load(&session).await;
    assert_eq!(world.token_requests(), 3);
}

#[tokio::test]
async fn a_session_without_a_refresh_token_ends_when_its_access_token_is_refused() {
    let world = World::new().await;
    let desk = world.start(Will::AllowWithout(vec!["_access"])).await;
    let session = desk.connect().await.unwrap();
    assert!(!desk.load(&session).await.is_empty());
    world.sandbox.revoke_access_tokens();
    assert_eq!(
        failure(&desk.load(&session).await),
        Some(ProblemCode::SessionEnded)
    );
    assert!(!desk.app.overview().await.unwrap().connections[0].signed_in);
}

#[tokio::test]
async fn a_token_that_is_rejected_early_is_refreshed_once_and_the_record_finished() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    world.sandbox.revoke_access_tokens();
    assert!(finished(&desk.load(&session).await));
    assert_eq!(world.token_requests(), 2);

    // The next one may be rejected early, too.
    world.sandbox.revoke_access_tokens();
    assert!(finished(&desk.load(&session).await));
    assert_eq!(world.token_requests(), 3);
}

#[tokio::test]
async fn a_session_that_ended_at_the_server_stays_readable_and_can_be_signed_in_to_again() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let mut events = Box::pin(desk.app.events());
    world.sandbox.revoke_refresh_tokens();
    world.sandbox.revoke_access_tokens();
    assert_eq!(
        failure(&desk.load(&session).await),
        Some(ProblemCode::SessionEnded)
    );
    let Some(AppEvent::SessionEnded { session: ended, .. }) = events.next().await else {
        panic!()
    };
    assert_eq!(ended, session);
    let query = RowsQuery {
        record: session.clone(),
        view: View::Timeline,
        search: None,
        filter: None,
        from: 0,
        count: 10,
    };
    assert_eq!(desk.app.rows(query).await.unwrap().rows.len(), 10);
    assert!(!desk.app.overview().await.unwrap().connections[0].signed_in);

    let again = desk.again(&session);
    assert_eq!(desk.connect_as(again).await, Ok(session.clone()));
    assert!(finished(&desk.load(&session).await));
}

#[tokio::test]
async fn a_server_that_is_down_does_not_end_a_session() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    world.sandbox.advance_time(Duration::from_hours(2));
    let down = r#"{"faults":[{"at":"token","act":{"answer":{"status":500}}}]}"#;
    world
        .sandbox
        .set_profile(serde_json::from_str(down).unwrap());
    assert_eq!(
        failure(&desk.load(&session).await),
        Some(ProblemCode::ServerFailed)
    );
    world.sandbox.set_profile(Profile::default());
    assert!(finished(&desk.load(&session).await));
}

/// Asks for something once a second for so long; how often the token endpoint heard of it.
async fn asked_in(minutes: u64, busy: &str) -> usize {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    world.sandbox.advance_time(Duration::from_hours(2));
    world
        .sandbox
        .set_profile(serde_json::from_str(busy).unwrap());
    let before = world.token_requests();
    for _ in 0..minutes * 60 {
        let reference = SessionRef {
            session: session.clone(),
        };
        let name = desk.app.signed_in_as(reference).await.unwrap().name;
        assert_eq!(name, None);
        world.sandbox.advance_time(Duration::from_secs(1));
    }
    // It was never the end of the session.
    world.sandbox.set_profile(Profile::default());
    assert!(finished(&desk.load(&session).await));
    world.token_requests() - before - 1
}

#[tokio::test]
async fn a_server_that_is_down_is_asked_less_and_less_often() {
    let down = r#"{"faults":[{"at":"token","act":{"answer":{"status":500}}}]}"#;
    // Pauses of 10, 20, 40, 80, 160 and 300 seconds, at most halved: once in ten seconds would be 60.
    let asked = asked_in(10, down).await;
    assert!((5..=9).contains(&asked), "{asked}");
}

#[tokio::test]
async fn f33_a_server_that_says_when_it_can_be_asked_again_is_asked_then_and_not_before() {
    let busy = |seconds: u32| {
        format!(
            r#"{{"faults":[{{"at":"token","act":{{"answer":{{"status":503,"retry_after":"{seconds}"}}}}}}]}}"#
        )
    };
    let asked = asked_in(10, &busy(60)).await;
    assert!((8..=10).contains(&asked), "{asked}");
    // Nobody is kept out for a day.
    let asked = asked_in(12, &busy(86_400)).await;
    assert!((2..=3).contains(&asked), "{asked}");
}

#[tokio::test]
async fn signing_out_kills_the_tokens_here_and_there() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    desk.load(&session).await;
    let named = SessionRef {
        session: session.clone(),
    };
    assert!(desk.app.sign_out(named).await.unwrap().revoked);
    assert_eq!(
        failure(&desk.load(&session).await),
        Some(ProblemCode::SignInNeeded)
    );
    let desk = world.start(Will::WalkAway).await;
    assert_eq!(
        failure(&desk.load(&session).await),
        Some(ProblemCode::SignInNeeded)
    );
    let connection = &desk.app.overview().await.unwrap().connections[0];
    assert!(!connection.signed_in && connection.patient.is_none());
}
