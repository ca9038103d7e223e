//! Servers that give no refresh token but know installations, as Epic's do: the first access token
//! registers a key, and what it signs gets the next ones.

use std::time::Duration;

use chartside_core::ipc::{Connect, FlowKind, FlowStepKind, RecordEvent, SessionRef};
use chartside_core::problem::ProblemCode;
use sandbox_ehr::{LaunchContext, Profile};
use serde_json::json;

use crate::support::{Desk, Will, World};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

async fn world() -> World {
    World::with(Profile::find("epic").unwrap()).await
}

/// Signs in with the vendor's profile.
async fn connect(desk: &Desk) -> String {
    let wanted = json!({ "name": "", "fhirBaseUrl": desk.fhir_base_url, "vendor": "epic" });
    let saved = desk
        .app
        .save_server(serde_json::from_value(wanted).unwrap())
        .await;
    let request = Connect {
        server: Some(saved.unwrap().server),
        ..Connect::default()
    };
    desk.connect_as(request).await.unwrap()
}

/// Whether the session goes on when its access token ends, as the record says.
async fn stays(desk: &Desk, session: &str) -> Result<bool, ProblemCode> {
    let events = desk.load(session).await.into_iter();
    let mut told = events.filter_map(|event| match event {
        RecordEvent::Planned { session, .. } => Some(Ok(session.stays_signed_in)),
        RecordEvent::Failed { problem } => Some(Err(problem.code)),
        _ => None,
    });
    told.next().expect("it is planned or failed")
}

/// Grant type and status of every token request.
fn grants(world: &World) -> Vec<(String, u16)> {
    let requests = world.sandbox.journal().token_requests();
    requests
        .iter()
        .map(|request| {
            let grant = request.form_value("grant_type").unwrap_or_default();
            (grant.replace(GRANT, "signed"), request.status.unwrap())
        })
        .collect()
}

fn registrations(world: &World) -> usize {
    world.sandbox.journal().requests_to("/auth/register").len()
}

#[tokio::test]
async fn epic_a_key_of_this_session_gets_the_next_tokens_also_after_a_restart() {
    let world = world().await;
    let desk = world.start(Will::Allow).await;
    let session = connect(&desk).await;
    assert_eq!(stays(&desk, &session).await, Ok(true));
    assert_eq!(registrations(&world), 1);
    world.sandbox.advance_time(Duration::from_hours(2));
    assert_eq!(stays(&desk, &session).await, Ok(true));
    world.sandbox.advance_time(Duration::from_hours(2));
    let desk = world.start(Will::WalkAway).await;
    assert!(desk.app.overview().await.unwrap().connections[0].signed_in);
    assert_eq!(stays(&desk, &session).await, Ok(true));
    let grant = |name: &str| (name.to_owned(), 200);
    assert_eq!(
        grants(&world),
        [
            grant("authorization_code"),
            grant("signed"),
            grant("signed")
        ]
    );
    assert_eq!(world.sandbox.journal().complaints(), []);
    let flow = desk.app.flows().await.unwrap().flows.remove(0);
    assert_eq!(flow.kind, FlowKind::Refresh);
    let query = json!({ "flow": flow.flow, "reveal": true });
    let flow = desk.app.flow(serde_json::from_value(query).unwrap()).await;
    let flow = flow.unwrap();
    assert_eq!(flow.steps[0].kind, FlowStepKind::Refresh);
    assert!(!format!("{flow:?}").contains("CNRY"));
}

#[tokio::test]
async fn epic_the_key_is_sealed_and_leaves_with_the_session() {
    let world = world().await;
    let desk = world.start(Will::Allow).await;
    let session = connect(&desk).await;
    let files = world.files();
    assert!(!files.windows(11).any(|bytes| bytes == b"PRIVATE KEY"));
    let reference = SessionRef {
        session: session.clone(),
    };
    desk.app.sign_out(reference).await.unwrap();
    let desk = world.start(Will::WalkAway).await;
    assert_eq!(stays(&desk, &session).await, Err(ProblemCode::SignInNeeded));
    assert_eq!(grants(&world).len(), 1);
}

#[tokio::test]
async fn epic_what_was_taken_back_ends_the_session_and_what_is_busy_does_not() {
    let world = world().await;
    let desk = world.start(Will::Allow).await;
    let session = connect(&desk).await;
    world.sandbox.advance_time(Duration::from_hours(2));
    let mut busy = Profile::find("epic").unwrap();
    let fault = json!({ "at": "token", "act": { "answer": { "status": 503 } } });
    busy.faults = vec![serde_json::from_value(fault).unwrap()];
    world.sandbox.set_profile(busy);
    let desk = {
        drop(desk);
        world.start(Will::WalkAway).await
    };
    let events = format!("{:?}", desk.load(&session).await);
    assert!(events.contains("ServerBusy"), "{events}");
    world.sandbox.set_profile(Profile::find("epic").unwrap());
    let desk = world.start(Will::WalkAway).await;
    assert_eq!(stays(&desk, &session).await, Ok(true));
    world.sandbox.revoke_permissions();
    let desk = world.start(Will::WalkAway).await;
    let events = format!("{:?}", desk.load(&session).await);
    assert!(events.contains("SessionEnded"), "{events}");
    let desk = world.start(Will::WalkAway).await;
    assert_eq!(stays(&desk, &session).await, Err(ProblemCode::SignInNeeded));
}

#[tokio::test]
async fn epic_a_server_that_refuses_the_key_costs_only_the_staying() {
    let answer =
        |status: u16| json!({ "at": "register", "act": { "answer": { "status": status } } });
    let drop_it = json!({ "at": "register", "act": "drop_after" });
    for fault in [answer(400), answer(401), answer(500), drop_it] {
        let mut profile = Profile::find("epic").unwrap();
        profile.faults = vec![serde_json::from_value(fault).unwrap()];
        let world = World::with(profile).await;
        let desk = world.start(Will::Allow).await;
        let session = connect(&desk).await;
        assert_eq!(stays(&desk, &session).await, Ok(false));
        let desk = world.start(Will::WalkAway).await;
        assert_eq!(stays(&desk, &session).await, Err(ProblemCode::SignInNeeded));
    }
}

#[tokio::test]
async fn epic_a_token_does_not_go_to_a_registration_endpoint_elsewhere() {
    let elsewhere = world().await;
    let mut profile = Profile::find("epic").unwrap();
    let address = format!("{}/auth/register", elsewhere.sandbox.base_url());
    let endpoint = ("registration_endpoint".to_owned(), address.into());
    profile.smart_configuration.extend([endpoint]);
    let world = World::with(profile).await;
    let desk = world.start(Will::Allow).await;
    let session = connect(&desk).await;
    assert_eq!(stays(&desk, &session).await, Ok(false));
    assert_eq!(registrations(&elsewhere), 0);
}

#[tokio::test]
async fn epic_a_launch_from_the_ehr_registers_no_key_and_ends_with_the_ehr() {
    let world = world().await;
    let desk = world.start(Will::Allow).await;
    connect(&desk).await;
    let context = LaunchContext {
        patient: Some("ellsworth".to_owned()),
        ..LaunchContext::default()
    };
    let link = world.sandbox.launch_link("chartside", context);
    let launch = desk.launched(link.unwrap()).await;
    desk.connect_as(desk.agreeing(&launch)).await.unwrap();
    assert_eq!(registrations(&world), 1);
}

#[tokio::test]
async fn a_server_with_refresh_tokens_is_told_of_no_key() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    desk.connect().await.unwrap();
    assert_eq!(registrations(&world), 0);
}
