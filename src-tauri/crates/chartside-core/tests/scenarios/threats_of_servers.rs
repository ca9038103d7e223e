//! What a server may not do to a session that is open (threat T29).

use chartside_core::ipc::RecordEvent;
use chartside_core::problem::ProblemCode;
use serde_json::json;

use crate::support::{Will, World};

#[tokio::test]
async fn t29_a_refresh_for_another_person_ends_the_session_and_its_token_is_never_used() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let other = json!({ "id_token_claims": { "sub": "somebody-else" } });
    world
        .sandbox
        .set_profile(serde_json::from_value(other).unwrap());
    world.sandbox.revoke_access_tokens();
    let events = desk.load(&session).await;
    let failed = |code| matches!(events.last(), Some(RecordEvent::Failed { problem }) if problem.code == code);
    assert!(failed(ProblemCode::IdentityUnproven), "{:?}", events.last());
    assert!(!desk.app.overview().await.unwrap().connections[0].signed_in);
}
