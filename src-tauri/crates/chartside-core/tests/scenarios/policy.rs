//! What the owner of the computer decided about servers: those that are there from the start, those
//! that may be used, and who may change that.

use chartside_core::Policy;
use chartside_core::ipc::{
    Authentication, BrandSource, Connect, InspectServer, ManageAccess, RegisterClient, SaveServer,
    ServerRef,
};
use chartside_core::problem::ProblemCode;
use futures_util::StreamExt as _;
use sandbox_ehr::{Client, LaunchContext, Profile};
use serde_json::{Value, json};

use crate::support::{Desk, Will, World};

const ELSEWHERE: &str = "https://elsewhere.example/fhir";

fn policy(file: &Value) -> Policy {
    Policy::parse(file.to_string().as_bytes()).unwrap()
}

/// The sandbox is there from the start, and nobody may change anything.
fn locked(world: &World) -> Value {
    json!({
        "version": 1,
        "servers": [{ "name": "St. Mary", "fhirBaseUrl": world.sandbox.fhir_base_url() }],
        "lockServers": true,
    })
}

fn wanted<T: serde::de::DeserializeOwned>(request: Value) -> T {
    serde_json::from_value(request).unwrap()
}

async fn of_policy(desk: &Desk) -> Connect {
    let overview = desk.app.overview().await.unwrap();
    Connect {
        server: Some(overview.policy.servers[0].server.clone()),
        ..Connect::default()
    }
}

/// The codes of everything by which a person could reach or change this server.
async fn refusals(desk: &Desk, address: &str) -> Vec<ProblemCode> {
    let app = &desk.app;
    let at = || json!({ "fhirBaseUrl": address, "name": "" });
    let connect = Connect {
        fhir_base_url: address.to_owned(),
        ..Connect::default()
    };
    vec![
        desk.connect_as(connect).await.unwrap_err(),
        app.inspect_server(wanted::<InspectServer>(at()))
            .await
            .unwrap_err()
            .code,
        app.manage_access(wanted::<ManageAccess>(at()))
            .await
            .unwrap_err()
            .code,
        app.save_server(wanted::<SaveServer>(at()))
            .await
            .unwrap_err()
            .code,
    ]
}

#[tokio::test]
async fn a_server_of_the_policy_is_there_from_the_start_and_is_used_like_any_other() {
    let mut world = World::new().await;
    world.decides(policy(&locked(&world)));
    let desk = world.start(Will::Allow).await;
    let overview = desk.app.overview().await.unwrap();
    assert!(overview.policy.in_force && !overview.policy.may_change);
    assert_eq!(overview.policy.servers[0].name, "St. Mary");
    let servers = desk.app.servers().await.unwrap();
    assert!(servers.servers[0].from_policy && !servers.may_change);
    assert!(servers.servers[0].endpoints.is_empty());
    let session = desk.connect_as(of_policy(&desk).await).await.unwrap();

    // What was learnt about it outlives the app, and so does the session.
    let desk = world.start(Will::Allow).await;
    let servers = desk.app.servers().await.unwrap().servers;
    assert_eq!(servers.len(), 1);
    assert!(!servers[0].endpoints.is_empty());
    assert!(!desk.load(&session).await.is_empty());
    desk.connect_as(desk.again(&session)).await.unwrap();

    // Without the policy nothing of it is left among a person's own servers.
    world.decides(Policy::default());
    let desk = world.start(Will::Allow).await;
    assert!(desk.app.servers().await.unwrap().servers.is_empty());
    assert!(!desk.load(&session).await.is_empty());
}

#[tokio::test]
async fn a_locked_computer_reaches_no_other_server_and_changes_none() {
    let mut world = World::new().await;
    world.decides(policy(&locked(&world)));
    let desk = world.start(Will::Allow).await;
    let not_allowed = ProblemCode::ServerNotAllowed;
    let codes = refusals(&desk, ELSEWHERE).await;
    assert_eq!(
        codes,
        [
            not_allowed,
            not_allowed,
            not_allowed,
            ProblemCode::SetByPolicy
        ]
    );
    assert_eq!(world.sandbox.journal().requests().len(), 0);

    let server = of_policy(&desk).await.server.unwrap();
    let same = json!({ "server": server, "name": "Mine", "fhirBaseUrl": desk.fhir_base_url });
    let set = |outcome: Result<(), chartside_core::problem::Problem>| {
        assert_eq!(outcome.unwrap_err().code, ProblemCode::SetByPolicy);
    };
    set(desk.app.save_server(wanted(same)).await.map(drop));
    set(desk
        .app
        .remove_server(ServerRef {
            server: server.clone(),
        })
        .await);
    let register = json!({ "server": server, "authentication": Authentication::Public });
    set(desk
        .app
        .register_client(wanted::<RegisterClient>(register))
        .await
        .map(drop));
    let brands = json!({ "type": "address", "url": "https://brands.example/bundle.json" });
    set(desk
        .app
        .load_brands(wanted::<BrandSource>(brands))
        .await
        .map(drop));
    assert!(desk.app.presets().await.unwrap().presets.is_empty());
}

