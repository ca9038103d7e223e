//! Two programs of the same person with the same session open: a second start that was not handed on, a
//! portable copy.

use std::time::Duration;

use chartside_core::ipc::SessionRef;
use futures_util::future::{join, join_all};
use sandbox_ehr::Profile;

use crate::support::{Desk, Will, World, finished};

const EXPIRIES: usize = 5;

/// Programs that all have the session open, with the tokens of the last refresh.
async fn programs(world: &World, count: usize) -> (String, Vec<Desk>) {
    let first = world.start(Will::Allow).await;
    let session = first.connect().await.unwrap();
    let mut desks = vec![first];
    for _ in 1..count {
        desks.push(world.start(Will::WalkAway).await);
    }
    world.sandbox.advance_time(Duration::from_hours(2));
    // The first still holds the refresh token that the others have used up.
    for desk in desks.iter().rev() {
        assert!(finished(&desk.load(&session).await));
    }
    (session, desks)
}

#[tokio::test]
async fn f16_programs_that_meet_at_an_expiry_refresh_once_and_all_go_on() {
    for refresh in [r#"{"kind":"rotates"}"#, r#"{"kind":"keeps"}"#] {
        let profile = format!(r#"{{"refresh":{refresh}}}"#);
        let world = World::with(serde_json::from_str::<Profile>(&profile).unwrap()).await;
        let (session, desks) = programs(&world, 4).await;
        for expiry in 1..=EXPIRIES {
            let before = world.token_requests();
            world.sandbox.advance_time(Duration::from_hours(2));
            let loads = join_all(desks.iter().map(|desk| desk.load(&session))).await;
            assert!(
                loads.iter().all(|events| finished(events)),
                "{refresh}, expiry {expiry}"
            );
            assert_eq!(
                world.token_requests() - before,
                1,
                "{refresh}, expiry {expiry}"
            );
        }
        assert_eq!(world.sandbox.journal().complaints(), []);
    }
}

#[tokio::test]
async fn f16_a_program_that_slept_through_refreshes_of_another_never_presents_the_old_token() {
    let world = World::new().await;
    let (session, desks) = programs(&world, 2).await;
    for _ in 0..3 {
        world.sandbox.advance_time(Duration::from_hours(2));
        assert!(finished(&desks[0].load(&session).await));
    }
    let before = world.token_requests();
    // The token that was handed over is good still, then it is not.
    assert!(finished(&desks[1].load(&session).await));
    assert_eq!(world.token_requests(), before);
    world.sandbox.advance_time(Duration::from_hours(2));
    assert!(finished(&desks[1].load(&session).await));
    assert_eq!(world.token_requests(), before + 1);
}

#[tokio::test]
async fn f16_signing_out_in_one_program_ends_the_tokens_that_another_one_fetched() {
    let world = World::new().await;
    // The other program does not know yet that its tokens are dead.
    world.judge.excuse(93);
    world.judge.excuse(106);
    let (session, desks) = programs(&world, 2).await;
    world.sandbox.advance_time(Duration::from_hours(2));
    assert!(finished(&desks[1].load(&session).await));
    let named = SessionRef {
        session: session.clone(),
    };
    assert!(desks[0].app.sign_out(named).await.unwrap().revoked);
    let loads = join(desks[0].load(&session), desks[1].load(&session));
    let (one, other) = Box::pin(loads).await;
    assert!(!finished(&one) && !finished(&other));
}
