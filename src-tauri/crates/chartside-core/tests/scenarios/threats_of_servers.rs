//! What a server may not do to a session that is open (threat T29).

use chartside_core::ipc::RecordEvent;
use chartside_core::problem::ProblemCode;
use futures_util::FutureExt as _;
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

#[tokio::test]
async fn t29_a_refresh_for_another_patient_shows_nothing_of_that_patient() {
    let world = World::new().await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let other = json!({ "token_response": { "patient": "somebody-else" } });
    world
        .sandbox
        .set_profile(serde_json::from_value(other).unwrap());
    world.sandbox.revoke_access_tokens();
    let events = desk.load(&session).await;
    assert!(
        matches!(events.last(), Some(RecordEvent::Failed { problem }) if problem.code == ProblemCode::PatientChanged),
        "{:?}",
        events.last()
    );
    let asked = world.sandbox.journal().requests();
    let about_other = asked.iter().filter(|request| {
        let query = request.query.as_deref().unwrap_or_default();
        request.path.contains("somebody-else") || query.contains("somebody-else")
    });
    assert_eq!(about_other.count(), 0);
}

#[tokio::test]
async fn t19_places_that_the_token_response_names_get_nothing() {
    let evil = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = format!("http://{}/fhir", evil.local_addr().unwrap());
    let response = json!({
        "authorization_details": [{ "type": "smart_on_fhir", "locations": [place.clone()] }],
        "associated_endpoints": [{ "url": place.clone(), "capabilities": [] }],
        "fhirContext": [{ "reference": format!("{place}/ImagingStudy/1") }],
        "smart_style_url": format!("{place}/style.json"),
        "serviceUrl": place,
    });
    let profile = json!({ "token_response": response });
    let world = World::with(serde_json::from_value(profile).unwrap()).await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let events = desk.load(&session).await;
    let whole = matches!(
        events.last(),
        Some(RecordEvent::Finished { complete: true, .. })
    );
    assert!(whole, "{:?}", events.last());
    assert!(evil.accept().now_or_never().is_none(), "nobody came");
}
