//! Links and sign-ins whose screen is gone, not there yet, or has changed its mind.

use crate::support::{Desk, Will, World, until};
use chartside_core::ipc::{AppEvent, Connect, SignInEvent, SignInRef, SignInStep};
use chartside_core::problem::ProblemCode;
use futures_util::StreamExt as _;
use sandbox_ehr::{LaunchContext, Profile};

const FOREIGN: &str = "org.chartside.app:/callback?code=attack&state=guessed";

fn with(profile: &str) -> Profile {
    serde_json::from_str(profile).unwrap()
}

/// A link for a sign-in whose screen is gone.
async fn link_without_a_screen(world: &World) -> String {
    let desk = world.start(Will::WalkAway).await;
    let mut events = Box::pin(desk.app.connect(desk.request()));
    while desk.person.opened.lock().unwrap().is_empty() {
        drop(futures_util::poll!(events.next()));
        tokio::task::yield_now().await;
    }
    let opened = desk.opened().await;
    desk.person.browse(&opened, &Will::Allow).await
}

async fn cancel(desk: &Desk, sign_in: &str) -> Result<(), ProblemCode> {
    let sign_in = sign_in.to_owned();
    let given_up = desk.app.cancel_sign_in(SignInRef { sign_in }).await;
    given_up.map_err(|problem| problem.code)
}

#[tokio::test]
async fn a_sign_in_given_up_while_the_server_is_asked_opens_no_browser() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let mut events = Box::pin(desk.app.connect(desk.request()));
    let Some(SignInEvent::Started { sign_in }) = events.next().await else {
        panic!()
    };
    assert!(matches!(
        events.next().await,
        Some(SignInEvent::Step {
            step: SignInStep::CheckingServer
        })
    ));
    // Discovery has begun.
    assert!(futures_util::poll!(events.next()).is_pending());
    assert_eq!(cancel(&desk, &sign_in).await, Ok(()));
    let rest: Vec<_> = events.collect().await;
    assert!(
        matches!(&rest[..], [SignInEvent::Failed { problem }] if problem.code == ProblemCode::SignInCancelled)
    );
    assert!(desk.person.opened.lock().unwrap().is_empty());
    assert_eq!(cancel(&desk, &sign_in).await, Err(ProblemCode::LinkExpired));
}

