//! What was asked for and not granted: it is known, also after a restart, and can be asked for again.

use chartside_core::ipc::{Connect, RecordEvent, SessionSummary};
use sandbox_ehr::Profile;

use crate::support::{Desk, Will, World};

/// A server that remembers what a person allowed, and asks anew only where it is told to.
async fn remembering(scopes: &[&str]) -> World {
    World::with(Profile {
        scopes_by_consent: scopes.iter().map(ToString::to_string).collect(),
        ..Profile::default()
    })
    .await
}

async fn permissions(desk: &Desk, session: &str) -> SessionSummary {
    let events = desk.load(session).await.into_iter();
    let mut planned = events.filter_map(|event| match event {
        RecordEvent::Planned { session, .. } => Some(session),
        _ => None,
    });
    planned.next().expect("it is planned")
}

fn asking_again(desk: &Desk, session: &str) -> Connect {
    Connect {
        ask_again: true,
        ..desk.again(session)
    }
}

#[tokio::test]
async fn what_was_not_granted_is_known_after_a_restart_and_granted_when_it_is_asked_for_again() {
    let world = remembering(&["patient/Immunization.rs"]).await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let desk = world.start(Will::Allow).await;
    let before = permissions(&desk, &session).await;
    assert_eq!(before.not_granted, ["patient/Immunization.rs"]);
    assert!(before.granted.contains(&"patient/Condition.rs".to_owned()));

    // Signing in as ever changes nothing: the server does not ask.
    desk.connect_as(desk.again(&session)).await.unwrap();
    assert_eq!(
        permissions(&desk, &session).await.not_granted,
        before.not_granted
    );

    desk.connect_as(asking_again(&desk, &session))
        .await
        .unwrap();
    let after = permissions(&desk, &session).await;
    assert_eq!(after.not_granted, Vec::<String>::new());
    assert!(
        after
            .granted
            .contains(&"patient/Immunization.rs".to_owned())
    );
}

#[tokio::test]
async fn a_server_that_keeps_offline_access_back_until_it_is_asked_for_gives_it_then() {
    let world = remembering(&["offline_access"]).await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let before = permissions(&desk, &session).await;
    assert!(!before.stays_signed_in);
    assert_eq!(before.not_granted, ["offline_access"]);
    desk.connect_as(asking_again(&desk, &session))
        .await
        .unwrap();
    assert!(permissions(&desk, &session).await.stays_signed_in);
    let desk = world.start(Will::Allow).await;
    assert!(permissions(&desk, &session).await.stays_signed_in);
}

#[tokio::test]
async fn nobody_is_asked_for_everything_again_unasked() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let prompt = |number: usize| {
        let opened = desk.person.opened.lock().unwrap();
        let mut pairs = opened[number].query_pairs();
        pairs
            .find(|(name, _)| name == "prompt")
            .map(|(_, value)| value.into_owned())
    };
    assert_eq!(prompt(0), None);
    desk.connect_as(asking_again(&desk, &session))
        .await
        .unwrap();
    assert_eq!(prompt(1).as_deref(), Some("consent"));
}
