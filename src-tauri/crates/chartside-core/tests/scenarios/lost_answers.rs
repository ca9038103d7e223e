//! Answers of the token endpoint that are lost after the server has rotated the refresh token.

use std::time::Duration;

use chartside_core::ipc::RecordEvent;
use chartside_core::problem::ProblemCode;

use crate::support::{Will, World};

/// Loads the record at an expiry; the answers to the first `lost_answers` refreshes do not arrive.
async fn load(world: &World, grace_seconds: u32, lost_answers: u32) -> (RecordEvent, usize) {
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let before = world.token_requests();
    world.sandbox.advance_time(Duration::from_hours(2));
    let faults: Vec<String> = (1..=lost_answers)
        .map(|nth| format!(r#"{{"at":"token","nth":{nth},"act":"drop_after"}}"#))
        .collect();
    let profile = format!(
        r#"{{"refresh":{{"kind":"rotates","grace_seconds":{grace_seconds}}},"faults":[{}]}}"#,
        faults.join(",")
    );
    world
        .sandbox
        .set_profile(serde_json::from_str(&profile).unwrap());
    let last = desk.load(&session).await.pop().unwrap();
    (last, world.token_requests() - before)
}

#[tokio::test]
async fn f17_an_answer_that_is_lost_twice_costs_nothing_where_the_server_forgives_it() {
    for grace_seconds in [10, 30] {
        for lost in [1, 2] {
            let world = World::new().await;
            let (last, requests) = load(&world, grace_seconds, lost).await;
            assert!(
                matches!(last, RecordEvent::Finished { complete: true, .. }),
                "{last:?}"
            );
            assert_eq!(requests, 1 + lost as usize);
        }
    }
}

#[tokio::test]
async fn f17_where_the_server_does_not_forgive_it_a_new_sign_in_is_asked_for() {
    let world = World::new().await;
    world.judge.excuse(106);
    let (last, requests) = load(&world, 0, 1).await;
    let RecordEvent::Failed { problem } = last else {
        panic!("{last:?}")
    };
    assert_eq!(problem.code, ProblemCode::SessionEnded);
    assert_eq!(requests, 2);
}

#[tokio::test]
async fn f17_it_is_not_repeated_for_ever() {
    let world = World::new().await;
    let (last, requests) = load(&world, 30, 9).await;
    let RecordEvent::Failed { problem } = last else {
        panic!("{last:?}")
    };
    assert_eq!(problem.code, ProblemCode::ServerUnreachable);
    assert_eq!(requests, 3);
}
