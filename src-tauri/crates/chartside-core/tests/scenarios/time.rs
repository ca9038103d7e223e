//! Clocks that are wrong, renewals that were cut off, and sessions that end with the EHR's.

use std::time::Duration;

use chartside_core::ipc::{AppEvent, Authentication};
use chartside_core::problem::ProblemCode;
use futures_util::{FutureExt as _, StreamExt as _};
use jiff::SignedDuration;
use sandbox_ehr::Profile;

use crate::servers::{register, saved, with};
use crate::support::{Desk, Will, World, failure, finished};

const HOURS: [i64; 6] = [-24, -5, -1, 1, 7, 24];

/// What this computer was said to be ahead, of all that was told so far.
fn told(events: &mut (impl futures_util::Stream<Item = AppEvent> + Unpin)) -> Vec<i32> {
    let mut told = Vec::new();
    while let Some(Some(event)) = events.next().now_or_never() {
        if let AppEvent::ClockOff { seconds } = event {
            told.push(seconds);
        }
    }
    told
}

#[tokio::test]
async fn f30_a_computer_whose_clock_is_off_by_hours_signs_in_renews_and_is_told_once() {
    for hours in HOURS {
        let world = World::new()
            .await
            .whose_clock_is_ahead(SignedDuration::from_hours(hours));
        let desk = world.start(Will::Allow).await;
        let mut events = Box::pin(desk.app.events());
        let session = desk.connect().await.unwrap();
        assert!(finished(&desk.load(&session).await), "{hours}");
        // It is not renewed before its time, and it is renewed then.
        assert_eq!(world.token_requests(), 1, "{hours}");
        world.sandbox.advance_time(Duration::from_hours(2));
        assert!(finished(&desk.load(&session).await), "{hours}");
        assert_eq!(world.token_requests(), 2, "{hours}");
        let told = told(&mut events);
        let expected = i32::try_from(hours * 3_600).unwrap();
        assert!(
            matches!(told[..], [seconds] if seconds.abs_diff(expected) < 30),
            "{hours}: {told:?}"
        );
        assert_eq!(world.sandbox.journal().complaints(), [], "{hours}");
    }
}

#[tokio::test]
async fn f30_what_the_key_of_this_computer_signs_is_in_the_servers_time() {
    for hours in HOURS {
        let world = World::new()
            .await
            .whose_clock_is_ahead(SignedDuration::from_hours(hours));
        let desk = world.start(Will::Allow).await;
        let kind = Authentication::AsymmetricEs384;
        register(&world, &desk, kind).await;
        let server = saved(&desk, |server| {
            server.client_id = Some("app".to_owned());
            server.authentication = kind;
        })
        .await;
        let session = desk.connect_as(with(&server)).await.unwrap();
        world.sandbox.advance_time(Duration::from_hours(2));
        let desk = world.start(Will::WalkAway).await;
        assert!(finished(&desk.load(&session).await), "{hours}");
        assert_eq!(world.sandbox.journal().complaints(), [], "{hours}");
    }
}

#[tokio::test]
async fn f30_a_few_minutes_are_made_up_for_in_silence() {
    let world = World::new()
        .await
        .whose_clock_is_ahead(SignedDuration::from_secs(-290));
    let desk = world.start(Will::Allow).await;
    let mut events = Box::pin(desk.app.events());
    let session = desk.connect().await.unwrap();
    assert!(finished(&desk.load(&session).await));
    assert_eq!(told(&mut events), Vec::<i32>::new());
}

/// A record that ended early because every answer to the refresh was lost, and another start.
async fn cut_off(world: &World, grace_seconds: u32) -> (Desk, String) {
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    world.sandbox.advance_time(Duration::from_hours(2));
    let profile = |faults: &str| {
        let refresh = format!(r#"{{"kind":"rotates","grace_seconds":{grace_seconds}}}"#);
        let profile = format!(r#"{{"refresh":{refresh},"faults":[{faults}]}}"#);
        serde_json::from_str::<Profile>(&profile).unwrap()
    };
    let lost = |nth: u32| format!(r#"{{"at":"token","nth":{nth},"act":"drop_after"}}"#);
    let all_lost: Vec<String> = (1..=9).map(lost).collect();
    world.sandbox.set_profile(profile(&all_lost.join(",")));
    let events = desk.load(&session).await;
    assert_eq!(failure(&events), Some(ProblemCode::ServerUnreachable));
    world.sandbox.set_profile(profile(""));
    (world.start(Will::WalkAway).await, session)
}

#[tokio::test]
async fn f18_a_renewal_that_was_cut_off_is_tried_again_with_the_same_token() {
    let world = World::new().await;
    let (desk, session) = cut_off(&world, 30).await;
    assert!(finished(&desk.load(&session).await));
    world.sandbox.advance_time(Duration::from_hours(2));
    assert!(finished(&desk.load(&session).await));
}

#[tokio::test]
async fn f18_where_the_server_does_not_forgive_it_the_reason_is_said() {
    let world = World::new().await;
    world.judge.excuse(106);
    let (desk, session) = cut_off(&world, 30).await;
    world.sandbox.advance_time(Duration::from_hours(1));
    let failure = failure(&desk.load(&session).await);
    assert_eq!(failure, Some(ProblemCode::RenewalInterrupted));
    let overview = desk.app.overview().await.unwrap();
    assert!(!overview.connections[0].signed_in);
}

#[tokio::test]
async fn f32_a_session_that_ends_with_the_ehrs_says_so_and_stays_readable() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let mut request = desk.request();
    request.scope = Some("launch/patient openid fhirUser online_access patient/*.rs".to_owned());
    let session = desk.connect_as(request).await.unwrap();
    assert!(finished(&desk.load(&session).await));
    world.sandbox.end_user_sessions();
    world.sandbox.advance_time(Duration::from_hours(2));
    let failure = failure(&desk.load(&session).await);
    assert_eq!(failure, Some(ProblemCode::EhrSessionEnded));
}
