//! What the server says of a token (RFC 7662), as whoever looks for a fault is told.

use chartside_core::ipc::{FlowKind, FlowStepKind, SessionRef};
use chartside_core::problem::ProblemCode;
use sandbox_ehr::Profile;

use crate::support::{Desk, Will, World};

fn named(session: &str) -> SessionRef {
    let session = session.to_owned();
    SessionRef { session }
}

/// Whether the screen of the last flow offers to ask.
async fn may_ask(desk: &Desk) -> bool {
    let flows = desk.app.flows().await.unwrap().flows;
    let query = serde_json::json!({ "flow": flows[0].flow, "reveal": false });
    let flow = desk.app.flow(serde_json::from_value(query).unwrap()).await;
    flow.unwrap().may_ask
}

#[tokio::test]
async fn a_session_that_was_signed_out_of_is_not_asked_about() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    assert!(may_ask(&desk).await);
    desk.app.sign_out(named(&session)).await.unwrap();
    assert!(!may_ask(&desk).await);
}

#[tokio::test]
async fn a_good_token_is_said_to_be_good_and_the_question_is_a_flow_without_it() {
    let world = World::new().await;
    // A public client shows the token that it asks about (RFC 7662 §2.1).
    world.judge.excuse(93);
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let said = desk.app.introspect_token(named(&session)).await.unwrap();
    assert!(said.active && said.expires.is_some());
    assert!(
        said.scope
            .is_some_and(|scope| scope.contains("patient/Observation.rs"))
    );
    let flows = desk.app.flows().await.unwrap().flows;
    assert_eq!(flows[0].kind, FlowKind::Introspection);
    let query = serde_json::json!({ "flow": flows[0].flow, "reveal": true });
    let flow = desk.app.flow(serde_json::from_value(query).unwrap()).await;
    let flow = flow.unwrap();
    assert!(flow.may_ask);
    assert_eq!(flow.steps[0].kind, FlowStepKind::Introspect);
    assert!(!serde_json::to_string(&flow).unwrap().contains("CNRY"));
}

#[tokio::test]
async fn a_client_that_the_server_does_not_answer_is_told_so_and_stays_signed_in() {
    let world = World::new().await;
    world.judge.excuse(93);
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    world.sandbox.revoke_access_tokens();
    let refused = desk.app.introspect_token(named(&session)).await;
    assert_eq!(refused.unwrap_err().code, ProblemCode::IntrospectionRefused);
    assert!(!desk.load(&session).await.is_empty());
}

#[tokio::test]
async fn a_server_without_introspection_is_not_asked() {
    let mut profile = Profile::default();
    let absent = ("introspection_endpoint".to_owned(), serde_json::Value::Null);
    profile.smart_configuration.extend([absent]);
    let world = World::with(profile).await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    assert!(!may_ask(&desk).await, "nobody is offered to ask");
    let refused = desk.app.introspect_token(named(&session)).await;
    assert_eq!(refused.unwrap_err().code, ProblemCode::NotSupported);
    assert!(
        world
            .sandbox
            .journal()
            .requests_to("/auth/introspect")
            .is_empty()
    );
}
