//! Who is signed in: the resource that `fhirUser` names, read from the session's own server only.

use chartside_core::ipc::SessionRef;
use sandbox_ehr::Profile;

use crate::support::{Desk, Will, World};

/// Signs in where the id token names this `fhirUser`, and asks who that is.
async fn who(fhir_user: &str) -> (World, Option<String>) {
    let mut profile = Profile::default();
    let claim = ("fhirUser".to_owned(), fhir_user.into());
    profile.id_token_claims.extend([claim]);
    let world = World::with(profile).await;
    let desk = world.start(Will::Allow).await;
    let session = desk.connect().await.unwrap();
    let name = name(&desk, &session).await;
    drop(desk);
    // The same after a restart.
    let desk = world.start(Will::WalkAway).await;
    assert_eq!(self::name(&desk, &session).await, name);
    (world, name)
}

async fn name(desk: &Desk, session: &str) -> Option<String> {
    let session = session.to_owned();
    let answer = desk.app.signed_in_as(SessionRef { session }).await;
    answer.unwrap().name
}

/// Times that this was read.
fn reads(world: &World, path: &str) -> usize {
    world.sandbox.journal().requests_to(path).len()
}

#[tokio::test]
async fn the_person_who_signed_in_is_called_by_name() {
    let (world, name) = who("Practitioner/okafor").await;
    assert!(name.is_some_and(|name| name.contains("Okafor")));
    assert_eq!(reads(&world, "/fhir/Practitioner/okafor"), 2);
}

#[tokio::test]
async fn a_person_on_another_server_is_not_asked_for_anywhere() {
    let (world, name) = who("https://other.example/fhir/Practitioner/okafor").await;
    assert_eq!(name, None);
    assert_eq!(reads(&world, "/fhir/Practitioner/okafor"), 0);
}

#[tokio::test]
async fn a_person_who_cannot_be_read_has_no_name_and_the_record_opens() {
    let (world, name) = who("Practitioner/nobody").await;
    assert_eq!(name, None);
    assert_eq!(reads(&world, "/fhir/Practitioner/nobody"), 2);
}