#[tokio::test]
async fn a_sign_in_cannot_be_given_up_while_its_code_is_spent() {
    let world = World::with(with(r#"{"token_delay_milliseconds":300}"#)).await;
    let desk = world.start(Will::Allow).await;
    let mut events = Box::pin(desk.app.connect(desk.request()));
    let Some(SignInEvent::Started { sign_in }) = events.next().await else {
        panic!()
    };
    let mut last = None;
    while let Some(event) = events.next().await {
        if matches!(
            &event,
            SignInEvent::Step {
                step: SignInStep::ReceivingPermission
            }
        ) {
            let refused = cancel(&desk, &sign_in).await;
            assert_eq!(refused, Err(ProblemCode::LinkReused));
        }
        last = Some(event);
    }
    assert!(matches!(last, Some(SignInEvent::Connected { .. })));
}

#[tokio::test]
async fn a_sign_in_whose_screen_goes_while_the_code_is_spent_is_announced() {
    let world = World::with(with(r#"{"token_delay_milliseconds":300}"#)).await;
    let desk = world.start(Will::Allow).await;
    let mut heard = Box::pin(desk.app.events());
    let mut events = Box::pin(desk.app.connect(desk.request()));
    while world.token_requests() == 0 {
        drop(futures_util::poll!(events.next()));
        tokio::task::yield_now().await;
    }
    drop(events);
    assert!(matches!(
        heard.next().await,
        Some(AppEvent::SignedIn { .. })
    ));
}

#[tokio::test]
async fn a_sign_in_whose_page_was_loaded_anew_is_announced_to_the_new_page() {
    let world = World::new().await;
    let desk = world.start(Will::WalkAway).await;
    let old_page = desk.app.events();
    // The stream of the old page goes on: nobody tells the app that the page is gone.
    let sign_in = tokio::spawn(desk.app.connect(desk.request()).collect::<Vec<_>>());
    let opened = desk.opened().await;
    let mut new_page = Box::pin(desk.app.events());
    let link = desk.person.browse(&opened, &Will::Allow).await;
    desk.app.redirect(link).await;
    assert!(matches!(
        new_page.next().await,
        Some(AppEvent::SignedIn { .. })
    ));
    assert!(matches!(
        sign_in.await.unwrap().last(),
        Some(SignInEvent::Connected { .. })
    ));
    drop(old_page);
}

#[tokio::test]
async fn a_link_that_started_the_app_is_heard_by_the_first_screen() {
    let world = World::new().await;
    let link = link_without_a_screen(&world).await;
    let desk = world.start(Will::WalkAway).await;
    desk.app.redirect(FOREIGN.to_owned()).await;
    desk.app.redirect(link).await;
    let heard: Vec<_> = desk.app.events().take(2).collect().await;
    assert!(
        matches!(&heard[..], [AppEvent::LinkRefused { problem }, AppEvent::SignedIn { .. }] if problem.code == ProblemCode::LinkExpired),
        "{heard:?}"
    );
}

#[tokio::test]
async fn the_same_link_twice_at_once_signs_in_once() {
    let world = World::new().await;
    let link = link_without_a_screen(&world).await;
    let desk = world.start(Will::WalkAway).await;
    futures_util::join!(
        desk.app.redirect(link.clone()),
        desk.app.redirect(link.clone())
    );
    let heard: Vec<_> = desk.app.events().take(2).collect().await;
    let is_reuse = |event: &&AppEvent| matches!(event, AppEvent::LinkRefused { problem } if problem.code == ProblemCode::LinkReused);
    let is_sign_in = |event: &&AppEvent| matches!(event, AppEvent::SignedIn { .. });
    assert_eq!(heard.iter().filter(is_reuse).count(), 1, "{heard:?}");
    assert_eq!(heard.iter().filter(is_sign_in).count(), 1, "{heard:?}");
    assert_eq!(world.token_requests(), 1);
}

#[tokio::test]
async fn a_link_that_meets_a_locked_keyring_is_used_when_it_opens() {
    let world = World::new().await;
    let link = link_without_a_screen(&world).await;
    world.lock_keyring(true);
    let desk = world.start(Will::WalkAway).await;
    let mut events = Box::pin(desk.app.events());
    desk.app.redirect(link).await;
    let Some(AppEvent::LinkRefused { problem }) = events.next().await else {
        panic!()
    };
    assert_eq!(problem.code, ProblemCode::KeyringLocked);
    let custody = desk.app.overview().await.unwrap().custody;
    assert_eq!(custody.problem.unwrap().code, ProblemCode::KeyringLocked);

    world.lock_keyring(false);
    assert!(desk.app.retry_keyring().await.unwrap().persistent);
    assert!(matches!(
        events.next().await,
        Some(AppEvent::CustodyChanged { custody }) if custody.persistent && custody.problem.is_none()
    ));
    assert!(matches!(
        events.next().await,
        Some(AppEvent::SignedIn { .. })
    ));
}

#[tokio::test]
async fn a_launch_whose_server_is_down_can_be_accepted_again() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let link = world
        .sandbox
        .launch_link("chartside", LaunchContext::default());
    desk.app.redirect(link.unwrap()).await;
    let launch = desk.app.overview().await.unwrap().launches[0]
        .launch
        .clone();
    let accept = || Connect {
        launch: Some(launch.clone()),
        ..desk.request()
    };
    let down = r#"{"faults":[{"at":"discovery","act":{"answer":{"status":500}}}]}"#;
    world.sandbox.set_profile(with(down));
    assert!(desk.connect_as(accept()).await.is_err());
    assert_eq!(desk.app.overview().await.unwrap().launches.len(), 1);
    world.sandbox.set_profile(Profile::default());
    assert!(desk.connect_as(accept()).await.is_ok());
    assert!(desk.app.overview().await.unwrap().launches.is_empty());
}

#[tokio::test]
async fn what_a_refused_sign_in_was_granted_is_given_back() {
    let world = World::with(with(r#"{"omit_patient":true}"#)).await;
    let desk = world.start(Will::Allow).await;
    assert_eq!(desk.connect().await, Err(ProblemCode::PatientMissing));
    until(|| world.sandbox.journal().requests_to("/auth/revoke").len() == 1).await;
}