#[tokio::test]
async fn a_policy_that_sets_one_server_leaves_a_person_their_own() {
    let mut world = World::new().await;
    let file = json!({ "version": 1, "servers": [{ "fhirBaseUrl": ELSEWHERE }] });
    world.decides(policy(&file));
    let desk = world.start(Will::Allow).await;
    desk.connect().await.unwrap();
    let own = json!({ "name": "Mine", "fhirBaseUrl": desk.fhir_base_url });
    desk.app.save_server(wanted(own)).await.unwrap();
    let servers = desk.app.servers().await.unwrap();
    let names: Vec<_> = servers
        .servers
        .iter()
        .map(|one| (&*one.name, one.from_policy))
        .collect();
    assert_eq!(names, [("elsewhere.example", true), ("Mine", false)]);
    assert!(servers.may_change && !desk.app.presets().await.unwrap().presets.is_empty());
    let of_policy = ServerRef {
        server: servers.servers[0].server.clone(),
    };
    let refused = desk.app.remove_server(of_policy).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::SetByPolicy);
}

#[tokio::test]
async fn what_is_not_allowed_is_not_reached_by_a_launch_a_session_or_a_sign_in_of_before() {
    let mut world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let own = json!({ "name": "Mine", "fhirBaseUrl": desk.fhir_base_url });
    desk.app.save_server(wanted(own)).await.unwrap();
    let before = world.sandbox.journal().requests().len();

    let elsewhere = json!({ "version": 1, "allowedServers": [ELSEWHERE] });
    world.decides(policy(&elsewhere));
    let desk = world.start(Will::Allow).await;
    assert!(desk.app.servers().await.unwrap().servers.is_empty());
    let context = LaunchContext::default();
    let launch = world.sandbox.launch_link("chartside", context).unwrap();
    assert_eq!(desk.refusal(&launch).await, ProblemCode::ServerNotAllowed);
    assert!(desk.app.overview().await.unwrap().launches.is_empty());
    let events = format!("{:?}", desk.load(&session).await);
    assert!(events.contains("ServerNotAllowed"), "{events}");
    let again = desk.connect_as(desk.again(&session)).await;
    assert_eq!(again, Err(ProblemCode::ServerNotAllowed));
    let sent = world.sandbox.journal().requests().len();
    assert_eq!(sent, before, "nothing was sent");

    // It is the person's own, and can be given up at any time.
    let reference = json!({ "session": session });
    desk.app.forget_connection(wanted(reference)).await.unwrap();
}

#[tokio::test]
async fn a_sign_in_that_was_begun_before_the_policy_ends_without_its_tokens() {
    let mut world = World::new().await;
    let link = {
        let desk = world.start(Will::WalkAway).await;
        desk.left_with_a_link().await
    };
    world.decides(policy(
        &json!({ "version": 1, "allowedServers": [ELSEWHERE] }),
    ));
    let desk = world.start(Will::Allow).await;
    let refused = desk.refusal(&link).await;
    assert_eq!(refused, ProblemCode::ServerNotAllowed);
    assert_eq!(world.token_requests(), 0);
}

#[tokio::test]
async fn while_the_policy_cannot_be_read_nothing_is_sent_anywhere() {
    let mut world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let before = world.sandbox.journal().requests().len();
    let error = Policy::parse(b"{").unwrap_err();
    world.decides(Policy::unreadable(&error));
    let desk = world.start(Will::Allow).await;
    let problem = desk.app.overview().await.unwrap().policy.problem.unwrap();
    assert_eq!(problem.code, ProblemCode::PolicyUnreadable);
    let codes = refusals(&desk, &desk.fhir_base_url).await;
    assert_eq!(codes, [ProblemCode::PolicyUnreadable; 4]);
    let events = format!("{:?}", desk.load(&session).await);
    assert!(events.contains("PolicyUnreadable"), "{events}");
    assert_eq!(world.sandbox.journal().requests().len(), before);
}

#[tokio::test]
async fn f13_addresses_that_the_policy_sets_are_not_a_persons_to_change() {
    let mut world = World::new().await;
    let file = |token: String| {
        json!({
            "version": 1,
            "servers": [{
                "fhirBaseUrl": world.sandbox.fhir_base_url(),
                "endpoints": { "token": token },
            }],
        })
    };
    let right = policy(&file(format!("{}/auth/token", world.sandbox.base_url())));
    let wrong = policy(&file("https://elsewhere.example/token".to_owned()));
    world.decides(wrong);
    let desk = world.start(Will::Allow).await;
    let request = of_policy(&desk).await;
    let events: Vec<_> = desk.app.connect(request.clone()).collect().await;
    let told = format!("{events:?}");
    assert!(
        told.contains("EndpointChanged") && !told.contains("confirmation"),
        "{told}"
    );
    world.decides(right);
    let desk = world.start(Will::Allow).await;
    desk.connect_as(request).await.unwrap();
}

#[tokio::test]
async fn a_client_of_the_policy_is_the_one_that_signs_in() {
    let mut world = World::with(Profile::default()).await;
    let redirect = "org.chartside.app:/callback";
    world.sandbox.register(Client::public("hospital", redirect));
    let mut file = locked(&world);
    file["servers"][0]["clientId"] = "hospital".into();
    file["servers"][0]["scope"] = "launch/patient openid fhirUser patient/Patient.rs".into();
    world.decides(policy(&file));
    let desk = world.start(Will::Allow).await;
    desk.connect_as(of_policy(&desk).await).await.unwrap();
    let asked = desk.opened().await;
    let asked: std::collections::HashMap<_, _> = asked.query_pairs().collect();
    assert_eq!(asked["client_id"], "hospital");
    assert_eq!(
        asked["scope"],
        "launch/patient openid fhirUser patient/Patient.rs"
    );
}
